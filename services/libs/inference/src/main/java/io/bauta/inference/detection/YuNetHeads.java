/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.InferenceBinding;
import io.bauta.inference.InferenceSession;
import io.bauta.inference.PixelNormalisation;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * YuNet (Wu, Peng and Yu, "YuNet: A Tiny Millisecond-level Face Detector", 2023): pixels as they are, blue first; a face's
 * score is the geometric mean of two, its centre so many strides from the cell's corner, its sides exponentials.
 */
final class YuNetHeads extends GridHeads {
    private YuNetHeads() {
        super(PixelNormalisation.none(), true, 1);
    }

    static Optional<YuNetHeads> of(InferenceSession session) {
        boolean all = STRIDES.stream()
                .allMatch(stride ->
                        Outputs.named(session, "cls_" + stride, "obj_" + stride, "bbox_" + stride, "kps_" + stride));
        return all ? Optional.of(new YuNetHeads()) : Optional.empty();
    }

    @Override
    Grid grid(int level, int rows, InferenceBinding outputs, Reading reading) {
        int stride = STRIDES.get(level);
        FloatBuffer classes = reading.floats(outputs.output("cls_" + stride), rows);
        FloatBuffer objects = reading.floats(outputs.output("obj_" + stride), rows);
        FloatBuffer boxes = reading.floats(outputs.output("bbox_" + stride), 4 * rows);
        FloatBuffer points = reading.floats(outputs.output("kps_" + stride), 2 * POINTS * rows);
        return new Grid() {
            @Override
            public float score(int row) {
                return (float) Math.sqrt(classes.get(row) * objects.get(row));
            }

            @Override
            public Detection face(int row, float x, float y, float score) {
                float width = (float) Math.exp(boxes.get(4 * row + 2)) * stride;
                float height = (float) Math.exp(boxes.get(4 * row + 3)) * stride;
                float left = x + boxes.get(4 * row) * stride - width / 2;
                float top = y + boxes.get(4 * row + 1) * stride - height / 2;
                return new Detection(
                        ObjectKind.FACE, left, top, width, height, score, points(points, row, x, y, stride));
            }
        };
    }
}
