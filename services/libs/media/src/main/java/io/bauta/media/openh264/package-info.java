/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/**
 * OpenH264 as the machine has it, called through Java's foreign function interface. The OpenH264 inside the FFmpeg of
 * {@code org.bytedeco} is built without its assembler and takes about twice as long for as good a film.
 */
package io.bauta.media.openh264;
