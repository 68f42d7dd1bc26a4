/** Numbers what was captured and hands it to the outlet, every record once. */
package io.bauta.ingestion.delivery;
