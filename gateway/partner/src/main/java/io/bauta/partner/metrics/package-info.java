/** What the gateway counts. */
package io.bauta.partner.metrics;
