/** How a file goes on after a crash exactly where it was: what the broker holds decides. Plain Java. */
package io.bauta.ingestion.resume;
