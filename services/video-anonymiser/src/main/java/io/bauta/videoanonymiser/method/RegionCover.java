/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.contracts.policy.RegionMethod;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * Hides regions of a picture, whatever it is that was found there. Always whole rectangles, which is simple and certain,
 * and generous ones: see {@link Patch}. Boxes may reach over the frame's edges and over each other; where they do, the later
 * one is drawn on what the earlier one left, so that nothing becomes finer again.
 *
 * <p>What is drawn depends on the picture and the boxes alone, never on a key or on earlier pictures: the same chunk twice
 * gives the same pictures twice, and there is nothing with which it could be undone.
 *
 * <p>The weak methods are there to be compared with, and to be read off statements: what they leave can be inverted or
 * recognised. 95.9 % of strongly blurred faces were re-identified (arXiv:2506.12344); noise is taken off by a median filter;
 * eight levels and a third of the resolution are what recognisers are trained on anyway.
 *
 * <p>Keeps room to draw in, so use one for each stream. Not thread-safe.
 */
final class RegionCover {
    private final RegionMethod method;
    private final Painter painter;
    private final List<Patch> patches = new ArrayList<>();

    private RegionCover(RegionMethod method, Painter painter) {
        this.method = method;
        this.painter = painter;
    }

    static RegionCover of(RegionMethod method) {
        Painter painter =
                switch (method) {
                    case NONE -> (planes, patch) -> {};
                    case SOLID -> new SolidPainter();
                    case MOSAIC -> MosaicPainter.ofFewBlocks();
                    case SILHOUETTE -> new SilhouettePainter();
                    case WEAK_BLUR -> new BlurPainter();
                    case WEAK_NOISE -> new NoisePainter();
                    case WEAK_QUANTISE -> new QuantisePainter();
                    case WEAK_PIXELATE -> MosaicPainter.ofThirds();
                };
        return new RegionCover(method, painter);
    }

    RegionMethod method() {
        return method;
    }

    /**
     * Draws over every box, in their order.
     *
     * @param frame drawn on, and still the caller's
     * @throws IllegalArgumentException if a box has no finite edges or a negative size; nothing was drawn then, and the
     *     picture must not be shown, for what the box was about is still in it
     */
    void cover(Frame frame, List<Box> boxes) {
        patches.clear();
        int width = frame.width();
        int height = frame.height();
        for (Box box : boxes) {
            Patch patch = Patch.of(box, width, height);
            if (!patch.isEmpty()) {
                patches.add(patch);
            }
        }
        if (method == RegionMethod.NONE || patches.isEmpty()) {
            return;
        }
        Plane[] planes = {Plane.writable(frame, 0), Plane.writable(frame, 1), Plane.writable(frame, 2)};
        for (Patch patch : patches) {
            painter.paint(planes, patch);
        }
    }
}
