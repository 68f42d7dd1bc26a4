/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import io.bauta.inference.detection.Detection;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.exemption.Pursuit.Moment;
import io.bauta.local.exemption.Pursuit.Step;
import io.bauta.videoanonymiser.track.Box;
import io.bauta.videoanonymiser.track.Cover;
import io.bauta.videoanonymiser.track.Followed;
import io.bauta.videoanonymiser.track.TrackSettings;
import io.bauta.videoanonymiser.track.Tracker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the person of an exemption in a whole film that was looked at: from each place on, forwards and backwards, until the
 * track is lost, somebody else comes near, or the scene changes. For one film; not thread-safe.
 */
final class PersonSearch {
    static final TrackSettings SETTINGS =
            new TrackSettings(TrackSettings.BEGIN_SCORE, TrackSettings.COVER_SCORE, 1_000_000, 0);

    /** Who points at somebody draws a box that agrees with the detector's at least so far. */
    private static final double POINTED_AT = 0.45;
    /** Nobody else may fit the box more than half as well. */
    private static final double NO_OTHER = 0.5;
    /** The picture shown at a moment is at most so far from it: ten a second, and half of that again. */
    private static final long NEAREST_MICROS = 150_000;

    private final List<Sighted> film;
    private final Map<Integer, List<Pointed>> pointedAt = new TreeMap<>();
    private final Set<Place> followed = new HashSet<>();
    private final Map<Integer, Step> person = new TreeMap<>();

    private record Pointed(Place place, Figure figure) {}

    private PersonSearch(List<Sighted> film) {
        this.film = film;
    }

    /**
     * @throws Refusal if a place shows nobody or several, or two places show two people
     */
    static Spared in(List<Sighted> film, List<Place> places) {
        PersonSearch search = new PersonSearch(film);
        places.forEach(search::pointAt);
        search.follow(false);
        search.follow(true);
        places.stream()
                .filter(place -> !search.followed.contains(place))
                .findFirst()
                .ifPresent(place -> {
                    throw refused(
                            place,
                            "somebody else is too near, or the person too unclear; point at a moment when the head shows"
                                    + " and nobody else is near");
                });
        Spared spared = new Spared();
        search.person.values().forEach(spared::add);
        return spared;
    }

    private void pointAt(Place place) {
        int frame = frameOf(place);
        Box box = place.box();
        List<Figure> there = Figure.in(film.get(frame).found()).stream()
                .filter(one -> one.fits(box) >= POINTED_AT)
                .sorted(Comparator.comparingDouble((Figure one) -> one.fits(box))
                        .reversed())
                .toList();
        if (there.isEmpty()) {
            throw refused(place, "nobody is found there; ./bauta detect tells where people are found");
        }
        if (there.size() > 1
                && there.get(1).fits(box) > NO_OTHER * there.getFirst().fits(box)) {
            throw refused(place, "more than one person is found there; point at the head, when nobody else is near");
        }
        pointedAt.computeIfAbsent(frame, first -> new ArrayList<>()).add(new Pointed(place, there.getFirst()));
    }

    private int frameOf(Place place) {
        if (place.frame() != null) {
            if (place.frame() >= film.size()) {
                throw refused(place, "the film has only " + film.size() + " frames");
            }
            return place.frame();
        }
        long wanted = Math.round(place.seconds() * 1e6);
        int nearest = 0;
        for (int at = 0; at < film.size(); at++) {
            if (Math.abs(film.get(at).micros() - wanted)
                    < Math.abs(film.get(nearest).micros() - wanted)) {
                nearest = at;
            }
        }
        if (film.isEmpty() || Math.abs(film.get(nearest).micros() - wanted) > NEAREST_MICROS) {
            throw refused(place, "the film shows no picture then");
        }
        return nearest;
    }

    private static Refusal refused(Place place, String why) {
        return new Refusal(
                ExitCode.FAILED,
                String.format(
                        Locale.ROOT,
                        "the exemption points at %.0f,%.0f,%.0f,%.0f at %s, and %s; no output was written",
                        place.x(),
                        place.y(),
                        place.width(),
                        place.height(),
                        place.moment(),
                        why));
    }

    private void follow(boolean backwards) {
        Tracker tracker = new Tracker(SETTINGS);
        List<Pursuit> pursuits = new ArrayList<>();
        for (int step = 0; step < film.size(); step++) {
            int at = backwards ? film.size() - 1 - step : step;
            Sighted now = film.get(at);
            Moment moment = new Moment(at, now.micros());
            boolean cut = backwards ? step > 0 && film.get(at + 1).cut() : now.cut();
            if (cut) {
                pursuits.forEach(Pursuit::end);
            }
            letGo(pursuits);
            List<Figure> figures = Figure.in(now.found());
            List<Detection> heads =
                    figures.stream().filter(Figure::hasHead).map(Figure::head).toList();
            tracker.see(heads, new Cover(backwards ? -now.micros() : now.micros()), List.of(), cut);
            List<Followed> tracks = tracker.tracks();
            pursuits.forEach(one -> one.goOn(tracks, figures, moment));
            letGo(pursuits);
            begin(moment, tracks, figures, pursuits);
        }
        pursuits.forEach(this::note);
    }

    private void begin(Moment moment, List<Followed> tracks, List<Figure> figures, List<Pursuit> pursuits) {
        for (Pointed pointed : pointedAt.getOrDefault(moment.frame(), List.of())) {
            figures.stream()
                    .filter(pointed.figure()::equals)
                    .flatMap(one -> Pursuit.of(one, tracks, moment).stream())
                    .findFirst()
                    .ifPresent(pursuit -> {
                        followed.add(pointed.place());
                        pursuits.add(pursuit);
                    });
        }
    }

    private void letGo(List<Pursuit> pursuits) {
        pursuits.stream().filter(Pursuit::isOver).forEach(this::note);
        pursuits.removeIf(Pursuit::isOver);
    }

    private void note(Pursuit pursuit) {
        for (Step step : pursuit.steps()) {
            Step before = person.get(step.moment().frame());
            if (before != null
                    && before.seen()
                    && step.seen()
                    && !before.figure().equals(step.figure())) {
                throw new Refusal(
                        ExitCode.FAILED,
                        "the exemption's places show two different people at "
                                + step.moment().micros() / 1e6 + " s; it is for one; no output was written");
            }
            if (before == null || step.seen()) {
                person.put(step.moment().frame(), step);
            }
        }
    }
}
