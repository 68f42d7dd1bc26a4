/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.contracts.outcome.AnonymisationResult;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.media.video.Frame;
import io.bauta.raw.AccessUnit;
import io.bauta.videoanonymiser.audit.SecondOpinion;
import io.bauta.videoanonymiser.chunk.ChunkAssembly.Listener;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A camera's chunks on one level or two: the same decoded pictures, made anonymous and encoded under each policy. Chunks
 * are cut at the same places, so that both are finished together; what spoils one says nothing of the other. Not
 * thread-safe.
 */
final class LevelChunks implements AutoCloseable {
    /** Between the states of the two levels; neither holds it. */
    private static final String BETWEEN = ";";

    private final ChunkAssembly toAll;
    private final Optional<ChunkAssembly> restricted;
    private final UnitTrail trail = new UnitTrail();
    private final boolean mayCopy;
    private final Done done;
    /** Of the public level, until the restricted one has finished the same chunk. */
    private AnonymisationResult resultForAll;

    private CameraState afterForAll;

    /**
     * One level.
     *
     * @param anonymiser becomes the chunks', which close it
     * @param pace what is left out for the load's sake
     * @param opinion of another detector, where what shows nobody may go out as it came; is closed with the chunks
     */
    record Level(VideoPolicy policy, FrameAnonymiser anonymiser, Pace pace, Optional<SecondOpinion> opinion) {}

    /** Hears of chunks. */
    interface Done {
        /** A chunk begins. */
        void opening();

        /**
         * A chunk is done on all levels.
         *
         * @param restricted empty where there is one level
         * @param after the state once it is committed
         * @param nextPtsMicros as in {@link Listener#done}
         */
        void done(
                AnonymisationResult result, Optional<AnonymisationResult> restricted, String after, long nextPtsMicros);
    }

    /**
     * @param levels the public one, then perhaps the restricted one
     * @param budgetBytes memory for pictures and packets of all levels
     * @param state as a lane before this one wrote it, with as many levels or others
     */
    LevelChunks(List<Level> levels, long budgetBytes, Codecs codecs, Optional<String> state, Done done) {
        this.done = done;
        this.mayCopy = levels.stream().anyMatch(level -> level.opinion().isPresent());
        String[] states = state.orElse("").split(BETWEEN, 2);
        CameraState first = CameraState.read(Optional.of(states[0]).filter(text -> !text.isEmpty()));
        CameraState second = states.length > 1 ? CameraState.read(Optional.of(states[1])) : first.withoutReleases();
        long each = budgetBytes / levels.size();
        this.toAll = assembly(levels.getFirst(), each, codecs, first, new Listener() {
            @Override
            public void opening() {
                done.opening();
            }

            @Override
            public void done(AnonymisationResult result, CameraState after, long nextPtsMicros) {
                finishedForAll(result, after, nextPtsMicros);
            }
        });
        this.restricted = levels.size() < 2
                ? Optional.empty()
                : Optional.of(assembly(levels.get(1), each, codecs, second, new Listener() {
                    @Override
                    public void opening() {
                        // the public level has said so
                    }

                    @Override
                    public void done(AnonymisationResult result, CameraState after, long nextPtsMicros) {
                        finishedRestricted(result, after, nextPtsMicros);
                    }
                }));
    }

    private ChunkAssembly assembly(Level level, long budgetBytes, Codecs codecs, CameraState state, Listener listener) {
        Untouched untouched = new Untouched(level.opinion(), trail);
        return new ChunkAssembly(
                level.policy(), budgetBytes, codecs, level.anonymiser(), level.pace(), untouched, state, listener);
    }

    private void finishedForAll(AnonymisationResult result, CameraState after, long nextPtsMicros) {
        if (restricted.isEmpty()) {
            done.done(result, Optional.empty(), after.text(), nextPtsMicros);
        } else {
            resultForAll = result;
            afterForAll = after;
        }
    }

    /**
     * Comes after {@link #finishedForAll}, for the public level is told of every picture first; by then it may have gone on to
     * the next chunk.
     */
    private void finishedRestricted(AnonymisationResult result, CameraState after, long nextPtsMicros) {
        AnonymisationResult forAll = resultForAll;
        resultForAll = null;
        done.done(forAll, Optional.of(result), afterForAll.text() + BETWEEN + after.text(), nextPtsMicros);
    }

    /** An access unit of which pictures may come. */
    void note(AccessUnit unit) {
        if (mayCopy) {
            trail.add(unit);
        }
    }

    /** The next access unit does not follow on those before. */
    void gap() {
        trail.forget();
    }

    /** Where the camera stands, the same on all levels. */
    CameraState state() {
        return toAll.state();
    }

    /** The states of all levels. */
    String states() {
        return toAll.state().text()
                + restricted.map(chunks -> BETWEEN + chunks.state().text()).orElse("");
    }

    /** See {@link ChunkAssembly#skip}. */
    void skip(long epoch, long ptsMicros) {
        toAll.skip(epoch, ptsMicros);
        restricted.ifPresent(chunks -> chunks.skip(epoch, ptsMicros));
    }

    /** See {@link ChunkAssembly#isOpenAt}. */
    boolean isOpenAt(long wallMicros) {
        return toAll.isOpenAt(wallMicros);
    }

    /** See {@link ChunkAssembly#take}. */
    void take(Frame frame, long epoch, long wallMicros, long stepMicros) {
        takeOnAll(frame, epoch, wallMicros, stepMicros);
        trail.dropBefore(toAll.began());
    }

    private void takeOnAll(Frame frame, long epoch, long wallMicros, long stepMicros) {
        if (restricted.isEmpty()) {
            toAll.take(frame, epoch, wallMicros, stepMicros);
            return;
        }
        Frame twin;
        try {
            twin = frame.twin();
        } catch (RuntimeException | Error e) {
            frame.close();
            throw e;
        }
        try {
            toAll.take(frame, epoch, wallMicros, stepMicros);
        } catch (RuntimeException | Error e) {
            twin.close();
            throw e;
        }
        restricted.get().take(twin, epoch, wallMicros, stepMicros);
    }

    /** See {@link ChunkAssembly#finish}. */
    void finish(long stepMicros) {
        toAll.finish(stepMicros);
        restricted.ifPresent(chunks -> chunks.finish(stepMicros));
    }

    @Override
    public void close() {
        List<ChunkAssembly> closing = new ArrayList<>(List.of(toAll));
        restricted.ifPresent(closing::add);
        closing.forEach(ChunkAssembly::close);
    }
}
