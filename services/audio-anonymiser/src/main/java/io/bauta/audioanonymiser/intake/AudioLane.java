/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import io.bauta.audioanonymiser.chunk.ChunkEncoder;
import io.bauta.audioanonymiser.chunk.ChunkGrid;
import io.bauta.audioanonymiser.chunk.PendingSound;
import io.bauta.audioanonymiser.chunk.Run;
import io.bauta.audioanonymiser.hearing.VoiceModelMissingException;
import io.bauta.audioanonymiser.intake.LaneState.OpenRun;
import io.bauta.audioanonymiser.voice.AnonymisedSound;
import io.bauta.audioanonymiser.voice.AudioAnonymisation;
import io.bauta.audioanonymiser.voice.TakeUp;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.PcmChunk;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.Checkpoint;
import io.bauta.raw.lane.ChunkWithheldException;
import io.bauta.raw.lane.LaneOutput;
import io.bauta.raw.lane.RawPosition;
import io.bauta.raw.lane.SensorLane;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One microphone: PCM records in, chunks of anonymised FLAC out, in capture time and to the sample.
 *
 * <p>Records that follow each other within {@link #TOLERANCE} form a {@link Run}. A hole, a jump of the clock, another
 * sample rate or the end of the stream finish it: what is held is released as a shorter chunk, and the next record begins
 * a new run at its own capture time.
 *
 * <p>After a restart the run goes on bit for bit: the state names the record to be fed first, the number of its first
 * sample and that of the first one still to be released.
 */
final class AudioLane implements SensorLane {
    /** Further apart than this, capture time and counted samples no longer mean the same moment. */
    static final Duration TOLERANCE = Duration.ofMillis(40);

    private final AudioPolicy policy;
    private final AnonymisationSource anonymisations;
    private final LaneOutput output;
    private final ChunkEncoder encoder;
    private final RecordTrail trail = new RecordTrail();
    private final PendingSound pending = new PendingSound();
    private Optional<LaneState> resumed;
    private ChunkGrid grid;
    private Run run;
    private AudioAnonymisation anonymisation;
    private RawPosition last;
    private long fed;
    private long next;

    AudioLane(
            AudioPolicy policy,
            Optional<LaneState> state,
            AnonymisationSource anonymisations,
            LaneOutput output,
            ChunkEncoder encoder) {
        this.policy = policy;
        this.anonymisations = anonymisations;
        this.output = output;
        this.encoder = encoder;
        this.resumed = state;
        state.ifPresent(known -> grid = gridFrom(known.originMicros()));
    }

    @Override
    public void accept(RawRecord record, RawPosition at) {
        switch (record) {
            case PcmChunk chunk -> take(chunk, at);
            case EndOfStream end -> finishRun();
            case AccessUnit unit ->
                throw new ChunkWithheldException(WithheldReason.MALFORMED_RECORD, "a picture on the topic of sound");
        }
        last = at;
    }

    private void take(PcmChunk chunk, RawPosition at) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, chunk.envelope().time());
        short[] samples = PcmSamples.of(chunk);
        if (run != null && !follows(chunk.sampleRate(), micros)) {
            finishRun();
        }
        if (run == null && !goOn(chunk, micros, at)) {
            int known = releasedBefore(samples.length, chunk.sampleRate(), micros, at);
            if (known == samples.length) {
                return;
            }
            begin(new Run(micros, chunk.sampleRate()), TakeUp.beginning(), known);
        }
        resumed = Optional.empty();
        trail.add(at, fed, samples.length);
        fed += samples.length;
        last = at;
        pending.add(anonymised(samples));
        releaseFullChunks();
    }

    private boolean follows(int sampleRate, long micros) {
        return sampleRate == run.sampleRate() && run.apart(fed, micros).compareTo(TOLERANCE) <= 0;
    }

    /** Takes up the run of an earlier lane, if this is the record that it asked for. */
    private boolean goOn(PcmChunk chunk, long micros, RawPosition at) {
        Optional<OpenRun> open = resumed.filter(state -> state.rawEpoch() == at.epoch())
                .flatMap(LaneState::open)
                .filter(known -> known.sequence() == at.sequence()
                        && known.voice() == policy.voice()
                        && known.run().sampleRate() == chunk.sampleRate()
                        && known.run().apart(known.recordIndex(), micros).compareTo(TOLERANCE) <= 0);
        open.ifPresent(known -> begin(known.run(), known.takeUp(), known.next() - known.recordIndex()));
        return open.isPresent();
    }

    /** How many of a record's first samples an earlier lane has dealt with already; only a new lane need ask. */
    private int releasedBefore(int samples, int sampleRate, long micros, RawPosition at) {
        long until = resumed.filter(state -> state.rawEpoch() == at.epoch())
                .map(LaneState::untilMicros)
                .orElse(micros);
        return Math.clamp(new Run(micros, sampleRate).indexAt(until), 0, samples);
    }

    private void begin(Run newRun, TakeUp takeUp, long passOver) {
        opened(newRun, takeUp);
        run = newRun;
        fed = takeUp.startIndex();
        next = fed + passOver;
        pending.begin(passOver);
        trail.clear();
        if (grid == null) {
            grid = gridFrom(run.anchorMicros());
        }
    }

    private void opened(Run newRun, TakeUp takeUp) {
        closeAnonymisation();
        try {
            anonymisation = anonymisations.of(policy, newRun, takeUp);
        } catch (VoiceModelMissingException e) {
            throw new ChunkWithheldException(WithheldReason.NO_VOICE_MODEL, e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new ChunkWithheldException(WithheldReason.ANONYMISER_FAILED, "the method cannot begin", e);
        }
    }

    private void closeAnonymisation() {
        if (anonymisation != null) {
            anonymisation.close();
            anonymisation = null;
        }
    }

    private ChunkGrid gridFrom(long originMicros) {
        return new ChunkGrid(originMicros, policy.chunk().toNanos() / 1000);
    }

    private AnonymisedSound anonymised(short[] samples) {
        try {
            return anonymisation.anonymise(samples);
        } catch (RuntimeException e) {
            throw new ChunkWithheldException(WithheldReason.ANONYMISER_FAILED, "the method failed", e);
        }
    }

    private void releaseFullChunks() {
        long end = grid.endAfter(run, next);
        while (end - next <= pending.length()) {
            release((int) (end - next), false);
            end = grid.endAfter(run, next);
        }
    }

    /** Releases all that is held, the last chunk as short as it is. */
    private void finishRun() {
        if (run == null) {
            return;
        }
        try {
            pending.add(anonymisation.drain());
        } catch (RuntimeException e) {
            throw new ChunkWithheldException(WithheldReason.ANONYMISER_FAILED, "the method failed", e);
        }
        while (pending.length() > 0) {
            long full = grid.endAfter(run, next) - next;
            int length = (int) Math.min(full, pending.length());
            release(length, length == pending.length());
        }
        run = null;
    }

    /** @param last whether the run ends with this chunk */
    private void release(int length, boolean last) {
        AnonymisedSound sound = pending.take(length);
        ChunkFacts facts = new ChunkFacts(
                run.timeOf(next),
                run.lengthOf(length),
                length,
                List.of(anonymisation.label()),
                anonymisation.weak(),
                regions(sound),
                anonymisation.models());
        byte[] media;
        try {
            media = encoder.encode(sound);
        } catch (RuntimeException e) {
            throw new ChunkWithheldException(WithheldReason.ENCODER_FAILED, "the encoder refused", e);
        }
        next += length;
        Checkpoint checkpoint =
                last ? Checkpoint.nothingHeld(state(Optional.empty())) : goingOn(sound.samples()[length - 1]);
        output.finished(new Released(facts, media), checkpoint);
    }

    private static Map<String, Integer> regions(AnonymisedSound sound) {
        Map<String, Integer> regions = new HashMap<>();
        if (sound.silencedFrames() > 0) {
            regions.put("silenced-frame", sound.silencedFrames());
        }
        if (sound.speechSamples() > 0) {
            regions.put("speech-millis", (int) (sound.speechSamples() * 1000L / sound.sampleRate()));
        }
        return regions;
    }

    private Checkpoint goingOn(short lastSample) {
        Optional<RecordTrail.Step> step = trail.from(anonymisation.neededFrom(next));
        OpenRun open = new OpenRun(
                policy.voice(),
                run,
                step.map(held -> held.at().sequence()).orElse(last.sequence() + 1),
                step.map(RecordTrail.Step::firstIndex).orElse(fed),
                next,
                anonymisation.stretchAt(next),
                lastSample);
        return new Checkpoint(step.map(RecordTrail.Step::at), state(Optional.of(open)));
    }

    private String state(Optional<OpenRun> open) {
        return new LaneState(grid.originMicros(), run.microsOf(next), last.epoch(), open).text();
    }

    @Override
    public void gap() {
        finishRun();
    }

    @Override
    public void idle(Duration quiet) {
        if (quiet.compareTo(policy.chunk().multipliedBy(2)) >= 0) {
            finishRun();
        }
    }

    @Override
    public void close() {
        closeAnonymisation();
        encoder.close();
    }
}
