/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import io.bauta.inference.detection.Detection;
import io.bauta.videoanonymiser.track.Box;
import io.bauta.videoanonymiser.track.Cover;
import io.bauta.videoanonymiser.track.Followed;
import io.bauta.videoanonymiser.track.TrackSettings;
import io.bauta.videoanonymiser.track.Tracker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is who among the faces that somebody finds in a film: faces of one number are taken for one person's.
 *
 * @param frames by frame, the boxes of the faces found in it, by number
 */
record FaceTracks(List<Map<Integer, Box>> frames) {
    private static final long STEP_MICROS = 40_000;
    /** Weaker finds begin no track and keep none alive; the rest is as in the service. */
    private static final TrackSettings SETTINGS = new TrackSettings(0.5f, 1, 600_000, 0);

    /** From this overlap on two boxes are about one face. */
    private static final double SAME = 0.4;

    /** @param found by frame */
    static FaceTracks of(List<List<Detection>> found) {
        Tracker tracker = new Tracker(SETTINGS);
        List<Map<Integer, Box>> frames = new ArrayList<>();
        for (int frame = 0; frame < found.size(); frame++) {
            tracker.see(found.get(frame), new Cover(frame * STEP_MICROS), List.of(), false);
            Map<Integer, Box> seen = new HashMap<>();
            for (Followed one : tracker.tracks()) {
                one.seenAs().ifPresent(as -> seen.put(one.number(), box(as)));
            }
            frames.add(seen);
        }
        return new FaceTracks(frames);
    }

    /** Whose face lies there, if anybody's. */
    Optional<Integer> at(int frame, Box place) {
        return frames.get(frame).entrySet().stream()
                .filter(one -> one.getValue().overlap(place) >= SAME)
                .max(Comparator.comparingDouble(one -> one.getValue().overlap(place)))
                .map(Map.Entry::getKey);
    }

    static Box box(Detection found) {
        return new Box(found.x(), found.y(), found.width(), found.height());
    }
}
