/** Records in from the fog broker, read-only. */
package io.bauta.partner.intake;
