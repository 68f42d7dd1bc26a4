/** The seam to FFmpeg's bindings. Public for this module's own packages only: nothing outside io.bauta.media imports it. */
package io.bauta.media.ffmpeg;
