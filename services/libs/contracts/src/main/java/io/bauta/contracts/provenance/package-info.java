/** Who made a chunk anonymous, how, and how anyone can check it: signed, chained statements (DSSE, in-toto). */
package io.bauta.contracts.provenance;
