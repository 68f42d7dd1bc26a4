/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.audit;

import io.bauta.contracts.policy.PrivacyZone;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.videoanonymiser.track.Box;
import io.bauta.videoanonymiser.track.Region;
import java.util.ArrayList;
import java.util.List;

/** Which of the faces that an auditor finds should have been covered under a policy, and are not. */
final class Suspects {
    /** Nobody is recognised by a smaller face, and mosaics are full of things that look like one. */
    private static final float LEAST_HEIGHT = 12;

    private static final float LEAST_SCORE = 0.5f;
    private static final double MOSTLY = 0.5;
    /** Points across and down by which it is told how much of a box is covered. */
    private static final int GRID = 20;

    private final RegionPolicy policy;
    private final List<PrivacyZone> zones;

    Suspects(VideoPolicy policy) {
        this.policy = policy.regions();
        this.zones = policy.zones();
    }

    /** Whether the policy promises anything that could be broken: where no faces are hidden, each would be a suspect. */
    static boolean mayBeFound(RegionPolicy policy) {
        return policy.faces() != RegionMethod.NONE || policy.bodies() != RegionMethod.NONE;
    }

    /**
     * How many there are; a face on a head counts once, with its head. What a zone shows was decided with the zone.
     *
     * @param width of the frame, pixels
     * @param height of it
     */
    int among(List<Detection> found, List<Region> covered, int width, int height) {
        List<Box> boxes =
                covered.stream().filter(this::isPainted).map(Region::box).toList();
        List<Detection> heads = new ArrayList<>();
        List<Detection> faces = new ArrayList<>();
        for (Detection one : found) {
            if (one.score() >= LEAST_SCORE
                    && one.height() >= LEAST_HEIGHT
                    && settledShare(one, boxes, width, height) < MOSTLY) {
                if (one.kind() == ObjectKind.FACE) {
                    faces.add(one);
                } else if (one.kind() == ObjectKind.HEAD && policy.cover() == RegionPolicy.Cover.HEADS) {
                    heads.add(one);
                }
            }
        }
        faces.removeIf(face -> heads.stream().anyMatch(head -> isOn(face, head)));
        return heads.size() + faces.size();
    }

    private boolean isPainted(Region region) {
        RegionMethod method =
                switch (region.kind()) {
                    case FACE, HEAD -> policy.faces();
                    case PERSON -> policy.bodies();
                    case PLATE -> policy.plates();
                };
        return method != RegionMethod.NONE;
    }

    private double settledShare(Detection face, List<Box> boxes, int width, int height) {
        int inside = 0;
        for (int down = 0; down < GRID; down++) {
            for (int across = 0; across < GRID; across++) {
                double x = face.x() + face.width() * (across + 0.5) / GRID;
                double y = face.y() + face.height() * (down + 0.5) / GRID;
                boolean settled = boxes.stream().anyMatch(box -> holds(box, x, y))
                        || zones.stream().anyMatch(zone -> zone.holds(x / width, y / height));
                inside += settled ? 1 : 0;
            }
        }
        return (double) inside / (GRID * GRID);
    }

    private static boolean holds(Box box, double x, double y) {
        return x >= box.x() && x < box.x() + box.width() && y >= box.y() && y < box.y() + box.height();
    }

    private static boolean isOn(Detection face, Detection head) {
        return holds(
                new Box(head.x(), head.y(), head.width(), head.height()),
                face.x() + face.width() / 2,
                face.y() + face.height() / 2);
    }
}
