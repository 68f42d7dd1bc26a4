/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.videoanonymiser.track.Heads;
import io.bauta.videoanonymiser.track.TrackSettings;
import java.util.List;
import java.util.Locale;

/**
 * What became of one face that a person sees.
 *
 * @param hidden the share of it that lies under a cover in the finished film, 0 to 1
 * @param certainty of the surest detection in its own frame that overlaps it: a face its box, a head the head about it; 0
 *     where there is none
 * @param peerOverlap the largest overlap with a box that the peer found in its frame
 * @param peerHidden the share of it under one of the peer's covers, which are its boxes enlarged
 */
record JudgedFace(MarkedFace face, double hidden, double certainty, double peerOverlap, double peerHidden) {
    /** From this overlap on a box is about a face. */
    static final double LEAST_OVERLAP = 0.4;
    /** Covers are of whole heads, so their overlap with a face says little: what counts is how much of it they hide. */
    static final double LEAST_HIDDEN = 0.9;

    private static final List<Integer> SIZES = List.of(10, 16, 32, 64);
    static final String HEADER = "clip,frame,who,x,y,w,h,hidden,certainty,peer overlap,peer hidden";

    /** The certainty of {@link #certainty}, of all that was found in the face's frame. */
    static double certainty(MarkedFace face, List<Detection> found) {
        Detection own = new Detection(
                ObjectKind.FACE,
                (float) face.box().x(),
                (float) face.box().y(),
                (float) face.box().width(),
                (float) face.box().height(),
                1,
                List.of());
        Detection head = Heads.ofFace(own);
        return found.stream()
                .filter(one -> switch (one.kind()) {
                    case FACE -> one.overlap(own) >= LEAST_OVERLAP;
                    case HEAD -> one.overlap(head) >= LEAST_OVERLAP;
                    case PERSON, PLATE -> false;
                })
                .mapToDouble(Detection::score)
                .max()
                .orElse(0);
    }

    boolean isHidden() {
        return hidden >= LEAST_HIDDEN;
    }

    /** Whether it would be covered without anything being followed. */
    boolean isFoundInItsFrame() {
        return certainty >= TrackSettings.COVER_SCORE;
    }

    boolean isFoundByPeer() {
        return peerOverlap >= LEAST_OVERLAP;
    }

    boolean isHiddenByPeer() {
        return peerHidden >= LEAST_HIDDEN;
    }

    /** Which of a few sizes it has, in pixels. */
    String size() {
        int from = 0;
        for (int to : SIZES) {
            if (face.size() < to) {
                return from + " to " + to;
            }
            from = to;
        }
        return "from " + from;
    }

    /** A line under {@link #HEADER}. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s,%d,%s,%.1f,%.1f,%.1f,%.1f,%.2f,%.2f,%.2f,%.2f",
                face.clip(),
                face.frame(),
                face.who(),
                face.box().x(),
                face.box().y(),
                face.box().width(),
                face.box().height(),
                hidden,
                certainty,
                peerOverlap,
                peerHidden);
    }
}
