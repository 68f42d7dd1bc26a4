/** What analytics counts. */
package io.bauta.analytics.metrics;
