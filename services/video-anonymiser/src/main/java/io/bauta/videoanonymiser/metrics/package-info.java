/** What the service tells of itself in numbers. */
package io.bauta.videoanonymiser.metrics;
