/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.packing;

/**
 * What sensors ask of a node, in thousandths of a core. Measured on one core of an x86-64 server by {@code ./bauta bench}: what
 * another machine needs more is its node's {@code slowdown}.
 */
public final class Load {
    /**
     * Pictures hidden as a whole: 1.53 cores carried two cameras of 720p25 with edge, fog and the cameras themselves
     * (services/local, {@code idle} and {@code latency}), an upper bound of 33 ms a megapixel.
     */
    private static final double WHOLE_FRAME_PER_MEGAPIXEL = 33;

    /**
     * Heads and plates found and covered: one core carried 20 pictures of 720p a second (services/local, {@code live}), 54 ms a
     * megapixel, detection with the widest network (1.06 ms) among them.
     */
    private static final double COVERED_PER_MEGAPIXEL = 53;

    /** Speech changed into another voice takes 10.2 ms of a second of sound (services/local, {@code sound}); the rest as much. */
    private static final double SOUND = 20;

    private static final double MEGA = 1e6;

    private Load() {}

    /**
     * @param pixelsPerSecond of the camera
     * @param looks whether people are looked for in its pictures
     */
    public static long ofPictures(double pixelsPerSecond, boolean looks) {
        double perMegapixel = looks ? COVERED_PER_MEGAPIXEL : WHOLE_FRAME_PER_MEGAPIXEL;
        return Math.max(1, Math.round(pixelsPerSecond / MEGA * perMegapixel));
    }

    /**
     * @param picturesPerSecond that are looked at
     * @param milliseconds of one look
     */
    public static long ofLooking(double picturesPerSecond, double milliseconds) {
        return Math.round(picturesPerSecond * milliseconds);
    }

    /** Of a microphone. */
    public static long ofSound() {
        return Math.round(SOUND);
    }

    /**
     * What a node can carry.
     *
     * @param cores that the anonymisers may have
     * @param slowdown how much longer one takes than the one measured on
     */
    public static long capacity(double cores, double slowdown) {
        return (long) (cores * 1000 / slowdown);
    }
}
