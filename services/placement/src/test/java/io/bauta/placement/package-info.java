/** Stories of the operator, and what they need. */
package io.bauta.placement;
