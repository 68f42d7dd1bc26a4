/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

/** Draws over one patch of a picture. */
@FunctionalInterface
interface Painter {

    /**
     * Hides the patch.
     *
     * @param planes of the whole picture: luma, U, V
     * @param patch not empty
     */
    void paint(Plane[] planes, Patch patch);
}
