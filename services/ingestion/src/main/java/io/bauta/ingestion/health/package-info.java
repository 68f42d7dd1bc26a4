/** Live and ready, and where every source stands. */
package io.bauta.ingestion.health;
