/** What partners and operators are told as it happens. */
package io.bauta.partner.events;
