/** Anonymised sound into what leaves: FLAC. */
package io.bauta.audioanonymiser.outlet;
