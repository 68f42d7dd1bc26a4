/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.media.video.CameraPictures;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.audit.SecondOpinion;
import io.bauta.videoanonymiser.method.AnonymisedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the chunk being filled may go out as the camera encoded it, because two detectors find nobody in any of its
 * pictures. As long as that may be, its pictures wait here and are not encoded; with the first in which somebody may be, all
 * of them are given back to be encoded. Not thread-safe.
 */
final class Untouched implements AutoCloseable {
    private final Optional<SecondOpinion> opinion;
    private final UnitTrail trail;
    private final List<AnonymisedFrame> held = new ArrayList<>();
    private final List<Long> ptsMicros = new ArrayList<>();
    private final List<Long> places = new ArrayList<>();
    private boolean possible;
    private long began = Long.MIN_VALUE;

    /** @param opinion of another detector; empty where everything is encoded anew */
    Untouched(Optional<SecondOpinion> opinion, UnitTrail trail) {
        this.opinion = opinion;
        this.trail = trail;
    }

    /** A chunk begins with the picture shown then, on the camera's clock. */
    void begin(long firstPtsMicros, Easing.Step step) {
        close(held);
        ptsMicros.clear();
        places.clear();
        possible = opinion.isPresent() && step == Easing.Step.NONE;
        began = firstPtsMicros;
    }

    /** When the chunk being filled began, on the camera's clock. */
    long began() {
        return began;
    }

    /** The chunk's next picture, in order: when the camera shows it, and when the chunk does. */
    void note(long pts, long place) {
        if (possible) {
            ptsMicros.add(pts);
            places.add(place);
        }
    }

    /** Whether the picture waits here from now on; if not, those that waited are to be encoded before it. */
    boolean holds(AnonymisedFrame frame) {
        possible = possible && isQuiet(frame);
        if (possible) {
            held.add(frame);
        }
        return possible;
    }

    private boolean isQuiet(AnonymisedFrame frame) {
        Frame picture = frame.frame();
        return frame.untouched()
                && !picture.damaged()
                && !picture.interlaced()
                && opinion.orElseThrow().nothingIn(picture);
    }

    /** Memory of the pictures that wait. */
    long heldBytes() {
        return held.stream()
                .mapToLong(one -> 3L * one.frame().width() * one.frame().height() / 2)
                .sum();
    }

    /** All that wait, the caller's from now on: they are to be encoded, and so is the rest of the chunk. */
    List<AnonymisedFrame> giveBack() {
        possible = false;
        List<AnonymisedFrame> given = List.copyOf(held);
        held.clear();
        return given;
    }

    /** A picture to tell sizes by; only if all of the chunk's pictures wait. */
    Optional<Frame> example() {
        return possible && !held.isEmpty() && held.size() == places.size()
                ? Optional.of(held.getFirst().frame())
                : Optional.empty();
    }

    /** The whole chunk as the camera encoded it, at the chunk's own times; empty if it cannot go out so. */
    Optional<CameraPictures> pictures() {
        return example().isEmpty()
                ? Optional.empty()
                : trail.pictures(ptsMicros).map(pictures -> pictures.shownAt(places));
    }

    /** Digest of the model whose opinion it is; empty where none was asked. */
    Optional<String> model() {
        return opinion.flatMap(SecondOpinion::model);
    }

    /** Lets go of what waits: the chunk is done, or spoilt. */
    void drop() {
        possible = false;
        close(held);
    }

    private static void close(List<AnonymisedFrame> frames) {
        frames.forEach(AnonymisedFrame::close);
        frames.clear();
    }

    @Override
    public void close() {
        drop();
        opinion.ifPresent(SecondOpinion::close);
    }
}
