/** Finds pods that could see raw media where they must not, and takes them away. */
package io.bauta.placement.guard;
