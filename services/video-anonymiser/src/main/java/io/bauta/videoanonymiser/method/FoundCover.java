/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.contracts.policy.PrivacyZone;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Box;
import io.bauta.videoanonymiser.track.Cover;
import io.bauta.videoanonymiser.track.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Hides one part of what was found: faces and heads, bodies, or plates. A frame that nobody looked at is refused. */
final class FoundCover implements VideoMethod {
    private final Part part;
    private final RegionCover cover;
    private final List<PrivacyZone> visible;
    private final List<Box> boxes = new ArrayList<>();

    /** What of people and vehicles is hidden by a method of its own. */
    enum Part {
        FACE,
        BODY,
        PLATE;

        private boolean holds(ObjectKind kind) {
            return switch (kind) {
                case FACE, HEAD -> this == FACE;
                case PERSON -> this == BODY;
                case PLATE -> this == PLATE;
            };
        }
    }

    private FoundCover(Part part, RegionCover cover, List<PrivacyZone> visible) {
        this.part = part;
        this.cover = cover;
        this.visible = List.copyOf(visible);
    }

    /**
     * @param visible zones in which it is left as it is
     * @return empty for a part that is left as it is everywhere
     */
    static Optional<FoundCover> of(Part part, RegionMethod method, List<PrivacyZone> visible) {
        return method == RegionMethod.NONE
                ? Optional.empty()
                : Optional.of(new FoundCover(part, RegionCover.of(method), visible));
    }

    @Override
    public String label() {
        return part.name().toLowerCase(Locale.ROOT) + ":" + cover.method().label();
    }

    @Override
    public boolean weak() {
        return cover.method().weak();
    }

    @Override
    public Frame apply(Frame frame, Cover found) {
        found.demandSeen();
        boxes.clear();
        for (Region region : found.regions()) {
            if (part.holds(region.kind()) && !isVisible(region.box(), frame)) {
                boxes.add(region.box());
            }
        }
        if (!boxes.isEmpty()) {
            cover.cover(frame, boxes);
        }
        return frame;
    }

    private boolean isVisible(Box box, Frame frame) {
        return !visible.isEmpty() && visible.stream().anyMatch(zone -> isInside(zone, box, frame));
    }

    /** Whether all four corners of a box lie in a zone: who only reaches into it is covered. */
    private static boolean isInside(PrivacyZone zone, Box box, Frame frame) {
        for (double x : new double[] {box.x(), box.x() + box.width()}) {
            for (double y : new double[] {box.y(), box.y() + box.height()}) {
                if (!zone.holds(x / frame.width(), y / frame.height())) {
                    return false;
                }
            }
        }
        return true;
    }
}
