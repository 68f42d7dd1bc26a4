/** Step 1 of the data's way: sensors in, raw records out to the broker of the same edge node, and nowhere else. */
package io.bauta.ingestion;
