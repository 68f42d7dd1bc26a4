/** Out to the edge broker, and what it remembers of earlier runs. */
package io.bauta.ingestion.outlet;
