/** Whether the gateway is well. */
package io.bauta.partner.health;
