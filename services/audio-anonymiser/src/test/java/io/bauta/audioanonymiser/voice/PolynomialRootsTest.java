/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolynomialRootsTest {

    @Test
    void finds_the_roots_of_a_polynomial_written_down_by_hand() {
        // (z − 0.5)(z + 0.25)(z² − 0.6 z + 0.25): the pair is 0.3 ± 0.4 i.
        PolynomialRoots roots = new PolynomialRoots(4);
        boolean found =
                roots.find(times(times(new double[] {1, -0.5}, new double[] {1, 0.25}), new double[] {1, -0.6, 0.25}));

        assertThat(found).isTrue();
        double[] sorted = new double[4];
        for (int i = 0; i < 4; i++) {
            sorted[i] = roots.real(i) + 1000 * roots.imaginary(i);
        }
        Arrays.sort(sorted);
        assertThat(sorted).containsExactly(new double[] {-399.7, -0.25, 0.5, 400.3}, within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 20, 26})
    void multiplying_the_roots_of_a_predictor_out_gives_the_predictor_back(int order) {
        short[] vowel = Sounds.vowel(16_000, 0.02, 500, 1500, 2500, 3500);
        double[] frame = new double[vowel.length];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = vowel[i] * Math.sin(Math.PI * i / frame.length);
        }
        double[] predictor = new LinearPrediction(order).of(frame);
        PolynomialRoots roots = new PolynomialRoots(order);

        assertThat(roots.find(predictor)).isTrue();

        double[] product = {1};
        for (int i = 0; i < order; i++) {
            if (Math.abs(roots.imaginary(i)) <= 1e-7) {
                product = times(product, new double[] {1, -roots.real(i)});
            } else if (roots.imaginary(i) > 0) {
                double radius = Math.hypot(roots.real(i), roots.imaginary(i));
                product = times(product, new double[] {1, -2 * roots.real(i), radius * radius});
                assertThat(radius).isLessThan(1);
            }
        }
        assertThat(product).containsExactly(predictor, within(1e-7));
    }

    @Test
    void a_root_that_is_there_twenty_times_over_ends_the_search_with_something_near_it() {
        double[] allZero = new double[21];
        allZero[0] = 1;
        PolynomialRoots roots = new PolynomialRoots(20);

        assertThat(roots.find(allZero)).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(Math.hypot(roots.real(i), roots.imaginary(i))).isLessThan(0.01);
        }
    }

    @Test
    void a_polynomial_that_is_not_finite_has_no_roots() {
        assertThat(new PolynomialRoots(2).find(new double[] {1, Double.NaN, 0.5}))
                .isFalse();
        assertThat(new PolynomialRoots(2).find(new double[] {1, Double.POSITIVE_INFINITY, 0.5}))
                .isFalse();
    }

    private static double[] times(double[] a, double[] b) {
        double[] product = new double[a.length + b.length - 1];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                product[i + j] += a[i] * b[j];
            }
        }
        return product;
    }
}
