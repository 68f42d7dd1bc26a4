/** The sources themselves, by way of the media library. */
package io.bauta.ingestion.intake;
