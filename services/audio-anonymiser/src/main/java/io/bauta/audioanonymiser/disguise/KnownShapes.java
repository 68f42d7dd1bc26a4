/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Shapes that mouths make, whoever speaks: centres of what the recipes' speakers said, in spreads of the bands from a
 * speaker's mean. What a frame has beyond the centres it lies near tells of whoever says it, not of what is said. The twin of
 * {@code shapes.py}, which learns them. Not thread-safe.
 */
final class KnownShapes {
    private static final String RESOURCE = "shapes.f32";
    /** The squared distance over which a weight falls by e. */
    private static final double SOFTNESS = 5;
    /** A weight that changes no sample; most are smaller. */
    private static final double NOTHING = 1e-9;

    private static final double[][] CENTRES = read();
    private static final double[] SQUARES = squares();

    private final double[] weights = new double[CENTRES.length];

    private static double[][] read() {
        try (InputStream stored = KnownShapes.class.getResourceAsStream(RESOURCE)) {
            FloatBuffer numbers = ByteBuffer.wrap(stored.readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            double[][] centres = new double[numbers.remaining() / Bands.COUNT][Bands.COUNT];
            for (double[] centre : centres) {
                for (int band = 0; band < Bands.COUNT; band++) {
                    centre[band] = numbers.get();
                }
            }
            return centres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] squares() {
        double[] squares = new double[CENTRES.length];
        for (int number = 0; number < squares.length; number++) {
            squares[number] = product(CENTRES[number], CENTRES[number]);
        }
        return squares;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int band = 0; band < Bands.COUNT; band++) {
            sum += one[band] * other[band];
        }
        return sum;
    }

    /**
     * The mean of the centres, each weighed by how near it lies.
     *
     * @param unsure how many times softer than usual they are told apart
     * @param into another array than the shape
     */
    void near(double[] shape, double unsure, double[] into) {
        double least = Double.POSITIVE_INFINITY;
        for (int number = 0; number < weights.length; number++) {
            weights[number] = SQUARES[number] - 2 * product(shape, CENTRES[number]);
            least = Math.min(least, weights[number]);
        }
        double sum = 0;
        for (int number = 0; number < weights.length; number++) {
            weights[number] = Math.exp((least - weights[number]) / (SOFTNESS * unsure));
            sum += weights[number];
        }
        Arrays.fill(into, 0);
        for (int number = 0; number < weights.length; number++) {
            double weight = weights[number] / sum;
            if (weight > NOTHING) {
                for (int band = 0; band < Bands.COUNT; band++) {
                    into[band] += weight * CENTRES[number][band];
                }
            }
        }
    }
}
