/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import io.bauta.inference.detection.Detection;
import io.bauta.videoanonymiser.track.Cover;
import io.bauta.videoanonymiser.track.Heads;
import io.bauta.videoanonymiser.track.Region;
import io.bauta.videoanonymiser.track.Seen;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is the person's in a film. Everything is found, followed and covered as without an exemption; then, in the frames of
 * the person, what was made of its own sights alone is left out. So everybody else is hidden exactly as ever, in front of the
 * person too.
 */
final class Spared {
    private final Map<Long, Figure> figures = new HashMap<>();
    private final Set<Seen> sights = new HashSet<>();

    void add(Pursuit.Step step) {
        long micros = step.moment().micros();
        figures.put(micros, step.figure());
        if (step.seen()) {
            for (Detection part : step.figure().parts()) {
                sights.add(Seen.of(micros, part));
                lent(part).ifPresent(head -> sights.add(Seen.of(micros, head)));
            }
            step.figure().around().forEach(one -> lent(one).ifPresent(head -> sights.add(Seen.of(micros, head))));
        }
    }

    /** The head that is covered because of a face or a body. */
    private static Optional<Detection> lent(Detection part) {
        return switch (part.kind()) {
            case FACE -> Optional.of(Heads.ofFace(part));
            case PERSON -> Optional.of(Heads.ofPerson(part));
            case HEAD, PLATE -> Optional.empty();
        };
    }

    /** What is left of all that is to be covered. */
    Cover left(Cover cover) {
        return figures.containsKey(cover.micros()) ? cover.without(this::isThePersons) : cover;
    }

    private boolean isThePersons(Region region) {
        return sights.contains(region.from()) && sights.contains(region.to());
    }

    /** Where the person is in a frame, by its time. */
    Optional<Figure> at(long micros) {
        return Optional.ofNullable(figures.get(micros));
    }
}
