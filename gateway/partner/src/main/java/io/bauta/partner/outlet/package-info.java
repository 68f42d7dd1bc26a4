/** REST, events and live video out to partners. */
package io.bauta.partner.outlet;
