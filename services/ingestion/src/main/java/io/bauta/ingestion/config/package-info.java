/** The service's settings. */
package io.bauta.ingestion.config;
