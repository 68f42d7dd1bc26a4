/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

/**
 * The means of blocks. Each plane's are all taken before anything is drawn on it, from samples of the patch alone; blocks begin
 * at the patch's upper left corner, and those at its right and lower edges may be smaller.
 *
 * <p>One picture tells no more than its few means. A long film of one face tells more, as the blocks fall on it differently
 * each time: whoever fears that takes {@link SolidPainter}.
 */
final class MosaicPainter implements Painter {
    /** Across the longer side of what is hidden; a head is hidden for people and recognisers alike. */
    static final int MOST_BLOCKS = 6;

    private static final int THIRD = 3;

    private final boolean few;

    private MosaicPainter(boolean few) {
        this.few = few;
    }

    /** At most {@value #MOST_BLOCKS} blocks across the box's longer side. */
    static MosaicPainter ofFewBlocks() {
        return new MosaicPainter(true);
    }

    /** Weak: a third of the resolution. */
    static MosaicPainter ofThirds() {
        return new MosaicPainter(false);
    }

    @Override
    public void paint(Plane[] planes, Patch patch) {
        int few = fewBlocks(patch);
        for (int number = 0; number < 3; number++) {
            int block = this.few ? (number == 0 ? few : few / 2) : THIRD;
            draw(patch.of(planes, number), block);
        }
    }

    /**
     * The side of a block in luma samples, even, so that chroma is averaged over the very same areas. By the box and not by
     * what of it lies inside the frame: half a head is not shown in finer blocks than a whole one.
     */
    static int fewBlocks(Patch patch) {
        double wanted = 2 * Math.ceil(Math.max(patch.wide(), patch.high()) / (2 * MOST_BLOCKS));
        int everything = (Math.max(patch.width(), patch.height()) + 1) & ~1;
        return (int) Math.min(wanted, everything);
    }

    private static void draw(Plane part, int block) {
        byte[] means = BlockAverages.of(part, block);
        byte[] drawn = new byte[part.width()];
        int across = (part.width() + block - 1) / block;
        for (int row = 0; row < part.height(); row++) {
            if (row % block == 0) {
                int first = row / block * across;
                for (int x = 0; x < drawn.length; x++) {
                    drawn[x] = means[first + x / block];
                }
            }
            part.put(row, 0, drawn.length, drawn);
        }
    }
}
