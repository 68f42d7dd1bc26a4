/** Anonymised chunks in from the fog broker. */
package io.bauta.analytics.intake;
