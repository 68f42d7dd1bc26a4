/**
 * FFmpeg behind a few plain types: demux, decode, draw, encode, chunk. FFmpeg's own types never leave this module.
 * Everything native here is {@link java.lang.AutoCloseable} and belongs to whoever opened it.
 */
package io.bauta.media;
