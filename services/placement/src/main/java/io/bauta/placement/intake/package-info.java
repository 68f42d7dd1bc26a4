/** How the operator learns of the cluster and of models. */
package io.bauta.placement.intake;
