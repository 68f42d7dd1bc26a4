/**
 * From what a detector found in single frames to what is covered in every frame: things are followed, covered while they
 * are not seen, and covered before they were first seen.
 */
package io.bauta.videoanonymiser.track;
