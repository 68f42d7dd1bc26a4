/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.motion;

/** What is added up about a camera during one window. Not thread-safe. */
final class MotionTally {
    private int frames;
    private int compared;
    private double differences;
    private int missing;

    void frame() {
        frames++;
    }

    void difference(double difference) {
        compared++;
        differences += difference;
    }

    void missing(int chunks) {
        missing += chunks;
    }

    int frames() {
        return frames;
    }

    int missing() {
        return missing;
    }

    /** Mean difference of the frames that had one before them; 0 if none had. */
    double motionLevel() {
        return compared == 0 ? 0 : differences / compared;
    }
}
