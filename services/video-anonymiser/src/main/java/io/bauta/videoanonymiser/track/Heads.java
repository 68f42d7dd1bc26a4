/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.RegionPolicy.Cover;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where heads are, by everything that was found: a head, the head about a face, the head on a person. So a head is hidden
 * whichever of the three was seen. Proportions are those that the detectors were trained with.
 */
public final class Heads {
    /** Of one head only the surest is followed. */
    private static final double SAME = 0.45;
    /** Only who is surely a person lends a head to be covered: boxes of persons are coarse. */
    public static final float SURE_PERSON = 0.6f;

    private static final Comparator<Detection> SUREST_FIRST = (one, other) -> Float.compare(other.score(), one.score());

    private Heads() {}

    /**
     * What is to be followed: where heads are covered, heads in place of faces, and heads of persons too; of the rest only what
     * the policy hides.
     */
    public static List<Detection> added(List<Detection> found, RegionPolicy policy) {
        List<Detection> wanted = new ArrayList<>(found.size());
        for (Detection one : found) {
            if (isHidden(one.kind(), policy)) {
                wanted.add(one);
            }
        }
        if (policy.faces() != RegionMethod.NONE && policy.cover() == Cover.HEADS) {
            addHeads(found, wanted);
        }
        return wanted;
    }

    private static boolean isHidden(ObjectKind kind, RegionPolicy policy) {
        return switch (kind) {
            case FACE -> policy.faces() != RegionMethod.NONE && policy.cover() == Cover.FACES;
            case HEAD -> false;
            case PERSON -> policy.bodies() != RegionMethod.NONE;
            case PLATE -> policy.plates() != RegionMethod.NONE;
        };
    }

    private static void addHeads(List<Detection> found, List<Detection> wanted) {
        List<Detection> heads = new ArrayList<>(found.size());
        for (Detection one : found) {
            switch (one.kind()) {
                case FACE -> heads.add(ofFace(one));
                case HEAD -> heads.add(one);
                case PERSON, PLATE -> {}
            }
        }
        addOfPersons(found, heads);
        heads.sort(SUREST_FIRST);
        int first = wanted.size();
        for (Detection head : heads) {
            if (!isAmong(wanted, first, head)) {
                wanted.add(head);
            }
        }
    }

    /** Loops and no streams, here and below: they run for everything that is found in every frame. */
    private static void addOfPersons(List<Detection> found, List<Detection> heads) {
        int seen = heads.size();
        for (Detection one : found) {
            if (one.kind() == ObjectKind.PERSON && one.score() >= SURE_PERSON) {
                Detection head = ofPerson(one);
                if (!holdsOne(head, heads, seen)) {
                    heads.add(head);
                }
            }
        }
    }

    private static boolean holdsOne(Detection head, List<Detection> heads, int of) {
        for (int i = 0; i < of; i++) {
            if (inside(heads.get(i), head)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAmong(List<Detection> better, int first, Detection head) {
        for (int i = first; i < better.size(); i++) {
            if (better.get(i).overlap(head) > SAME) {
                return true;
            }
        }
        return false;
    }

    /** Whether a head that was seen lies where a person has one: then that is it. */
    private static boolean inside(Detection seen, Detection head) {
        float x = seen.x() + seen.width() / 2;
        float y = seen.y() + seen.height() / 2;
        return x > head.x() && x < head.x() + head.width() && y > head.y() && y < head.y() + head.height();
    }

    /** Forehead to chin is not a head: hair, ears and neck belong to it. */
    public static Detection ofFace(Detection face) {
        float width = Math.max(1.3f * face.width(), face.height());
        return new Detection(
                ObjectKind.HEAD,
                face.x() + face.width() / 2 - width / 2,
                face.y() - 0.32f * face.height(),
                width,
                1.36f * face.height(),
                face.score(),
                List.of());
    }

    /** Of somebody upright and whole the uppermost seventh in the middle, broadly; of anybody else the upper part. */
    public static Detection ofPerson(Detection person) {
        float shape = person.height() / Math.max(person.width(), 1e-3f);
        boolean upright = shape >= 2.4f && shape <= 3.6f;
        float height = person.height() * (upright ? 0.2f : shape > 1.5f ? 0.33f : 0.6f);
        float width = upright ? Math.min(person.width(), 1.2f * height) : person.width();
        return new Detection(
                ObjectKind.HEAD,
                person.x() + person.width() / 2 - width / 2,
                person.y() - 0.03f * person.height(),
                width,
                height,
                person.score(),
                List.of());
    }
}
