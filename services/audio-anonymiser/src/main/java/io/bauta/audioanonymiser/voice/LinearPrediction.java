/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

/**
 * Linear prediction by the autocorrelation method and the Levinson–Durbin recursion (Makhoul, "Linear prediction: a
 * tutorial review", Proc. IEEE 1975). The predictor it gives has all its zeros inside the unit circle. Not thread-safe:
 * the result is overwritten by the next call.
 */
final class LinearPrediction {
    /** White noise 90 dB below the signal keeps the recursion sound for pure tones. */
    private static final double NOISE_FLOOR = 1e-9;

    private final int order;
    private final double[] correlation;
    private final double[] predictor;
    private final double[] before;

    LinearPrediction(int order) {
        this.order = order;
        this.correlation = new double[order + 1];
        this.predictor = new double[order + 1];
        this.before = new double[order + 1];
    }

    /** Coefficients 1, a₁ … a_p of A(z) = 1 + Σ aₖ z⁻ᵏ; the frame must not be silent. */
    double[] of(double[] frame) {
        for (int lag = 0; lag <= order; lag++) {
            correlation[lag] = autocorrelation(frame, lag);
        }
        double error = correlation[0] * (1 + NOISE_FLOOR);
        predictor[0] = 1;
        for (int i = 1; i <= order; i++) {
            double sum = correlation[i];
            for (int j = 1; j < i; j++) {
                sum += predictor[j] * correlation[i - j];
            }
            double reflection = -sum / error;
            System.arraycopy(predictor, 0, before, 0, i);
            for (int j = 1; j < i; j++) {
                predictor[j] = before[j] + reflection * before[i - j];
            }
            predictor[i] = reflection;
            error *= 1 - reflection * reflection;
        }
        return predictor;
    }

    private static double autocorrelation(double[] frame, int lag) {
        double sum = 0;
        for (int i = lag; i < frame.length; i++) {
            sum += frame[i] * frame[i - lag];
        }
        return sum;
    }

    /** What the predictor cannot foretell: A(z) applied from rest. */
    static void residual(double[] predictor, double[] signal, double[] out) {
        for (int i = 0; i < signal.length; i++) {
            double sum = 0;
            for (int k = Math.min(i, predictor.length - 1); k >= 0; k--) {
                sum += predictor[k] * signal[i - k];
            }
            out[i] = sum;
        }
    }
}
