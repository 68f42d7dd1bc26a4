/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

/**
 * Sizes a network takes.
 *
 * @param width it was made for, in pixels
 * @param height it was made for
 * @param multipleOf what both sides must be multiples of
 * @param fixed whether it takes no other
 */
public record InputSize(int width, int height, int multipleOf, boolean fixed) {
    public InputSize {
        if (multipleOf < 1 || width < 1 || height < 1 || width % multipleOf != 0 || height % multipleOf != 0) {
            throw new IllegalArgumentException(width + "x" + height + " pixels are no multiples of " + multipleOf);
        }
    }

    /** Whether a picture of that size can be looked at. */
    public boolean takes(int wide, int high) {
        boolean whole = wide > 0 && high > 0 && wide % multipleOf == 0 && high % multipleOf == 0;
        return whole && (!fixed || (wide == width && high == height));
    }

    /** The least multiple that is not below. */
    public int roundedUp(int side) {
        return Math.ceilDiv(Math.max(1, side), multipleOf) * multipleOf;
    }
}
