/** Which node works on which sensor, as a pure function: no cluster, no clock. */
package io.bauta.placement.packing;
