/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples that a policy's method has been over: 16-bit mono. Only the methods of this package can make one, and only
 * this type can be encoded, so that no code path leads from raw samples to a released chunk. Masks its samples in
 * {@link #toString}.
 *
 * <p>Immutable by convention: nobody changes the array of {@link #samples}. May be shared between threads.
 */
public final class AnonymisedSound {
    private final int sampleRate;
    private final short[] samples;
    private final int silencedFrames;
    private final List<Stretch> stretches;

    /** @param silencedFrames analysis frames that could not be disguised and are silent instead */
    AnonymisedSound(int sampleRate, short[] samples, int silencedFrames) {
        this(sampleRate, samples, silencedFrames, List.of());
    }

    /** @param stretches of speech, in order of time */
    AnonymisedSound(int sampleRate, short[] samples, int silencedFrames, List<Stretch> stretches) {
        this.sampleRate = sampleRate;
        this.samples = samples;
        this.silencedFrames = silencedFrames;
        this.stretches = merged(stretches);
    }

    private static List<Stretch> merged(List<Stretch> parts) {
        List<Stretch> whole = new ArrayList<>();
        for (Stretch part : parts) {
            boolean goesOn = !whole.isEmpty() && whole.getLast().to() == part.from();
            whole.add(goesOn ? new Stretch(whole.removeLast().from(), part.to()) : part);
        }
        return List.copyOf(whole);
    }

    /** Samples a second. */
    public int sampleRate() {
        return sampleRate;
    }

    /** The samples; not copied, not to be changed. */
    public short[] samples() {
        return samples;
    }

    /** How many samples there are; 0 while a method still holds all of them back. */
    public int length() {
        return samples.length;
    }

    /** Analysis frames in which the method could not do its work and put silence instead. */
    public int silencedFrames() {
        return silencedFrames;
    }

    /** What was treated as speech, in order of time; empty for methods that do not tell speech from other sound. */
    public List<Stretch> stretches() {
        return stretches;
    }

    /** Samples in all {@link #stretches}. */
    public int speechSamples() {
        return stretches.stream().mapToInt(Stretch::length).sum();
    }

    private List<Stretch> stretches(int from, int to) {
        return stretches.stream()
                .filter(stretch -> stretch.to() > from && stretch.from() < to)
                .map(stretch -> new Stretch(Math.max(stretch.from(), from) - from, Math.min(stretch.to(), to) - from))
                .toList();
    }

    /**
     * The first samples.
     *
     * @throws IndexOutOfBoundsException if there are fewer
     */
    public AnonymisedSound first(int count) {
        if (count > samples.length) {
            throw new IndexOutOfBoundsException(count);
        }
        return new AnonymisedSound(sampleRate, Arrays.copyOf(samples, count), silencedFrames, stretches(0, count));
    }

    /** All but the first samples; the count of silenced frames stays with {@link #first}. */
    public AnonymisedSound after(int count) {
        return new AnonymisedSound(
                sampleRate, Arrays.copyOfRange(samples, count, samples.length), 0, stretches(count, samples.length));
    }

    /**
     * One after the other.
     *
     * @param pieces at least one, all of one sample rate
     */
    public static AnonymisedSound join(List<AnonymisedSound> pieces) {
        int sampleRate = pieces.getFirst().sampleRate;
        int length = 0;
        int silenced = 0;
        for (AnonymisedSound piece : pieces) {
            if (piece.sampleRate != sampleRate) {
                throw new IllegalArgumentException("sound of different sample rates cannot be joined");
            }
            length += piece.samples.length;
            silenced += piece.silencedFrames;
        }
        short[] all = new short[length];
        List<Stretch> stretches = new ArrayList<>();
        int at = 0;
        for (AnonymisedSound piece : pieces) {
            System.arraycopy(piece.samples, 0, all, at, piece.samples.length);
            for (Stretch stretch : piece.stretches) {
                stretches.add(stretch.later(at));
            }
            at += piece.samples.length;
        }
        return new AnonymisedSound(sampleRate, all, silenced, stretches);
    }

    @Override
    public String toString() {
        return "AnonymisedSound[" + sampleRate + " Hz, " + samples.length + " samples masked]";
    }
}
