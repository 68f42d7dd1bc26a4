/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.videoanonymiser.track.Box;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What another program found in a clip.
 *
 * @param boxes by number of the frame, for every frame it was asked about
 */
record PeerBoxes(Map<Integer, List<Box>> boxes) {

    /** @param json with {@code frames}, each with its number under {@code frame} and {@code boxes} of x1, y1, x2, y2, score */
    static PeerBoxes read(Path json) throws IOException {
        Map<Integer, List<Box>> boxes = new HashMap<>();
        for (JsonNode frame : new ObjectMapper().readTree(json.toFile()).path("frames")) {
            List<Box> found = new ArrayList<>();
            for (JsonNode box : frame.path("boxes")) {
                double x = box.path(0).asDouble();
                double y = box.path(1).asDouble();
                found.add(new Box(x, y, box.path(2).asDouble() - x, box.path(3).asDouble() - y));
            }
            boxes.put(frame.path("frame").asInt(), found);
        }
        if (boxes.isEmpty()) {
            throw new IOException(json + " tells of no frames");
        }
        return new PeerBoxes(boxes);
    }

    /** The largest share of common area that a box found in the frame has with this one, 0 to 1. */
    double overlap(MarkedFace face) {
        return boxes.getOrDefault(face.frame(), List.of()).stream()
                .mapToDouble(found -> found.overlap(face.box()))
                .max()
                .orElse(0);
    }

    /** The largest share of the face that lies under one box found in the frame, each box so many times as wide and high. */
    double hidden(MarkedFace face, double times) {
        double padding = (times - 1) / 2;
        return boxes.getOrDefault(face.frame(), List.of()).stream()
                .mapToDouble(found -> found.padded(padding, padding).shared(face.box())
                        / face.box().area())
                .max()
                .orElse(0);
    }
}
