/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import io.bauta.audioanonymiser.disguise.SpeechDisguise;
import io.bauta.audioanonymiser.hearing.SpeechEar;
import io.bauta.audioanonymiser.hearing.SpeechStretches;
import io.bauta.audioanonymiser.spectrum.FrameClock;
import io.bauta.audioanonymiser.spectrum.FrameTransform;
import io.bauta.audioanonymiser.spectrum.HeardFrame;
import io.bauta.audioanonymiser.spectrum.HeardFrames;
import io.bauta.audioanonymiser.spectrum.Spectrum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Disguises what is speech and leaves the rest, streaming. Every frame is listened to; frames that lie wholly in a stretch
 * of speech are split by the network's mask into speech and background, the speech is disguised, the two are added, and frames
 * are overlap-added. All other frames are passed on as they are, so that the cross-fade lies inside the stretch, and the
 * samples of hops outside are copied: they come out bit for bit.
 *
 * <p>What is made of a hop hangs on the frames from {@link #neededFrom} to {@link SpeechStretches#BEFORE} + 1 after it, and
 * on the numbers drawn for its piece of speech, but not on how the run is fed.
 */
final class SpeechMethod implements SoundMethod {
    /** After 16 s, at the latest, new numbers are drawn. */
    private static final int LONGEST_PIECE = 1000;

    private static final double FULL_SCALE = 32_768;

    private final FrameClock clock;
    private final FrameTransform transform;
    private final SpeechEar ear;
    private final SpeechDisguise disguise;
    private final VoiceEquipment equipment;
    private final SpeechStretches stretches = new SpeechStretches();
    private final HeardFrames frames;
    private final short[][] raw;
    private final Spectrum made;
    private final double[] synthesised;
    private final double[] overlap;
    private final SpeechPieces pieces = new SpeechPieces(LONGEST_PIECE);
    private final Seam seam;

    private long firstHop;
    private long hop;
    private int filled;
    private int ahead;
    private long owed;
    private boolean speaking;
    private SoundBuilder out;

    /**
     * @param disguise is closed with this
     * @throws io.bauta.audioanonymiser.hearing.VoiceModelMissingException if there is no network
     */
    SpeechMethod(FrameClock clock, SpeechDisguise disguise, VoiceEquipment equipment, TakeUp takeUp) {
        this.clock = clock;
        this.transform = new FrameTransform(clock);
        this.disguise = disguise;
        this.equipment = equipment;
        this.frames = new HeardFrames(clock);
        this.raw = new short[HeardFrames.KEPT][clock.hop()];
        this.made = new Spectrum(clock.bins());
        this.synthesised = new double[clock.window()];
        this.overlap = new double[clock.hop()];
        this.seam = new Seam(takeUp, clock.hop());
        this.ear = new SpeechEar(equipment.hearing(), clock);
        pieces.takeUp(takeUp.stretch());
        begin(takeUp.startIndex());
    }

    /** Silence is taken for granted before the first sample; what it yields is not given out. */
    private void begin(long startIndex) {
        firstHop = clock.hopOf(startIndex);
        hop = firstHop;
        filled = (int) (startIndex - firstHop * clock.hop());
        ahead = filled;
        owed = 0;
        speaking = false;
        Arrays.fill(rawOf(hop - 1), (short) 0);
        Arrays.fill(rawOf(hop), (short) 0);
        Arrays.fill(overlap, 0);
        frames.begin(hop);
        stretches.begin();
        ear.begin();
    }

    @Override
    public AnonymisedSound anonymise(short[] samples) {
        out = new SoundBuilder(clock.sampleRate(), samples.length + clock.hop());
        owed += samples.length;
        feed(samples);
        return taken(Integer.MAX_VALUE);
    }

    @Override
    public AnonymisedSound drain() {
        int left = (int) owed;
        out = new SoundBuilder(clock.sampleRate(), left + clock.hop());
        short[] silence = new short[clock.hop()];
        while (out.length() < left) {
            feed(silence);
        }
        AnonymisedSound rest = taken(left);
        begin(0);
        seam.passed();
        pieces.ended();
        return rest;
    }

    private AnonymisedSound taken(int most) {
        AnonymisedSound sound = out.take(most);
        owed -= sound.length();
        return sound;
    }

    private void feed(short[] samples) {
        int read = 0;
        while (read < samples.length) {
            int taken = Math.min(clock.hop() - filled, samples.length - read);
            System.arraycopy(samples, read, rawOf(hop), filled, taken);
            read += taken;
            filled += taken;
            if (filled == clock.hop()) {
                hear();
                filled = 0;
                hop++;
            }
        }
    }

    /** The frame that ends with the hop that is full. */
    private void hear() {
        HeardFrame frame = frames.add();
        short[] earlier = rawOf(hop - 1);
        short[] later = rawOf(hop);
        for (int i = 0; i < clock.hop(); i++) {
            frame.samples()[i] = earlier[i] / FULL_SCALE;
            frame.samples()[clock.hop() + i] = later[i] / FULL_SCALE;
        }
        transform.analyse(frame.samples(), frame.spectrum());
        stretches.hear(hop, ear.hear(hop, frame));
        if (stretches.decided() >= firstHop) {
            settle(stretches.decided(), stretches.speech());
        }
    }

    /** It is known what this hop is: so the frame that ends with it can be made, and the hop before given out. */
    private void settle(long decided, boolean speech) {
        boolean spoke = decided == 0 ? speech : speaking;
        if (pieces.decide(decided, speech)) {
            disguise.begin(spoke ? decided : decided + 1, equipment.chance().apply(pieces.current() * clock.hop()));
        }
        HeardFrame frame = frames.near(decided);
        if (spoke && speech) {
            background(frame);
            disguise.add(decided, frames, made);
            transform.synthesise(made, synthesised);
        } else {
            transform.passOn(frame.samples(), synthesised);
        }
        if (decided > firstHop) {
            give(decided - 1);
        }
        System.arraycopy(synthesised, clock.hop(), overlap, 0, clock.hop());
        speaking = speech;
    }

    private void background(HeardFrame frame) {
        double[] real = frame.spectrum().real();
        double[] imaginary = frame.spectrum().imaginary();
        float[] mask = frame.mask();
        for (int bin = 0; bin < mask.length; bin++) {
            double left = 1.0 - mask[bin];
            made.real()[bin] = left * real[bin];
            made.imaginary()[bin] = left * imaginary[bin];
        }
    }

    private void give(long finished) {
        short[] samples = rawOf(finished);
        if (speaking) {
            for (int i = 0; i < clock.hop(); i++) {
                double sample = FULL_SCALE * (overlap[i] + synthesised[i]);
                samples[i] = saturated(seam.joined(finished * clock.hop() + i, sample));
            }
        } else {
            seam.pass(finished * clock.hop(), samples);
        }
        int skipped = Math.min(ahead, clock.hop());
        ahead -= skipped;
        out.add(samples, skipped, speaking);
    }

    private short[] rawOf(long number) {
        return raw[(int) Math.floorMod(number, (long) raw.length)];
    }

    private static short saturated(double sample) {
        return (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public int mostHeldBack() {
        return (3 + SpeechStretches.BEFORE) * clock.hop();
    }

    @Override
    public long neededFrom(long index) {
        long decided = Math.max(0, clock.hopOf(index) - 1);
        long piece = stretchAt(index);
        long hopBefore = piece == TakeUp.NO_STRETCH ? decided : Math.clamp(piece - 1, 0, decided);
        long frame = SpeechStretches.neededFrom(hopBefore);
        return Math.max(0, ear.neededFrom(frame) - 1) * clock.hop();
    }

    @Override
    public long stretchAt(long index) {
        return pieces.at(clock.hopOf(index));
    }

    @Override
    public Map<String, String> models() {
        Map<String, String> models = new HashMap<>(equipment.hearing().models());
        models.putAll(disguise.models());
        return models;
    }

    @Override
    public void close() {
        ear.close();
        disguise.close();
    }
}
