/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows what is found from frame to frame, as ByteTrack does (Zhang et al., arXiv:2110.06864): sure detections are given to
 * tracks first, then the weak ones to the tracks that are left; sure ones that are left begin new tracks. What is
 * not quite sure is covered in its own frame, whatever becomes of it. For one camera; not thread-safe.
 */
public final class Tracker {
    /** Boxes are compared with this share added on each side, so that small, quick ones still meet. */
    private static final double REACH = 0.4;

    /** The least {@link #nearness} at which one thing may be taken for another. */
    public static final double LEAST_OVERLAP = 0.15;

    private final TrackSettings settings;
    private final List<Track> tracks = new ArrayList<>();
    /** Of use still for the frames before their first sight. */
    private final List<Track> ended = new ArrayList<>();
    /** Ways of tracks that may have gone over to somebody else. */
    private final List<Doubt> doubts = new ArrayList<>();

    private final Set<Track> followed = new HashSet<>();
    /** What was taken for what in the frame that was seen last. */
    private final Map<Track, Pair> sights = new HashMap<>();
    /** What was let go in it. */
    private final List<Track> over = new ArrayList<>();

    private int numbers;
    /** Tracks and detections that are not given to each other yet; room that is used again for every frame. */
    private final List<Track> unseen = new ArrayList<>();

    private final List<Seen> sure = new ArrayList<>();
    private final List<Seen> weak = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();

    private static final Comparator<Pair> BEST_FIRST = (one, other) -> Double.compare(other.overlap(), one.overlap());

    private record Pair(Track track, Seen seen, double overlap) {}

    public Tracker(TrackSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes what was found in the next frame.
     *
     * @param now its cover
     * @param held covers of the frames before it that still wait, the oldest first
     * @param cut whether the scene changed: what is seen now is then not what was seen before
     */
    public void see(List<Detection> found, Cover now, List<Cover> held, boolean cut) {
        sort(found, now);
        sights.clear();
        unseen.clear();
        for (Track track : tracks) {
            track.goOn(now.micros());
            if (cut) {
                track.lose();
            }
            if (!track.isLost()) {
                unseen.add(track);
            }
        }
        goOnDoubting(now.micros(), cut);
        match(sure, now, held);
        match(weak, now, held);
        doubt();
        sure.forEach(one -> begin(one, now));
        endOver(now.micros());
        for (Track track : tracks) {
            if (track.unseenMicros() > 0) {
                track.hold(now);
            }
        }
        for (Doubt doubt : doubts) {
            doubt.hold(now);
        }
        followed.addAll(tracks);
        now.see();
    }

    private void goOnDoubting(long nowMicros, boolean cut) {
        for (int i = doubts.size() - 1; i >= 0; i--) {
            Doubt doubt = doubts.get(i);
            doubt.goOn(nowMicros);
            if (cut) {
                doubt.stop();
            }
            if (doubt.isOver(settings.holdMicros())) {
                doubts.remove(i);
            }
        }
    }

    /** Who is not seen where somebody else is seen may be taken for them: then the ways of both are covered. */
    private void doubt() {
        for (int i = doubts.size() - 1; i >= 0; i--) {
            if (doubts.get(i).isSettled(settings.beginScore())) {
                doubts.remove(i);
            }
        }
        for (Track gone : unseen) {
            for (Track seen : tracks) {
                if (seen.mayHaveBeen(gone) && !isDoubted(seen, gone)) {
                    doubts.add(seen.doubt(gone));
                }
            }
        }
    }

    private boolean isDoubted(Track track, Track other) {
        for (int i = 0; i < doubts.size(); i++) {
            if (doubts.get(i).isOf(track, other)) {
                return true;
            }
        }
        return false;
    }

    /** Loops and no streams, here and below: they run for everything that is found in every frame. */
    private void sort(List<Detection> found, Cover now) {
        sure.clear();
        weak.clear();
        for (Detection one : found) {
            Seen seen = Seen.of(now.micros(), one);
            if (one.score() >= settings.coverScore()) {
                now.add(new Region(seen.kind(), seen.box().padded(Track.PADDING, Track.PADDING), seen, seen));
            }
            (one.score() >= settings.beginScore() ? sure : weak).add(seen);
        }
    }

    private void endOver(long nowMicros) {
        over.clear();
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).isOver(settings.holdMicros()) || isNowAnother(tracks.get(i))) {
                over.add(tracks.get(i));
            }
        }
        tracks.removeAll(over);
        ended.addAll(over);
        ended.removeIf(track -> nowMicros - track.firstMicros() > 2 * settings.lookBackMicros());
    }

    private boolean isNowAnother(Track track) {
        for (int i = 0; i < tracks.size(); i++) {
            if (track.isNow(tracks.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Gives detections to tracks, the best match first, and takes both off their lists. */
    private void match(List<Seen> found, Cover now, List<Cover> held) {
        pairs.clear();
        for (int i = 0; i < unseen.size(); i++) {
            addPairs(unseen.get(i), found);
        }
        pairs.sort(BEST_FIRST);
        for (Pair pair : pairs) {
            if (unseen.contains(pair.track()) && found.contains(pair.seen())) {
                unseen.remove(pair.track());
                found.remove(pair.seen());
                sights.put(pair.track(), pair);
                pair.track().see(pair.seen(), now, held);
            }
        }
    }

    private void addPairs(Track track, List<Seen> found) {
        Box where = track.box().padded(REACH, REACH);
        for (int i = 0; i < found.size(); i++) {
            Seen one = found.get(i);
            double overlap =
                    one.kind() == track.kind() ? where.overlap(one.box().padded(REACH, REACH)) : 0;
            if (overlap >= LEAST_OVERLAP) {
                pairs.add(new Pair(track, one, overlap));
            }
        }
    }

    private void begin(Seen one, Cover now) {
        Track track = new Track(numbers++, one);
        sights.put(track, new Pair(track, one, 1));
        track.begin(now);
        tracks.add(track);
    }

    /** Frames to come are so many times as wide and as high: what is followed is where it was. */
    public void scale(double across, double down) {
        tracks.forEach(track -> track.scale(across, down));
        doubts.forEach(doubt -> doubt.scale(across, down));
        ended.clear();
    }

    /** Covers, in a frame that waits no longer, what was first seen after it. To be called for every frame. */
    public void leave(Cover cover) {
        for (Track track : tracks) {
            track.coverBefore(cover, settings.lookBackMicros());
        }
        for (Track track : ended) {
            track.coverBefore(cover, settings.lookBackMicros());
        }
    }

    /**
     * All that is followed and can still be recognised, as it is in the frame that was seen last. What was let go in that frame,
     * because its time is over or because it is taken to be another's, is there for the last time.
     */
    public List<Followed> tracks() {
        return Stream.concat(tracks.stream(), over.stream())
                .filter(track -> !track.isLost())
                .map(this::now)
                .toList();
    }

    private Followed now(Track track) {
        Optional<Pair> sight = Optional.ofNullable(sights.get(track));
        return new Followed(
                track.number(),
                track.kind(),
                sight.map(pair -> pair.seen().box()).orElse(track.box()),
                track.sights(),
                sight.map(pair -> pair.seen().as()),
                sight.map(Pair::overlap).orElse(0.0));
    }

    /** Shared over common area of two boxes with the room around them in which one may be taken for the other. */
    public static double nearness(Box one, Box other) {
        return one.padded(REACH, REACH).overlap(other.padded(REACH, REACH));
    }

    /** How many things were followed since the last time this was asked, by kind. */
    public Map<ObjectKind, Integer> followed() {
        Map<ObjectKind, Integer> counts = new EnumMap<>(ObjectKind.class);
        followed.forEach(track -> counts.merge(track.kind(), 1, Integer::sum));
        followed.clear();
        return counts;
    }
}
