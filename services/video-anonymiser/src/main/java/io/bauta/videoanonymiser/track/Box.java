/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

/**
 * A rectangle in pixels of a frame; it may reach over the edges.
 *
 * @param x of its left edge
 * @param y of its upper edge
 */
public record Box(double x, double y, double width, double height) {

    /** The one with this middle. */
    static Box about(double middleX, double middleY, double width, double height) {
        return new Box(middleX - width / 2, middleY - height / 2, width, height);
    }

    double middleX() {
        return x + width / 2;
    }

    double middleY() {
        return y + height / 2;
    }

    /** Larger by these shares of its own width on the left and on the right, and of its height above and below. */
    public Box padded(double across, double down) {
        return new Box(x - width * across, y - height * down, width * (1 + 2 * across), height * (1 + 2 * down));
    }

    /** In a picture that is so many times as wide and as high. */
    Box scaled(double across, double down) {
        return new Box(x * across, y * down, width * across, height * down);
    }

    Box moved(double right, double down) {
        return new Box(x + right, y + down, width, height);
    }

    /** The smallest one around both. */
    Box and(Box other) {
        double left = Math.min(x, other.x);
        double top = Math.min(y, other.y);
        return new Box(
                left,
                top,
                Math.max(x + width, other.x + other.width) - left,
                Math.max(y + height, other.y + other.height) - top);
    }

    /** The smallest one around this and one of the same size in the other's middle. */
    Box andOnTheWay(Box other) {
        return and(about(other.middleX(), other.middleY(), width, height));
    }

    /** Part of the way to another: 0 is this one, 1 the other. */
    Box towards(Box other, double share) {
        return new Box(
                x + (other.x - x) * share,
                y + (other.y - y) * share,
                width + (other.width - width) * share,
                height + (other.height - height) * share);
    }

    /** Of nothing it is 0. */
    public double area() {
        return Math.max(0, width) * Math.max(0, height);
    }

    /** Area that both have. */
    public double shared(Box other) {
        double wide = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double high = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        return Math.max(0, wide) * Math.max(0, high);
    }

    /** Shared area over common area, 0 to 1. */
    public double overlap(Box other) {
        double shared = shared(other);
        return shared == 0 ? 0 : shared / (area() + other.area() - shared);
    }

    /** Whether the other lies within it. */
    boolean holds(Box other) {
        return x <= other.x
                && y <= other.y
                && x + width >= other.x + other.width
                && y + height >= other.y + other.height;
    }
}
