/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.contracts.outcome.AnonymisationResult;
import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.media.video.DecodeException;
import io.bauta.media.video.Frame;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.PcmChunk;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.Checkpoint;
import io.bauta.raw.lane.ChunkWithheldException;
import io.bauta.raw.lane.LaneOutput;
import io.bauta.raw.lane.RawPosition;
import io.bauta.raw.lane.SensorLane;
import io.bauta.videoanonymiser.chunk.LevelChunks.Level;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import io.bauta.videoanonymiser.sight.Sight;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One camera: access units in, chunks out. Decoding is stateful across records and begins at a keyframe; after a restart
 * it begins at the keyframe of the checkpoint, and pictures up to the last one dealt with are dropped.
 */
public final class CameraLane implements SensorLane {
    /** How much longer than a chunk a camera may be silent before the chunk is finished without its successor. */
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** Bytes a decoder needs for each of its pixels: about four pictures of one and a half bytes a pixel. */
    private static final int BYTES_PER_PIXEL = 6;

    private final VideoPolicy policy;
    private final long budgetBytes;
    private final Codecs codecs;
    private final LaneOutput output;
    private final Easing easing;
    private final LongSupplier nanos;
    private final LevelChunks chunks;
    private final Darkness darkness;
    private final KeyframeTrail keyframes = new KeyframeTrail();
    private final CameraClock clock = new CameraClock();
    private Codecs.Decoder decoder;
    private long epoch = -1;

    /**
     * Of which nothing was left out before, on one level.
     *
     * @param budgetBytes memory the camera's pictures and packets may take
     * @param sights opens eyes for the camera, if its policy needs them
     * @param state as a lane before this one wrote it
     */
    public CameraLane(
            VideoPolicy policy,
            long budgetBytes,
            Codecs codecs,
            Supplier<Sight> sights,
            Optional<String> state,
            LaneOutput output) {
        this(policy, budgetBytes, codecs, new FrameAnonymiser(policy, sights), state, output);
    }

    CameraLane(
            VideoPolicy policy,
            long budgetBytes,
            Codecs codecs,
            FrameAnonymiser anonymiser,
            Optional<String> state,
            LaneOutput output) {
        this(policy, budgetBytes, codecs, anonymiser, Easing.of(policy), System::nanoTime, state, output);
    }

    CameraLane(
            VideoPolicy policy,
            long budgetBytes,
            Codecs codecs,
            FrameAnonymiser anonymiser,
            Easing easing,
            LongSupplier nanos,
            Optional<String> state,
            LaneOutput output) {
        this(
                List.of(new Level(policy, anonymiser, easing, Optional.empty())),
                budgetBytes,
                codecs,
                easing,
                nanos,
                state,
                output);
    }

    /**
     * @param levels the public one, then perhaps the restricted one; their anonymisers become the lane's, which closes them
     * @param budgetBytes memory the camera's pictures and packets may take
     * @param easing outlives this lane
     * @param nanos a clock that the lane's work is measured by
     * @param state as a lane before this one wrote it
     */
    CameraLane(
            List<Level> levels,
            long budgetBytes,
            Codecs codecs,
            Easing easing,
            LongSupplier nanos,
            Optional<String> state,
            LaneOutput output) {
        this.policy = levels.getFirst().policy();
        this.budgetBytes = budgetBytes;
        this.codecs = codecs;
        this.output = output;
        this.easing = easing;
        this.nanos = nanos;
        this.chunks = new LevelChunks(levels, budgetBytes, codecs, state, new LevelChunks.Done() {
            @Override
            public void opening() {
                darkness.end(Optional.empty());
            }

            @Override
            public void done(
                    AnonymisationResult result,
                    Optional<AnonymisationResult> restricted,
                    String after,
                    long nextPtsMicros) {
                output.finished(result, restricted, new Checkpoint(keyframes.restartFor(nextPtsMicros), after));
            }
        });
        this.darkness = new Darkness(policy.chunk(), this::withheld);
    }

    @Override
    public void accept(RawRecord record, RawPosition at) {
        long begun = nanos.getAsLong();
        try {
            switch (record) {
                case AccessUnit unit -> accept(unit, at);
                case EndOfStream end -> gap();
                case PcmChunk sound ->
                    throw new ChunkWithheldException(WithheldReason.MALFORMED_RECORD, "sound on a topic of pictures");
            }
        } finally {
            easing.worked(nanos.getAsLong() - begun);
        }
    }

    private void accept(AccessUnit unit, RawPosition at) {
        epoch = at.epoch();
        if (unit.data().length == 0) {
            return;
        }
        clock.note(unit.ptsMicros(), micros(unit.envelope().time()));
        if (decoder == null && !unit.keyframe()) {
            dark(WithheldReason.NO_KEYFRAME, unit, at);
            return;
        }
        if (unit.keyframe()) {
            keyframes.add(at, unit.ptsMicros());
        }
        chunks.note(unit);
        try {
            take(decode(unit));
        } catch (DecodeException e) {
            dark(reason(e), unit, at);
        }
    }

    private List<Frame> decode(AccessUnit unit) {
        try {
            if (decoder == null) {
                decoder = codecs.decoder(unit.codec(), unit.codecConfiguration(), budgetBytes / BYTES_PER_PIXEL);
            }
            return decoder.decode(unit.data(), unit.ptsMicros(), unit.codecConfiguration());
        } catch (DecodeException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ChunkWithheldException(WithheldReason.UNDECODABLE, "the decoder failed", e);
        }
    }

    private static WithheldReason reason(DecodeException e) {
        return switch (e.kind()) {
            case CORRUPT, UNSUPPORTED -> WithheldReason.UNDECODABLE;
            case TOO_LARGE, OUT_OF_MEMORY -> WithheldReason.OUT_OF_MEMORY_BUDGET;
        };
    }

    private void take(List<Frame> frames) {
        Iterator<Frame> left = frames.iterator();
        try {
            while (left.hasNext()) {
                Frame frame = left.next();
                chunks.take(frame, epoch, clock.wallMicros(frame.ptsMicros()), clock.stepMicros());
            }
        } finally {
            left.forEachRemaining(Frame::close);
        }
    }

    /** A unit of which no picture comes. Inside an open chunk it is only a missing picture; else its time is withheld. */
    private void dark(WithheldReason reason, AccessUnit unit, RawPosition at) {
        Instant time = unit.envelope().time();
        if (chunks.state().knows(epoch, unit.ptsMicros()) || chunks.isOpenAt(micros(time))) {
            return;
        }
        chunks.finish(clock.stepMicros());
        darkness.add(reason, time, unit.ptsMicros(), at);
    }

    private void withheld(Withheld withheld, long lastEpoch, long lastPtsMicros, Optional<RawPosition> next) {
        chunks.skip(lastEpoch, lastPtsMicros);
        Optional<RawPosition> restart = keyframes.restartFor(lastPtsMicros).or(() -> next);
        output.finished(withheld, new Checkpoint(restart, chunks.states()));
    }

    /** Also the end of the stream: what the decoder holds back is taken, and the last chunk finished as it is. */
    @Override
    public void gap() {
        if (decoder != null) {
            try {
                take(decoder.drain());
            } catch (DecodeException e) {
                // What was held back cannot be decoded: those pictures do not exist.
            }
            decoder.close();
            decoder = null;
        }
        keyframes.forget();
        chunks.finish(clock.stepMicros());
        chunks.gap();
        darkness.end(Optional.empty());
        clock.forget();
    }

    @Override
    public void idle(Duration quiet) {
        easing.caughtUp();
        if (quiet.compareTo(policy.chunk().plus(PATIENCE)) >= 0) {
            chunks.finish(clock.stepMicros());
            darkness.end(Optional.empty());
        }
    }

    @Override
    public void close() {
        try (chunks) {
            if (decoder != null) {
                decoder.close();
                decoder = null;
            }
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
