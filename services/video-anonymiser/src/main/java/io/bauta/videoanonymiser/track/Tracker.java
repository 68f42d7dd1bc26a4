/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows what is found from frame to frame, as ByteTrack does (Zhang et al., arXiv:2110.06864): sure detections are given to
 * tracks first, then the weak ones to the tracks that are left; sure ones that are left begin new tracks. What is
 * not quite sure is covered in its own frame, whatever becomes of it. For one camera; not thread-safe.
 */
public final class Tracker {
    /** Boxes are compared with this share added on each side, so that small, quick ones still meet. */
    private static final double REACH = 0.4;

    private static final double LEAST_OVERLAP = 0.15;

    private final TrackSettings settings;
    private final List<Track> tracks = new ArrayList<>();
    /** Of use still for the frames before their first sight. */
    private final List<Track> ended = new ArrayList<>();

    private final Set<Track> followed = new HashSet<>();

    private record Pair(Track track, Detection detection, double overlap) {}

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
        tracks.forEach(track -> track.goOn(now.micros()));
        if (cut) {
            tracks.forEach(Track::lose);
        }
        found.stream()
                .filter(one -> one.score() >= settings.coverScore())
                .forEach(one -> now.add(one.kind(), box(one).padded(Track.PADDING, Track.PADDING)));
        List<Track> unseen = new ArrayList<>(tracks);
        unseen.removeIf(Track::isLost);
        List<Detection> sure = new ArrayList<>(found);
        sure.removeIf(one -> one.score() < settings.beginScore());
        List<Detection> weak = new ArrayList<>(found);
        weak.removeAll(sure);
        match(unseen, sure, now, held);
        match(unseen, weak, now, held);
        sure.forEach(one -> begin(one, now));
        List<Track> over = tracks.stream()
                .filter(track ->
                        track.isOver(settings.holdMicros()) || tracks.stream().anyMatch(track::isNow))
                .toList();
        tracks.removeAll(over);
        ended.addAll(over);
        ended.removeIf(track -> now.micros() - track.firstMicros() > 2 * settings.lookBackMicros());
        tracks.stream().filter(track -> track.unseenMicros() > 0).forEach(track -> track.hold(now));
        followed.addAll(tracks);
        now.see();
    }

    /** Gives detections to tracks, the best match first, and takes both off their lists. */
    private static void match(List<Track> unseen, List<Detection> found, Cover now, List<Cover> held) {
        List<Pair> pairs = new ArrayList<>();
        List<Box> places =
                found.stream().map(one -> box(one).padded(REACH, REACH)).toList();
        for (Track track : unseen) {
            Box where = track.box().padded(REACH, REACH);
            for (int i = 0; i < places.size(); i++) {
                Detection one = found.get(i);
                double overlap = one.kind() == track.kind() ? where.overlap(places.get(i)) : 0;
                if (overlap >= LEAST_OVERLAP) {
                    pairs.add(new Pair(track, one, overlap));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::overlap).reversed());
        for (Pair pair : pairs) {
            if (unseen.contains(pair.track()) && found.contains(pair.detection())) {
                unseen.remove(pair.track());
                found.remove(pair.detection());
                pair.track().see(box(pair.detection()), now, held);
            }
        }
    }

    private void begin(Detection one, Cover now) {
        Track track = new Track(one.kind(), box(one), now.micros());
        track.begin(now);
        tracks.add(track);
    }

    /** Frames to come are so many times as wide and as high: what is followed is where it was. */
    public void scale(double across, double down) {
        tracks.forEach(track -> track.scale(across, down));
        ended.clear();
    }

    /** Covers, in a frame that waits no longer, what was first seen after it. To be called for every frame. */
    public void leave(Cover cover) {
        tracks.forEach(track -> track.coverBefore(cover, settings.lookBackMicros()));
        ended.forEach(track -> track.coverBefore(cover, settings.lookBackMicros()));
    }

    /** How many things were followed since the last time this was asked, by kind. */
    public Map<ObjectKind, Integer> followed() {
        Map<ObjectKind, Integer> counts = new EnumMap<>(ObjectKind.class);
        followed.forEach(track -> counts.merge(track.kind(), 1, Integer::sum));
        followed.clear();
        return counts;
    }

    private static Box box(Detection one) {
        return new Box(one.x(), one.y(), one.width(), one.height());
    }
}
