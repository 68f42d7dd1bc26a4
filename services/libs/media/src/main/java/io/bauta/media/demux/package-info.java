/** Compressed packets out of files, cameras and byte arrays. */
package io.bauta.media.demux;
