/** When a unit was captured, and when it is due: camera clocks, file clocks, jumps between them. Plain Java. */
package io.bauta.ingestion.timing;
