/** Live anonymised pictures, newest first. */
package io.bauta.partner.live;
