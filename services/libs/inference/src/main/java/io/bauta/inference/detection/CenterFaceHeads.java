/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.InferenceBinding;
import io.bauta.inference.InferenceSession;
import io.bauta.inference.PixelNormalisation;
import io.bauta.inference.TensorDescription;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * CenterFace (Xu et al., "CenterFace: Joint Face Detection and Alignment Using Face as Point", arXiv:1911.03599): pixels as
 * they are, red first; on one grid of 4 pixels a map of centres, and for each cell height and width as exponentials, how far
 * the centre is off the cell (y, then x), and five points (y, then x) in parts of the box.
 */
final class CenterFaceHeads implements Heads {
    private static final int STRIDE = 4;
    private static final int POINTS = 5;
    private static final float OVERLAP = 0.3f;
    private static final List<Long> CHANNELS = List.of(1L, 2L, 2L, 2L * POINTS);

    private final List<String> names;

    private CenterFaceHeads(List<String> names) {
        this.names = names;
    }

    static Optional<CenterFaceHeads> of(InferenceSession session) {
        List<TensorDescription> outputs = session.outputs();
        boolean maps = outputs.stream().allMatch(output -> output.shape().size() == 4);
        List<Long> channels =
                outputs.stream().map(output -> Outputs.sizeFromEnd(output, 3)).toList();
        return maps && channels.equals(CHANNELS)
                ? Optional.of(new CenterFaceHeads(
                        outputs.stream().map(TensorDescription::name).toList()))
                : Optional.empty();
    }

    @Override
    public Set<ObjectKind> kinds() {
        return Set.of(ObjectKind.FACE);
    }

    @Override
    public Pixels pixels() {
        return new Pixels.Floats(PixelNormalisation.none(), false);
    }

    @Override
    public List<Detection> decode(InferenceBinding outputs, Canvas canvas, Reading reading) {
        int columns = canvas.width() / STRIDE;
        int cells = columns * (canvas.height() / STRIDE);
        List<FloatBuffer> maps = new ArrayList<>();
        for (int map = 0; map < CHANNELS.size(); map++) {
            maps.add(reading.floats(outputs.output(names.get(map)), (int) (CHANNELS.get(map) * cells)));
        }
        Candidates candidates = new Candidates();
        float least = reading.least().of(ObjectKind.FACE);
        for (int cell = 0; cell < cells; cell++) {
            float score = maps.getFirst().get(cell);
            if (Reading.likely(score, least)) {
                candidates.add(reading.sound(face(maps, cell, cells, columns, score)));
            }
        }
        return candidates.suppressed(OVERLAP);
    }

    private static Detection face(List<FloatBuffer> maps, int cell, int cells, int columns, float score) {
        FloatBuffer sides = maps.get(1);
        FloatBuffer off = maps.get(2);
        FloatBuffer parts = maps.get(3);
        float height = (float) Math.exp(sides.get(cell)) * STRIDE;
        float width = (float) Math.exp(sides.get(cells + cell)) * STRIDE;
        int column = cell % columns;
        int row = cell / columns;
        float x = (column + off.get(cells + cell) + 0.5f) * STRIDE - width / 2;
        float y = (row + off.get(cell) + 0.5f) * STRIDE - height / 2;
        List<Point> points = new ArrayList<>(POINTS);
        for (int point = 0; point < POINTS; point++) {
            float down = parts.get(2 * point * cells + cell);
            float across = parts.get((2 * point + 1) * cells + cell);
            points.add(new Point(x + across * width, y + down * height));
        }
        return new Detection(ObjectKind.FACE, x, y, width, height, score, points);
    }
}
