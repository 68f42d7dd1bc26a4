/** Whole media files with picture and sound in step. */
package io.bauta.media.file;
