/** The loops that make the cluster what is declared. */
package io.bauta.placement.reconcile;
