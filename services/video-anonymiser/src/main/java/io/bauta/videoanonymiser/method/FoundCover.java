/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.contracts.policy.RegionMethod;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.track.Box;
import io.bauta.videoanonymiser.track.Cover;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Hides one part of what was found: faces and heads, bodies, or plates. A frame that nobody looked at is refused. */
final class FoundCover implements VideoMethod {
    private final Part part;
    private final RegionCover cover;

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

    private FoundCover(Part part, RegionCover cover) {
        this.part = part;
        this.cover = cover;
    }

    /** Empty for a part that is left as it is. */
    static Optional<FoundCover> of(Part part, RegionMethod method) {
        return method == RegionMethod.NONE
                ? Optional.empty()
                : Optional.of(new FoundCover(part, RegionCover.of(method)));
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
        List<Box> boxes = found.regions().stream()
                .filter(region -> part.holds(region.kind()))
                .map(region -> region.box())
                .toList();
        if (!boxes.isEmpty()) {
            cover.cover(frame, boxes);
        }
        return frame;
    }
}
