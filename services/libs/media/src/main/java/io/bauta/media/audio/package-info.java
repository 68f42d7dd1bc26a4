/** Compressed sound to 16-bit mono samples, and lossless FLAC chunks of them. */
package io.bauta.media.audio;
