/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Candidates kept as bare numbers are suppressed as candidates kept as objects are. */
class CellsTest {
    private final Cells cells = new Cells();

    @ParameterizedTest
    @CsvSource({"0, 7", "1, 7", "40, 3", "900, 1000", "3000, 20", "3000, 100000"})
    void theSameIsKeptInTheSameOrder(int count, int scores) {
        // Given a picture before, and boxes of which many overlap and many are equally likely
        cells.add(1, 0, 0, 10, 10, 0.5f);
        cells.clear();
        Candidates candidates = new Candidates();
        Random random = new Random(count);
        for (int cell = 0; cell < count; cell++) {
            float x = random.nextInt(600) - 10;
            float y = random.nextInt(400) - 10;
            float width = 1 + random.nextInt(80);
            float height = 1 + random.nextInt(80);
            float score = random.nextInt(scores) / (float) scores;
            cells.add(cell, x, y, width, height, score);
            candidates.add(made(cell, x, y, width, height, score));
        }

        List<Detection> kept = cells.suppressed(0.45f, CellsTest::made);

        assertThat(kept).isEqualTo(candidates.suppressed(0.45f));
    }

    /** Tells its cell by its point. */
    private static Detection made(int cell, float x, float y, float width, float height, float score) {
        return new Detection(ObjectKind.HEAD, x, y, width, height, score, List.of(new Point(cell, 0)));
    }
}
