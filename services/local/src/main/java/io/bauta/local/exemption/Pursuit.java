/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import io.bauta.inference.detection.Detection;
import io.bauta.videoanonymiser.track.Followed;
import io.bauta.videoanonymiser.track.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The track of the person, from one place on and as long as it can be nobody else's. Where the video anonymiser's tracks guess
 * and cover more, this one gives up: whoever is seen from then on is covered. Not thread-safe.
 */
final class Pursuit {
    /** Boxes from frame to frame agree better than so unless somebody else is meant. */
    private static final double SURE = 0.4;
    /** A body whose head is not found is the person's if it is where the body was, and no other comes close to that. */
    private static final double SURE_BODY = 0.5;

    private static final double OTHER_BODY = 0.3;
    /** When the head was not seen for longer, who comes back may be another. */
    private static final long LONGEST_UNSEEN_MICROS = 500_000;
    /** What led to a doubt may have begun before: so much is taken back. */
    private static final long TAKEN_BACK_MICROS = 300_000;

    private final int track;
    private final List<Step> steps = new ArrayList<>();
    private Optional<Detection> body;
    private long headMicros;
    private boolean over;

    /**
     * The person in one frame.
     *
     * @param figure where it is, or was last
     * @param seen whether it was found in this frame
     */
    record Step(Moment moment, Figure figure, boolean seen) {}

    /**
     * A frame of the film.
     *
     * @param frame its number
     * @param micros when it is shown
     */
    record Moment(int frame, long micros) {}

    private Pursuit(int track, Figure figure, Moment moment) {
        this.track = track;
        this.body = figure.body();
        this.headMicros = moment.micros();
        this.steps.add(new Step(moment, figure, true));
    }

    /**
     * Begins with somebody who stands alone.
     *
     * @param tracks all heads that are followed, in the frame of the figure
     * @return empty if no track is seen there, or another is too near
     */
    static Optional<Pursuit> of(Figure figure, List<Followed> tracks, Moment moment) {
        return tracks.stream()
                .filter(one -> figure.clear() && one.seenAs().equals(Optional.of(figure.head())))
                .filter(one -> isAlone(one, tracks))
                .map(one -> new Pursuit(one.number(), figure, moment))
                .findFirst();
    }

    /** Whether it ends before the frame it went on to last. */
    boolean isOver() {
        return over;
    }

    /** It is in doubt, or the scene changes: the end of what there is so far is not to be relied on. */
    void end() {
        over = true;
        long last = steps.getLast().moment().micros();
        while (steps.size() > 1
                && (!steps.getLast().seen()
                        || Math.abs(last - steps.getLast().moment().micros()) < TAKEN_BACK_MICROS)) {
            steps.removeLast();
        }
    }

    /** Where the person was, frame by frame. */
    List<Step> steps() {
        return steps;
    }

    /**
     * Goes on to a frame.
     *
     * @param tracks all heads that are followed, as they are in this frame
     * @param figures everybody who was found in it
     */
    void goOn(List<Followed> tracks, List<Figure> figures, Moment moment) {
        Optional<Followed> mine =
                tracks.stream().filter(one -> one.number() == track).findFirst();
        Optional<Detection> head = mine.flatMap(Followed::seenAs);
        if (mine.isEmpty()
                || Math.abs(moment.micros() - headMicros) > LONGEST_UNSEEN_MICROS
                || !isAlone(mine.get(), tracks)
                || (head.isPresent() && mine.get().agreement() < SURE)) {
            end();
            return;
        }
        Optional<Figure> seen = head.isEmpty()
                ? withoutHead(figures)
                : figures.stream()
                        .filter(one -> one.head().equals(head.get()) && one.clear())
                        .findFirst();
        if (head.isPresent() && seen.isPresent()) {
            headMicros = moment.micros();
            body = seen.get().body().or(() -> body);
        }
        steps.add(new Step(moment, seen.orElse(steps.getLast().figure()), seen.isPresent()));
    }

    private Optional<Figure> withoutHead(List<Figure> figures) {
        List<Figure> there =
                figures.stream().filter(one -> agreement(one) >= OTHER_BODY).toList();
        return there.size() == 1 && !there.getFirst().hasHead() && agreement(there.getFirst()) >= SURE_BODY
                ? Optional.of(there.getFirst())
                : Optional.empty();
    }

    private double agreement(Figure figure) {
        return figure.body()
                .flatMap(now -> body.map(before -> (double) before.overlap(now)))
                .orElse(0.0);
    }

    /**
     * Whether no other track is where the one may be taken for the other. While the person is seen where it should be, that is
     * one that overlaps it and was seen before; while it is not, every one that could take its place, seen or held.
     */
    private static boolean isAlone(Followed mine, List<Followed> tracks) {
        boolean seen = mine.seenAs().isPresent();
        return tracks.stream()
                .filter(one -> one.number() != mine.number())
                .filter(one -> !seen || one.sights() > 1)
                .noneMatch(one -> Tracker.nearness(one.box(), mine.box()) >= (seen ? SURE : Tracker.LEAST_OVERLAP));
    }
}
