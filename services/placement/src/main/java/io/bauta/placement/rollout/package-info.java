/** In which order nodes learn of a new plan, as a pure function. */
package io.bauta.placement.rollout;
