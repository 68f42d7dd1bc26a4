/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.contracts.outcome.AnonymisationResult;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoSettings;
import io.bauta.videoanonymiser.method.AnonymisedFrame;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import io.bauta.videoanonymiser.method.MethodFailedException;
import io.bauta.videoanonymiser.sight.DetectorMissingException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes decoded pictures anonymous, encodes them, and cuts them into chunks at the multiples of the policy's chunk length
 * on the camera's timeline. What goes wrong spoils the chunk it happens in and nothing after it. Not thread-safe.
 */
final class ChunkAssembly implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ChunkAssembly.class.getName());

    private final long chunkMicros;
    private final long budgetBytes;
    private final FrameAnonymiser anonymiser;
    private final Pace pace;
    private final ChunkEncoder encoder;
    private final Untouched untouched;
    private final Codecs codecs;
    private final Listener listener;
    private CameraState state;
    private OpenChunk open;

    /** Hears of chunks. */
    interface Listener {
        /** A chunk begins. */
        void opening();

        /**
         * A chunk is done.
         *
         * @param after the state once it is committed
         * @param nextPtsMicros time of the next picture on the camera's clock, or of the last one if it is not known
         */
        void done(AnonymisationResult result, CameraState after, long nextPtsMicros);
    }

    ChunkAssembly(
            VideoPolicy policy,
            long budgetBytes,
            Codecs codecs,
            FrameAnonymiser anonymiser,
            Pace pace,
            Untouched untouched,
            CameraState state,
            Listener listener) {
        this.chunkMicros = policy.chunk().toNanos() / 1000;
        this.budgetBytes = budgetBytes;
        this.anonymiser = anonymiser;
        this.pace = pace;
        this.encoder = new ChunkEncoder(policy, codecs);
        this.untouched = untouched;
        this.codecs = codecs;
        this.state = state;
        this.listener = listener;
    }

    CameraState state() {
        return state;
    }

    void skip(long epoch, long ptsMicros) {
        state = state.withoutPicture(epoch, ptsMicros);
    }

    /** Whether a picture captured then would belong to the open chunk. */
    boolean isOpenAt(long wallMicros) {
        return open != null && open.isIn(state.place(wallMicros) / chunkMicros);
    }

    /**
     * Takes the next picture in order of presentation; one that was dealt with before is dropped.
     *
     * @param frame becomes this method's
     * @param stepMicros usual time from picture to picture
     */
    void take(Frame frame, long epoch, long wallMicros, long stepMicros) {
        long pts = frame.ptsMicros();
        if (state.knows(epoch, pts)) {
            frame.close();
            return;
        }
        long place = state.place(wallMicros);
        long cell = place / chunkMicros;
        if (open != null && !open.takes(cell, frame.width(), frame.height())) {
            boolean runsOn = place - state.lastMicros() <= 2 * chunkMicros;
            finish(runsOn ? place : state.lastMicros() + stepMicros, pts, stepMicros);
        }
        if (open == null) {
            listener.opening();
            open = new OpenChunk(cell, frame.width(), frame.height(), wallMicros, place, pace.step());
            untouched.begin(pts, open.step());
        }
        state = state.after(epoch, pts, wallMicros, place);
        open.count();
        untouched.note(pts, place);
        if (open.wantsLast()) {
            encode(frame, place, stepMicros);
        } else {
            frame.close();
        }
    }

    /** When the newest chunk began, on the camera's clock. */
    long began() {
        return untouched.began();
    }

    /** Ends the open chunk, if there is one, though the next picture is not known. */
    void finish(long stepMicros) {
        if (open != null) {
            finish(state.lastMicros() + stepMicros, state.lastPtsMicros(), stepMicros);
        }
    }

    private void encode(Frame frame, long place, long stepMicros) {
        long frameBytes = 3L * frame.width() * frame.height() / 2;
        if (untouched.heldBytes() + anonymiser.waitingBytes() + 2 * frameBytes > budgetBytes / 2) {
            encodeWaiting(stepMicros);
        }
        if (open.bytes() + anonymiser.waitingBytes() + 2 * frameBytes > budgetBytes) {
            open.spoil(WithheldReason.OUT_OF_MEMORY_BUDGET);
        }
        if (open.spoilt().isPresent()) {
            frame.close();
            anonymiser.drop();
            untouched.drop();
            return;
        }
        frame.retime(place);
        encode(() -> anonymiser.take(frame), stepMicros);
    }

    private void encode(Supplier<List<AnonymisedFrame>> ready, long stepMicros) {
        try {
            for (AnonymisedFrame anonymous : ready.get()) {
                if (!untouched.holds(anonymous)) {
                    encodeWaiting(stepMicros);
                    write(anonymous, stepMicros);
                }
            }
        } catch (DetectorMissingException e) {
            open.spoil(WithheldReason.NO_DETECTOR);
        } catch (MethodFailedException e) {
            boolean memory = e.getCause() instanceof OutOfMemoryError;
            log(e.getCause());
            open.spoil(memory ? WithheldReason.OUT_OF_MEMORY_BUDGET : WithheldReason.ANONYMISER_FAILED);
        }
    }

    /** The chunk does not go out as it came, so that what waited for that is encoded after all. */
    private void encodeWaiting(long stepMicros) {
        untouched.giveBack().forEach(frame -> write(frame, stepMicros));
    }

    private void write(AnonymisedFrame frame, long stepMicros) {
        try (AnonymisedFrame anonymous = frame) {
            if (open.spoilt().isEmpty()) {
                open.add(encoder.encode(anonymous, open.isEmpty(), open.step(), stepMicros));
            }
        } catch (OutOfMemoryError e) {
            spoilEncoded(WithheldReason.OUT_OF_MEMORY_BUDGET);
        } catch (RuntimeException | Error e) {
            log(e);
            spoilEncoded(WithheldReason.ENCODER_FAILED);
        }
    }

    private void spoilEncoded(WithheldReason reason) {
        open.spoil(reason);
        encoder.close();
    }

    private void finish(long endMicros, long nextPtsMicros, long stepMicros) {
        if (open.spoilt().isPresent()) {
            anonymiser.drop();
        } else {
            encode(anonymiser::finish, stepMicros);
        }
        Optional<byte[]> copy = open.spoilt().isPresent() ? Optional.empty() : copied(endMicros, stepMicros);
        untouched.drop();
        OpenChunk closing = open;
        open = null;
        ChunkFacts facts = closing.facts(endMicros, anonymiser);
        pace.finished(facts.duration(), closing.leftOut());
        AnonymisationResult result = closing.spoilt()
                .<AnonymisationResult>map(reason -> new Withheld(facts, reason))
                .orElseGet(() -> release(closing, copy, facts, endMicros));
        listener.done(result, state, nextPtsMicros);
    }

    /** The chunk as the camera encoded it; where that cannot be, its pictures are encoded. */
    private Optional<byte[]> copied(long endMicros, long stepMicros) {
        Optional<byte[]> copy = Optional.empty();
        try {
            copy = untouched.pictures().map(pictures -> {
                VideoSettings like = VideoSettings.of(untouched.example().orElseThrow(), 1_000_000.0 / stepMicros);
                return codecs.copied(pictures, like, state.fragment() + 1, endMicros);
            });
        } catch (RuntimeException | LinkageError e) {
            log(e);
        }
        if (copy.isPresent()) {
            open.copied(untouched.model());
        } else {
            encodeWaiting(stepMicros);
        }
        return copy;
    }

    private AnonymisationResult release(OpenChunk chunk, Optional<byte[]> copy, ChunkFacts facts, long endMicros) {
        try {
            Released released = new Released(
                    facts, copy.orElseGet(() -> encoder.chunk(chunk.packets(), state.fragment() + 1, endMicros)));
            state = state.afterRelease();
            return released;
        } catch (RuntimeException | LinkageError e) {
            log(e);
            encoder.close();
            return new Withheld(facts, WithheldReason.ENCODER_FAILED);
        }
    }

    /** Class and place only, once a chunk: the message of an unforeseen exception might quote what it failed on. */
    private static void log(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        Object place = stack.length == 0 ? "?" : stack[0];
        LOG.log(Level.WARNING, "chunk spoilt by={0} at={1}", thrown.getClass().getName(), place);
    }

    @Override
    public void close() {
        open = null;
        anonymiser.close();
        untouched.close();
        encoder.close();
    }
}
