/** Names, labels and help of the service's metrics. */
package io.bauta.ingestion.metrics;
