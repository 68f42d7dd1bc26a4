/**
 * The objects a city declares, in their first version. Packing, rollout and guard do not know them, so that a later version
 * stands beside this one and only {@code site} and {@code reconcile} learn of it.
 */
package io.bauta.placement.api.v1alpha1;
