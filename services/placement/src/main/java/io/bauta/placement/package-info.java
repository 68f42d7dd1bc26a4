/** The placement operator: which sensor is worked on by which edge node, and that raw media are nowhere else. */
package io.bauta.placement;
