/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import io.bauta.local.detect.FrameWalk;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Box;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which pixels of some frames are of the grey that a solid cover is painted with, as a film shows it: judged from outside, of
 * what anybody gets to see, and not of what the anonymiser says of itself.
 */
final class GreyPixels {
    /** Value of all three planes in a solid cover. */
    private static final int GREY = 128;
    /** What encoding may change of it; skin has a colour. */
    private static final int TOLERANCE = 8;

    private final Map<Integer, Picture> pictures = new HashMap<>();
    private int frames;

    /** One frame's, row by row. */
    private record Picture(int width, int height, BitSet grey) {}

    private GreyPixels() {}

    /** @param film looked at in the frames {@code wanted}, which are counted from 0 */
    static GreyPixels of(Path film, List<Integer> wanted) {
        GreyPixels pixels = new GreyPixels();
        FrameWalk.walk(film, (frame, share) -> {
            if (wanted.contains(pixels.frames)) {
                pixels.pictures.put(pixels.frames, new Picture(frame.width(), frame.height(), grey(frame)));
            }
            pixels.frames++;
            return true;
        });
        return pixels;
    }

    private static BitSet grey(Frame frame) {
        int width = frame.width();
        BitSet grey = new BitSet(width * frame.height());
        ByteBuffer luma = frame.plane(0);
        ByteBuffer blue = frame.plane(1);
        ByteBuffer red = frame.plane(2);
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < width; x++) {
                if (isGrey(luma.get(y * frame.stride(0) + x))
                        && isGrey(blue.get(y / 2 * frame.stride(1) + x / 2))
                        && isGrey(red.get(y / 2 * frame.stride(2) + x / 2))) {
                    grey.set(y * width + x);
                }
            }
        }
        return grey;
    }

    private static boolean isGrey(byte sample) {
        return Math.abs((sample & 0xff) - GREY) <= TOLERANCE;
    }

    /** How many frames the film has. */
    int frames() {
        return frames;
    }

    /**
     * The share of a box's pixels that became grey, of those that were not before; 0 where none can tell, for then nothing shows
     * that it was hidden.
     *
     * @param before the film as it was
     */
    double hidden(GreyPixels before, int frame, Box box) {
        Picture now = pictures.get(frame);
        Picture was = before.pictures.get(frame);
        int left = inside(box.x(), now.width());
        int right = inside(box.x() + box.width(), now.width());
        long could = 0;
        long did = 0;
        for (int y = inside(box.y(), now.height()); y < inside(box.y() + box.height(), now.height()); y++) {
            for (int at = y * now.width() + left; at < y * now.width() + right; at++) {
                if (!was.grey().get(at)) {
                    could++;
                    did += now.grey().get(at) ? 1 : 0;
                }
            }
        }
        return could == 0 ? 0 : (double) did / could;
    }

    /** The same of a whole frame. */
    double hidden(GreyPixels before, int frame) {
        Picture whole = pictures.get(frame);
        return hidden(before, frame, new Box(0, 0, whole.width(), whole.height()));
    }

    private static int inside(double edge, int size) {
        return Math.clamp(Math.round(edge), 0, size);
    }
}
