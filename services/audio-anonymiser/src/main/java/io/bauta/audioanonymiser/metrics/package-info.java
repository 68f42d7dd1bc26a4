/** What the service counts. */
package io.bauta.audioanonymiser.metrics;
