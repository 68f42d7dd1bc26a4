/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

/** How a box moves and grows: the middle, the width and the height, each a {@link Coordinate}. */
final class Motion {
    /** Pictures of 25 a second are the filter's steps, whatever the camera's rate. */
    private static final double STEP_MICROS = 40_000;

    private final Coordinate x;
    private final Coordinate y;
    private final Coordinate width;
    private final Coordinate height;

    Motion(Box seen) {
        double size = size(seen);
        x = new Coordinate(seen.middleX(), size);
        y = new Coordinate(seen.middleY(), size);
        width = new Coordinate(seen.width(), size);
        height = new Coordinate(seen.height(), size);
    }

    /** A copy, which goes its own way. */
    static Motion of(Motion other) {
        Motion copy = new Motion(other.box());
        copy.become(other);
        return copy;
    }

    void become(Motion other) {
        x.become(other.x);
        y.become(other.y);
        width.become(other.width);
        height.become(other.height);
    }

    void predict(long micros) {
        double steps = micros / STEP_MICROS;
        double size = size(box());
        x.predict(steps, size);
        y.predict(steps, size);
        width.predict(steps, size);
        height.predict(steps, size);
    }

    void correct(Box seen) {
        double size = size(seen);
        x.correct(seen.middleX(), size);
        y.correct(seen.middleY(), size);
        width.correct(seen.width(), size);
        height.correct(seen.height(), size);
    }

    /** Grows and shrinks no more. */
    void keepSize() {
        width.stop();
        height.stop();
    }

    /** Stands still from now on. */
    void stop() {
        x.stop();
        y.stop();
        keepSize();
    }

    Box box() {
        return Box.about(x.value(), y.value(), Math.max(1, width.value()), Math.max(1, height.value()));
    }

    private static double size(Box box) {
        return Math.max(4, Math.max(box.width(), box.height()));
    }
}
