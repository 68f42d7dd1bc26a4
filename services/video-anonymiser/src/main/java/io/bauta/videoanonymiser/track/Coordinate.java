/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

/**
 * One number of a box and its speed, by a Kalman filter of constant speed. Four of them are the filter of ByteTrack (Zhang et
 * al., arXiv:2110.06864), whose covariance falls into these blocks; the deviations are its own, in parts of the box's size.
 */
final class Coordinate {
    /** Standard deviation of a position, of a speed a step: parts of the box's size. */
    private static final double POSITION = 1.0 / 20;

    private static final double SPEED = 1.0 / 160;

    private double value;
    private double speed;
    private double valueVariance;
    private double covariance;
    private double speedVariance;

    Coordinate(double value, double size) {
        this.value = value;
        this.valueVariance = square(2 * POSITION * size);
        this.speedVariance = square(10 * SPEED * size);
    }

    /**
     * Where it should be after a while.
     *
     * @param steps how long, in pictures of 25 a second
     */
    void predict(double steps, double size) {
        value += speed * steps;
        valueVariance += 2 * steps * covariance + steps * steps * speedVariance + steps * square(POSITION * size);
        covariance += steps * speedVariance;
        speedVariance += steps * square(SPEED * size);
    }

    /** Where it was seen. */
    void correct(double seen, double size) {
        double gain = valueVariance + square(POSITION * size);
        double forValue = valueVariance / gain;
        double forSpeed = covariance / gain;
        double off = seen - value;
        value += forValue * off;
        speed += forSpeed * off;
        speedVariance -= forSpeed * covariance;
        covariance -= forValue * covariance;
        valueVariance -= forValue * valueVariance;
    }

    double value() {
        return value;
    }

    /** The same place and speed as another, known as well. */
    void become(Coordinate other) {
        value = other.value;
        speed = other.speed;
        valueVariance = other.valueVariance;
        covariance = other.covariance;
        speedVariance = other.speedVariance;
    }

    void stop() {
        speed = 0;
        covariance = 0;
    }

    private static double square(double number) {
        return number * number;
    }
}
