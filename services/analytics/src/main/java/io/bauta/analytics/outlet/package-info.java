/** Windows to records, and what is there already. */
package io.bauta.analytics.outlet;
