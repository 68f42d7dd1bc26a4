/** Which of the detectors that are approved and offered a node is given. */
package io.bauta.placement.models;
