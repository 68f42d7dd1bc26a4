/** The picture of all sensors that the gateway keeps in memory. */
package io.bauta.partner.board;
