/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import io.bauta.videoanonymiser.track.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A row of {@code services/benchmarks/marked/faces.csv}: what a person said of one place in one frame of a real clip.
 *
 * @param clip file name
 * @param frame counted from 0
 * @param who the same letter for the same person throughout a clip
 * @param box forehead to chin, in pixels of the frame
 */
public record MarkedFace(String clip, int frame, String who, Box box, Verdict verdict) {
    private static final String HEADER = "clip,frame,who,x,y,w,h,verdict,note";
    private static final int COLUMNS = HEADER.split(",").length;

    /** What a person said. */
    enum Verdict {
        /** A face, from the front to the profile. */
        FACE,
        /** Perhaps one: it counts for nobody and against nobody. */
        UNSURE,
        /** Something was taken for a face here that is none. */
        NONE
    }

    /**
     * All rows.
     *
     * @throws IOException if the file cannot be read or a row is not as the header says; the message names it
     */
    static List<MarkedFace> read(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw new IOException(csv + " does not begin with " + HEADER);
        }
        List<MarkedFace> rows = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            try {
                rows.add(row(lines.get(line).split(",", -1)));
            } catch (IllegalArgumentException e) {
                throw new IOException(csv + ", line " + (line + 1) + ": " + e.getMessage(), e);
            }
        }
        return rows;
    }

    private static MarkedFace row(String[] cells) {
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(COLUMNS + " columns expected, not " + cells.length);
        }
        Box box = new Box(number(cells[3]), number(cells[4]), number(cells[5]), number(cells[6]));
        if (box.width() <= 0 || box.height() <= 0) {
            throw new IllegalArgumentException("a box without extent");
        }
        return new MarkedFace(
                cells[0],
                Integer.parseInt(cells[1]),
                cells[2],
                box,
                Verdict.valueOf(cells[7].toUpperCase(Locale.ROOT)));
    }

    private static double number(String cell) {
        return Double.parseDouble(cell);
    }

    /** Pixels of a square of the same area. */
    double size() {
        return Math.sqrt(box.area());
    }
}
