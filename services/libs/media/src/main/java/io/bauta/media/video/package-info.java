/** Compressed pictures to native planes and back, and the fragmented MP4 chunks they travel in. */
package io.bauta.media.video;
