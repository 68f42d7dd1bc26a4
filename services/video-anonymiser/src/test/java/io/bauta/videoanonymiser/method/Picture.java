/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Box;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a frame shows, copied, to be looked at sample by sample. Its own geometry: nothing of what it is to test. */
record Picture(int width, int height, List<List<Integer>> planes) {

    static Picture of(Frame frame) {
        List<List<Integer>> planes = new ArrayList<>();
        for (int plane = 0; plane < 3; plane++) {
            ByteBuffer samples = frame.plane(plane);
            int stride = frame.stride(plane);
            int width = size(frame.width(), plane);
            planes.add(IntStream.range(0, width * size(frame.height(), plane))
                    .mapToObj(i -> samples.get(i / width * stride + i % width) & 0xff)
                    .toList());
        }
        return new Picture(frame.width(), frame.height(), planes);
    }

    /** Waves of 11 by 13 samples: far finer than a sixth of a box of 120, far coarser than 3. */
    static Frame fine(int width, int height) {
        Frame frame = Frame.black(width, height, 0);
        Plane luma = Plane.writable(frame, 0);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double wave = Math.sin(2 * Math.PI * x / 11) * Math.cos(2 * Math.PI * y / 13);
                luma.fill(y, x, x + 1, (byte) Math.round(128 + 80 * wave));
            }
        }
        return frame;
    }

    int at(int plane, int x, int y) {
        return planes.get(plane).get(y * size(width, plane) + x);
    }

    int mean(int plane, int x, int y, int wide, int high) {
        double sum = IntStream.range(0, wide * high)
                .map(i -> at(plane, x + i % wide, y + i / wide))
                .sum();
        return (int) Math.round(sum / (wide * high));
    }

    /** The samples a box touches, of all planes. */
    List<Integer> touched(Box box) {
        return IntStream.range(0, 3)
                .mapToObj(plane -> touched(plane, box))
                .flatMap(List::stream)
                .toList();
    }

    List<Integer> touched(int plane, Box box) {
        return select(plane, box, 0, true);
    }

    /** All samples but those touched, and their next neighbours: what is covered is rounded to whole chroma samples. */
    List<Integer> outside(Box box) {
        return IntStream.range(0, 3)
                .mapToObj(plane -> select(plane, box, 1, false))
                .flatMap(List::stream)
                .toList();
    }

    private List<Integer> select(int plane, Box box, double near, boolean touching) {
        int step = plane == 0 ? 1 : 2;
        int wide = size(width, plane);
        return IntStream.range(0, planes.get(plane).size())
                .filter(i -> touching
                        == (touches(i % wide * step, step, box.x() - near, box.x() + box.width() + near)
                                && touches(i / wide * step, step, box.y() - near, box.y() + box.height() + near)))
                .mapToObj(planes.get(plane)::get)
                .toList();
    }

    private static boolean touches(int sample, int size, double from, double to) {
        return sample + size > from && sample < to;
    }

    /** Draws what this one has where a box touches on another of the same size. */
    void copyTouched(Box box, Frame to) {
        for (int plane = 0; plane < 3; plane++) {
            int step = plane == 0 ? 1 : 2;
            Plane samples = Plane.writable(to, plane);
            for (int y = 0; y < samples.height(); y++) {
                for (int x = 0; x < samples.width(); x++) {
                    if (touches(x * step, step, box.x(), box.x() + box.width())
                            && touches(y * step, step, box.y(), box.y() + box.height())) {
                        samples.fill(y, x, x + 1, (byte) at(plane, x, y));
                    }
                }
            }
        }
    }

    /** The most runs of one value in any row or column inside a box. */
    int mostRuns(int plane, Box box) {
        int step = plane == 0 ? 1 : 2;
        int left = (int) Math.max(0, Math.floor(box.x() / step));
        int top = (int) Math.max(0, Math.floor(box.y() / step));
        int right = (int) Math.min(size(width, plane), Math.ceil((box.x() + box.width()) / step));
        int bottom = (int) Math.min(size(height, plane), Math.ceil((box.y() + box.height()) / step));
        int most = 0;
        for (int y = top; y < bottom && left < right; y++) {
            int row = y;
            most = Math.max(most, runs(IntStream.range(left, right).map(x -> at(plane, x, row))));
        }
        for (int x = left; x < right && top < bottom; x++) {
            int column = x;
            most = Math.max(most, runs(IntStream.range(top, bottom).map(y -> at(plane, column, y))));
        }
        return most;
    }

    private static int runs(IntStream line) {
        int[] values = line.toArray();
        return 1
                + (int) IntStream.range(1, values.length)
                        .filter(i -> values[i] != values[i - 1])
                        .count();
    }

    /** Grey luma samples of a box in one row. */
    long greyIn(int row, Box box) {
        return IntStream.range((int) box.x(), (int) (box.x() + box.width()))
                .filter(x -> at(0, x, row) == 128)
                .count();
    }

    /** Correlation (Pearson) of the luma inside a box, 0 where one of the two shows nothing. */
    double likeness(Picture other, Box box) {
        List<Integer> a = touched(0, box);
        List<Integer> b = other.touched(0, box);
        double meanA = a.stream().mapToInt(i -> i).average().orElseThrow();
        double meanB = b.stream().mapToInt(i -> i).average().orElseThrow();
        double both = 0;
        double varianceA = 0;
        double varianceB = 0;
        for (int i = 0; i < a.size(); i++) {
            both += (a.get(i) - meanA) * (b.get(i) - meanB);
            varianceA += (a.get(i) - meanA) * (a.get(i) - meanA);
            varianceB += (b.get(i) - meanB) * (b.get(i) - meanB);
        }
        return varianceA == 0 || varianceB == 0 ? 0 : both / Math.sqrt(varianceA * varianceB);
    }

    private static int size(int luma, int plane) {
        return plane == 0 ? luma : (luma + 1) / 2;
    }
}
