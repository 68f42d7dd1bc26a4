/** The two ways a chunk can leave an anonymiser, and no third. */
package io.bauta.contracts.outcome;
