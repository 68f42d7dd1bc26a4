/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import java.util.Arrays;

/**
 * Holds what was released against what was heard, hop by hop. A hop has passed untouched if each of its samples came out as
 * it went in: the method changes all that it takes for speech. Not thread-safe.
 */
final class SpeechTally {
    /** A syllable: as much clear speech in one piece that passes untouched is a leak. */
    static final int SYLLABLE_HOPS = 12;

    private long segments;
    private long faint;
    private long leaked;
    private long missed;
    private long clearHops;
    private long openHops;
    private long quietSamples;
    private long quietKept;

    private boolean speaking;
    private int segmentClear;
    private int segmentOpen;
    private int run;
    private int longestRun;

    /**
     * @param block as it was heard
     * @param released samples in the same places
     */
    void take(DayBlock block, short[] released) {
        for (int i = 0; i < DayBlock.HOPS; i++) {
            int from = i * DayBlock.HOP;
            boolean open =
                    Arrays.equals(block.samples(), from, from + DayBlock.HOP, released, from, from + DayBlock.HOP);
            if (block.heard()[i].speech()) {
                spoken(block.heard()[i] == Heard.CLEARLY, open);
            } else {
                endSegment();
            }
            if (block.heard()[i] == Heard.NOBODY) {
                quietSamples += DayBlock.HOP;
                quietKept += open ? DayBlock.HOP : same(block.samples(), released, from);
            }
        }
    }

    private void spoken(boolean clear, boolean open) {
        speaking = true;
        segmentClear += clear ? 1 : 0;
        segmentOpen += clear && open ? 1 : 0;
        run = open ? run + (clear ? 1 : 0) : 0;
        longestRun = Math.max(longestRun, run);
    }

    /** Somebody has finished; also to be called at the end of the day. */
    void endSegment() {
        if (!speaking) {
            return;
        }
        if (segmentClear < SYLLABLE_HOPS) {
            faint++;
        } else {
            segments++;
            leaked += longestRun >= SYLLABLE_HOPS ? 1 : 0;
            missed += segmentOpen == segmentClear ? 1 : 0;
        }
        clearHops += segmentClear;
        openHops += segmentOpen;
        speaking = false;
        segmentClear = 0;
        segmentOpen = 0;
        run = 0;
        longestRun = 0;
    }

    private static int same(short[] heard, short[] released, int from) {
        int same = 0;
        for (int i = from; i < from + DayBlock.HOP; i++) {
            same += heard[i] == released[i] ? 1 : 0;
        }
        return same;
    }

    Counts counts() {
        return new Counts(segments, faint, leaked, missed, clearHops, openHops, quietSamples, quietKept);
    }

    /**
     * What has been counted.
     *
     * @param segments in which somebody spoke clearly for a syllable at least
     * @param faint in which nobody did; of these nothing is said but their hops
     * @param leaked of the segments, in which a syllable or more passed untouched in one piece
     * @param missed of the leaked, in which all clear speech passed untouched
     * @param clearHops hops of clear speech, of 20 ms
     * @param openHops of these, passed untouched
     * @param quietSamples where nobody spoke
     * @param quietKept of these, as they were
     */
    record Counts(
            long segments,
            long faint,
            long leaked,
            long missed,
            long clearHops,
            long openHops,
            long quietSamples,
            long quietKept) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    segments + other.segments,
                    faint + other.faint,
                    leaked + other.leaked,
                    missed + other.missed,
                    clearHops + other.clearHops,
                    openHops + other.openHops,
                    quietSamples + other.quietSamples,
                    quietKept + other.quietKept);
        }
    }
}
