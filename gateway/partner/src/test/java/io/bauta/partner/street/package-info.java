/** A drawn street whose sensors write to a real fog broker. */
package io.bauta.partner.street;
