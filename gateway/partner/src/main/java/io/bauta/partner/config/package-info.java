/** The settings of the partner gateway, all in one place. */
package io.bauta.partner.config;
