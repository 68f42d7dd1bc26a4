/** What the operator counts. */
package io.bauta.placement.metrics;
