/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.stage;

import java.awt.geom.Path2D;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Capital letters and digits made of strokes, so that nothing depends on the fonts of a machine (a headless one may have
 * none). Each glyph stands in a cell of 4 by 6 units; strokes are written as digit pairs column-row, a space lifts the
 * pen.
 */
public final class Lettering {
    private static final Map<Character, String> GLYPHS = new HashMap<>();

    static {
        String[] alphabet = {
            "A062046 1434", "B000636454433 033342413000", "C4130100105163645",
            "D00062645412000", "E40000646 0333", "F400006 0333",
            "G41301001051636454323", "H0006 4046 0343", "I2026 1030 1636",
            "J4045361605", "K0006 400346", "L000646",
            "M0600234046", "N06004640", "O103041453616050110",
            "P06003041423303", "Q103041453616050110 2446", "R06003041423303 2346",
            "S413010010213334445361605", "T0040 2026", "U000516364540",
            "V002640", "W0016233640", "X0046 4006",
            "Y002240 2226", "Z00400646", "0103041453616050110 4105",
            "1112026 1636", "201103041420646", "3011030414233 13334445361605",
            "4300444 3036", "5400002324345361605", "6413010010516364544331304",
            "7004016", "8133342413010010213040516364544 4433", "9433312020110304145361605",
            "-0333", ".2526",
        };
        for (String glyph : alphabet) {
            GLYPHS.put(glyph.charAt(0), glyph.substring(1));
        }
    }

    private Lettering() {}

    /** Maps a place in the text's box (0 to 1 each way) to a pixel, so that text may lie on any surface. */
    @FunctionalInterface
    public interface Surface {
        double[] pixel(double across, double down);
    }

    /** The strokes of a text, its box filled from side to side; unknown characters are left blank. */
    public static Path2D strokes(String text, Surface surface) {
        Path2D path = new Path2D.Double();
        String capitals = text.toUpperCase(Locale.ROOT);
        double cells = capitals.length() * 6.0 - 2;
        for (int i = 0; i < capitals.length(); i++) {
            String glyph = GLYPHS.getOrDefault(capitals.charAt(i), "");
            for (String stroke : glyph.split(" ")) {
                addStroke(path, stroke, i * 6, cells, surface);
            }
        }
        return path;
    }

    private static void addStroke(Path2D path, String stroke, int left, double cells, Surface surface) {
        for (int i = 0; i + 1 < stroke.length(); i += 2) {
            double across = (left + stroke.charAt(i) - '0') / cells;
            double down = (stroke.charAt(i + 1) - '0') / 6.0;
            double[] pixel = surface.pixel(across, down);
            if (i == 0) {
                path.moveTo(pixel[0], pixel[1]);
            } else {
                path.lineTo(pixel[0], pixel[1]);
            }
        }
    }
}
