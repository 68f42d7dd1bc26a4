/** From a source's packets to what was captured, in order, bounded in memory, one source never disturbing another. */
package io.bauta.ingestion.capture;
