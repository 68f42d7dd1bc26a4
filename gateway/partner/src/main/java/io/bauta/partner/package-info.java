/** The door for partners and operators: REST, events, live anonymised video and one web page. Reads only. */
package io.bauta.partner;
