/** Whether the operator is well. */
package io.bauta.placement.health;
