/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.InferenceBinding;
import io.bauta.inference.InferenceSession;
import io.bauta.inference.PixelNormalisation;
import io.bauta.inference.TensorDescription;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/**
 * SCRFD (Guo et al., "Sample and Computation Redistribution for Efficient Face Detection", arXiv:2105.04714), as its authors
 * export it: pixels about 0, red first; two answers a cell; three grids of scores, then of distances to a box's four sides,
 * then, in most, of points. Its outputs have numbers for names, so they are told by their order and last sizes.
 */
final class ScrfdHeads extends GridHeads {
    private static final int ANSWERS = 2;
    private static final List<Long> LAST_SIZES = List.of(1L, 4L, 2L * POINTS);

    private final List<String> names;

    private ScrfdHeads(List<String> names) {
        super(new PixelNormalisation(1f / 128, -127.5f / 128), false, ANSWERS);
        this.names = names;
    }

    static Optional<ScrfdHeads> of(InferenceSession session) {
        List<TensorDescription> outputs = session.outputs();
        int levels = STRIDES.size();
        if (outputs.size() != 2 * levels && outputs.size() != 3 * levels) {
            return Optional.empty();
        }
        for (int number = 0; number < outputs.size(); number++) {
            if (Outputs.sizeFromEnd(outputs.get(number), 1) != LAST_SIZES.get(number / levels)) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new ScrfdHeads(outputs.stream().map(TensorDescription::name).toList()));
    }

    @Override
    Grid grid(int level, int rows, InferenceBinding outputs, Reading reading) {
        int levels = STRIDES.size();
        float stride = STRIDES.get(level);
        FloatBuffer scores = reading.floats(outputs.output(names.get(level)), rows);
        FloatBuffer sides = reading.floats(outputs.output(names.get(levels + level)), 4 * rows);
        Optional<FloatBuffer> points = names.size() == 2 * levels
                ? Optional.empty()
                : Optional.of(reading.floats(outputs.output(names.get(2 * levels + level)), 2 * POINTS * rows));
        return new Grid() {
            @Override
            public float score(int row) {
                return scores.get(row);
            }

            @Override
            public Detection face(int row, float x, float y, float score) {
                float left = sides.get(4 * row) * stride;
                float up = sides.get(4 * row + 1) * stride;
                float right = sides.get(4 * row + 2) * stride;
                float down = sides.get(4 * row + 3) * stride;
                List<Point> places =
                        points.map(values -> points(values, row, x, y, stride)).orElse(List.of());
                return new Detection(ObjectKind.FACE, x - left, y - up, left + right, up + down, score, places);
            }
        };
    }
}
