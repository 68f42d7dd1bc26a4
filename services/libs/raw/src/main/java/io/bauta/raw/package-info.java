/** Raw media as records. May be imported by ingestion, the anonymisers and local only; the build refuses it elsewhere. */
package io.bauta.raw;
