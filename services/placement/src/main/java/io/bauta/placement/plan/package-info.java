/** From what is declared and what is there to what each node is told and each sensor says: pure, no cluster is asked. */
package io.bauta.placement.plan;
