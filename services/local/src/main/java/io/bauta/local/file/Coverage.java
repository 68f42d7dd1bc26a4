/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.local.file.FileReport.Covered;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Notes what an anonymiser covered in each second. It follows more than it covers: what its policy leaves as it is, is left
 * out. Not thread-safe.
 */
final class Coverage {
    private static final long SECOND_MICROS = 1_000_000;

    /** Kinds that are followed and left as they are. */
    private final Set<String> shown = new HashSet<>();

    private final List<Covered> seconds = new ArrayList<>();
    private final Map<String, Integer> most = new TreeMap<>();
    private long second;
    private boolean begun;

    Coverage(RegionPolicy policy) {
        leaves(policy.faces(), ObjectKind.FACE, ObjectKind.HEAD);
        leaves(policy.bodies(), ObjectKind.PERSON);
        leaves(policy.plates(), ObjectKind.PLATE);
    }

    private void leaves(RegionMethod method, ObjectKind... kinds) {
        if (method == RegionMethod.NONE) {
            Stream.of(kinds).map(ObjectKind::label).forEach(shown::add);
        }
    }

    /** To be called before the anonymiser takes the frame of this time. */
    void reach(long ptsMicros, FrameAnonymiser anonymiser) {
        long reached = Math.max(0, ptsMicros / SECOND_MICROS);
        if (begun && reached != second) {
            note(anonymiser);
        }
        second = reached;
        begun = true;
    }

    /** To be called after the last frame. */
    void end(FrameAnonymiser anonymiser) {
        if (begun) {
            note(anonymiser);
        }
    }

    private void note(FrameAnonymiser anonymiser) {
        Map<String, Integer> regions = new TreeMap<>(anonymiser.regions());
        regions.keySet().removeAll(shown);
        if (!regions.isEmpty()) {
            seconds.add(new Covered(second, regions));
            regions.forEach((kind, count) -> most.merge(kind, count, Math::max));
        }
    }

    /** In the order of time, without those in which nothing was covered. */
    List<Covered> seconds() {
        return seconds;
    }

    /** The most that was covered in one second, by kind. */
    Map<String, Integer> most() {
        return most;
    }
}
