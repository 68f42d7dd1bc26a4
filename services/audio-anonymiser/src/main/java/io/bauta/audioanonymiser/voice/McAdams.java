/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import java.util.Arrays;

/**
 * Voice disguise by the McAdams coefficient, streaming: frames of 20 ms every 10 ms under a square-root Hann window, each
 * disguised by {@link McAdamsFrame}, windowed again and overlap-added. The two windows multiply to a Hann window, whose
 * halves add up to exactly one, so that an undisguised frame would come out unchanged.
 *
 * <p>After Patino, Tomashenko, Todisco, Nautsch, Evans: "Speaker anonymisation using the McAdams coefficient",
 * Interspeech 2021, and baseline B2 of the VoicePrivacy Challenge. Differences: the level is kept frame by frame (the
 * original scales a whole file to its peak, which a stream does not have).
 *
 * <p>Frames know nothing of each other and lie on a grid that begins with the run. Hence the pieces in which a run is fed
 * do not matter, and a run can be taken up in its middle bit for bit, given the samples from {@link #neededFrom} on.
 */
final class McAdams implements SoundMethod {
    private static final double HOP_SECONDS = 0.010;
    private static final short[] NOTHING = new short[0];

    private final int sampleRate;
    private final int hop;
    private final double[] window;
    private final McAdamsFrame disguise;
    private final double[] frame;
    private final double[] disguised;
    private final double[] overlap;
    private int filled;
    private long owed;
    private int ahead;
    private int silenced;

    /**
     * @param sampleRate samples a second
     * @param coefficient the exponent of the pole angles, 1 changes nothing
     * @param startIndex where in its run the first sample stands that will be fed
     */
    McAdams(int sampleRate, double coefficient, long startIndex) {
        this.sampleRate = sampleRate;
        this.hop = Math.max(1, (int) Math.round(sampleRate * HOP_SECONDS));
        this.window = squareRootHann(2 * hop);
        this.disguise = new McAdamsFrame(sampleRate, 2 * hop, coefficient);
        this.frame = new double[2 * hop];
        this.disguised = new double[2 * hop];
        this.overlap = new double[hop];
        begin(startIndex);
    }

    /** Silence is taken for granted before the first sample; what it yields is not given out. */
    private void begin(long startIndex) {
        Arrays.fill(frame, 0);
        Arrays.fill(overlap, 0);
        filled = hop + (int) (startIndex % hop);
        ahead = filled;
        owed = 0;
        silenced = 0;
    }

    @Override
    public AnonymisedSound anonymise(short[] samples) {
        short[] ready = new short[(filled - hop + samples.length) / hop * hop];
        int written = 0;
        int read = 0;
        while (read < samples.length) {
            int taken = Math.min(2 * hop - filled, samples.length - read);
            for (int i = 0; i < taken; i++) {
                frame[filled + i] = samples[read + i];
            }
            read += taken;
            filled += taken;
            if (filled == 2 * hop) {
                written += finishHop(ready, written);
            }
        }
        owed += samples.length - written;
        return give(written == ready.length ? ready : Arrays.copyOf(ready, written));
    }

    @Override
    public AnonymisedSound drain() {
        if (owed == 0) {
            begin(0);
            return give(NOTHING);
        }
        short[] rest = new short[3 * hop];
        int written = 0;
        while (written < owed) {
            Arrays.fill(frame, filled, 2 * hop, 0);
            written += finishHop(rest, written);
        }
        rest = Arrays.copyOf(rest, (int) owed);
        AnonymisedSound given = give(rest);
        begin(0);
        return given;
    }

    /** Disguises the full frame and gives out its first half, less what lies before the run's beginning. */
    private int finishHop(short[] out, int at) {
        if (!disguise.disguise(frame, window, disguised)) {
            silenced++;
        }
        int skipped = Math.min(ahead, hop);
        ahead -= skipped;
        for (int i = skipped; i < hop; i++) {
            out[at + i - skipped] = saturated(overlap[i] + disguised[i]);
        }
        System.arraycopy(disguised, hop, overlap, 0, hop);
        System.arraycopy(frame, hop, frame, 0, hop);
        filled = hop;
        return hop - skipped;
    }

    private AnonymisedSound give(short[] samples) {
        AnonymisedSound given = new AnonymisedSound(sampleRate, samples, silenced);
        silenced = 0;
        return given;
    }

    @Override
    public int mostHeldBack() {
        return 2 * hop;
    }

    @Override
    public long neededFrom(long index) {
        return Math.max(0, (index / hop - 1) * hop);
    }

    private static short saturated(double sample) {
        return (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** The periodic form, whose squares shifted by half their length add up to one. */
    private static double[] squareRootHann(int length) {
        double[] window = new double[length];
        for (int i = 0; i < length; i++) {
            window[i] = Math.sin(Math.PI * i / length);
        }
        return window;
    }
}
