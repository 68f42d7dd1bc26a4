/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import java.util.SplittableRandom;

/**
 * Weak: salt and pepper on 7.5 % of the pixels. A median filter takes it off again. Drawn by a generator that begins anew for
 * each patch, so that the same picture twice gives the same noise twice.
 */
final class NoisePainter implements Painter {
    private static final double SHARE = 0.075;
    private static final int HIT = (int) (SHARE * (1 << 30));

    @Override
    public void paint(Plane[] planes, Patch patch) {
        SplittableRandom random = new SplittableRandom(31L * patch.x() + patch.y());
        Plane luma = patch.of(planes, 0);
        Plane u = patch.of(planes, 1);
        Plane v = patch.of(planes, 2);
        for (int y = 0; y < luma.height(); y++) {
            for (int x = 0; x < luma.width(); x++) {
                int drawn = random.nextInt() >>> 1;
                if (drawn >>> 1 >= HIT) {
                    continue;
                }
                luma.fill(y, x, x + 1, (drawn & 1) == 0 ? 0 : (byte) 255);
                if (((x | y) & 1) == 0) {
                    u.fill(y / 2, x / 2, x / 2 + 1, FrameSolid.GREY);
                    v.fill(y / 2, x / 2, x / 2 + 1, FrameSolid.GREY);
                }
            }
        }
    }
}
