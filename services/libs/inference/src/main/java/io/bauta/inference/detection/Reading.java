/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.InferenceFailedException;
import io.bauta.inference.Tensor;
import java.nio.FloatBuffer;

/**
 * What one look is after: how sure, and of which model, for saying so when it answers with what is no number.
 *
 * @param least by kind
 */
record Reading(String model, LeastScores least) {
    /**
     * Whether a cell is to be kept. A score that is no number is: {@link #sound} then refuses it, where passing it over would
     * leave somebody uncovered.
     */
    static boolean likely(float score, float least) {
        return !(score < least);
    }

    /** @throws InferenceFailedException if any number of it is none */
    Detection sound(Detection found) {
        demandNumbers(found.score() + found.x() + found.y() + found.width() + found.height());
        return found;
    }

    /** @throws InferenceFailedException if the sum of all that is told of something is no finite number */
    void demandNumbers(float sum) {
        if (!Float.isFinite(sum)) {
            throw new InferenceFailedException(model, "NOT_A_NUMBER");
        }
    }

    /** @throws InferenceFailedException if the network gives another number of values than its style does */
    FloatBuffer floats(Tensor tensor, int elements) {
        if (tensor.elements() != elements) {
            throw new InferenceFailedException(model, "OTHER_SIZES");
        }
        return tensor.floats();
    }
}
