/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.videoanonymiser.track.Box;
import io.bauta.videoanonymiser.track.Heads;
import io.bauta.videoanonymiser.track.TrackSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One person in one frame: what was found that surely belongs to one and the same head. What might belong to two people
 * belongs to nobody, and so stays covered.
 *
 * @param head where it was found, or by the face or the body where it must be
 * @param body from head to foot, if there is one that can only be this one's
 * @param parts what was found of it, as it was found
 * @param around bodies that have this head where theirs should be, whosesoever they are
 * @param clear whether there is surely no second head or face so near that it may be another's
 */
record Figure(Detection head, Optional<Detection> body, List<Detection> parts, List<Detection> around, boolean clear) {
    /** Of one head, one face, one body found twice: as {@link Heads} has it. */
    private static final double SAME = 0.45;
    /** Two heads that are surely found are surely one if they agree so far. */
    private static final double THE_VERY_SAME = 0.6;
    /** Heads about a face and about a head agree less. */
    private static final double ABOUT_THE_SAME = 0.25;

    /** What lies in a head so far is not another one, which would be hidden behind it, unless it is far smaller. */
    private static final double INSIDE = 0.75;

    private static final double AS_LARGE = 0.4;

    private static final double TOUCHED = 0.25;

    Figure {
        parts = List.copyOf(parts);
        around = List.copyOf(around);
    }

    /** Everybody in a frame. */
    static List<Figure> in(List<Detection> found) {
        List<Growing> figures = new ArrayList<>();
        of(found, ObjectKind.HEAD).forEach(head -> addHead(head, figures));
        of(found, ObjectKind.FACE).forEach(face -> addFace(face, figures));
        List<Growing> heads = List.copyOf(figures);
        of(found, ObjectKind.PERSON).forEach(person -> addPerson(person, heads, figures));
        return figures.stream().map(Growing::grown).toList();
    }

    private static List<Detection> of(List<Detection> found, ObjectKind kind) {
        return found.stream()
                .filter(one -> one.kind() == kind)
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .toList();
    }

    private static void addHead(Detection head, List<Growing> figures) {
        figures.stream()
                .filter(one -> isSame(one.head, head))
                .findFirst()
                .orElseGet(() -> begun(head, figures))
                .add(head, head);
    }

    private static void addFace(Detection face, List<Growing> figures) {
        Detection about = Heads.ofFace(face);
        figures.stream()
                .filter(one -> one.mayHave(face, about))
                .max(Comparator.comparingDouble(one -> one.head.overlap(about)))
                .orElseGet(() -> begun(about, figures))
                .add(face, about);
    }

    private static void addPerson(Detection person, List<Growing> heads, List<Growing> figures) {
        Detection about = Heads.ofPerson(person);
        List<Growing> inside = heads.stream().filter(one -> one.isInside(about)).toList();
        List<Growing> touched = heads.stream().filter(one -> one.touches(about)).toList();
        if (inside.isEmpty() && touched.size() == 1) {
            touched.getFirst().around.add(person);
        }
        inside.forEach(one -> one.around.add(person));
        if (inside.size() == 1) {
            inside.getFirst().bodies.add(person);
        } else if (inside.isEmpty() && touched.isEmpty() && person.score() >= Heads.SURE_PERSON) {
            Growing bodyOnly = figures.stream()
                    .filter(one -> one.isBodyOnly() && one.bodies.getFirst().overlap(person) >= SAME)
                    .findFirst()
                    .orElseGet(() -> begun(about, figures));
            bodyOnly.bodies.add(person);
        }
    }

    private static boolean isSame(Detection head, Detection other) {
        Box one = box(head);
        Box two = box(other);
        double smaller = Math.min(one.area(), two.area());
        boolean asLarge = smaller >= AS_LARGE * Math.max(one.area(), two.area());
        return one.overlap(two) >= SAME || (asLarge && one.shared(two) >= INSIDE * smaller);
    }

    private static Growing begun(Detection head, List<Growing> figures) {
        Growing figure = new Growing(head);
        figures.add(figure);
        return figure;
    }

    /** Whether a head or face was found, and not only a body. */
    boolean hasHead() {
        return parts.stream().anyMatch(part -> part.kind() != ObjectKind.PERSON);
    }

    /** How well a place that somebody pointed at fits its head or its body, 0 to 1. */
    double fits(Box place) {
        return Math.max(
                box(head).overlap(place),
                body.map(one -> box(one).overlap(place)).orElse(0.0));
    }

    static Box box(Detection one) {
        return new Box(one.x(), one.y(), one.width(), one.height());
    }

    /** While more is found that belongs to it. */
    private static final class Growing {
        private final Detection head;
        private final List<Detection> parts = new ArrayList<>();
        private final List<Detection> bodies = new ArrayList<>();
        private final List<Detection> around = new ArrayList<>();
        private Detection face;
        private boolean clear = true;

        Growing(Detection head) {
            this.head = head;
        }

        boolean mayHave(Detection face, Detection about) {
            Box inner = box(face);
            return isSame(head, about)
                    || (head.overlap(about) >= ABOUT_THE_SAME && box(head).shared(inner) >= INSIDE * inner.area());
        }

        /** Two sure heads, or two sure faces, that do not agree well may be two people, one in front of the other. */
        void add(Detection part, Detection about) {
            boolean sure = part.score() >= TrackSettings.BEGIN_SCORE;
            if (part.kind() == ObjectKind.FACE) {
                clear &= !sure || face == null || face.overlap(part) >= SAME;
                face = face == null ? part : face;
            } else {
                clear &= !sure || head.overlap(about) >= THE_VERY_SAME;
            }
            parts.add(part);
        }

        boolean isInside(Detection place) {
            float x = head.x() + head.width() / 2;
            float y = head.y() + head.height() / 2;
            return x > place.x() && x < place.x() + place.width() && y > place.y() && y < place.y() + place.height();
        }

        /** Coarse as bodies are, such a one has this head or is hidden by whose it is. */
        boolean touches(Detection place) {
            return box(head).shared(box(place)) >= TOUCHED * box(head).area();
        }

        boolean isBodyOnly() {
            return parts.isEmpty() && !bodies.isEmpty();
        }

        Figure grown() {
            boolean oneBody =
                    bodies.stream().allMatch(one -> bodies.stream().allMatch(other -> one.overlap(other) >= SAME));
            List<Detection> all = new ArrayList<>(parts);
            if (oneBody) {
                all.addAll(bodies);
            }
            return new Figure(head, oneBody ? bodies.stream().findFirst() : Optional.empty(), all, around, clear);
        }
    }
}
