/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.detect;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.Point;
import java.util.List;
import java.util.stream.Stream;

/**
 * One picture and what was found in it: one line of the output.
 *
 * @param frame number in its file, from 0
 * @param ms of looking: scaling, network and decoding of its answer
 * @param detections in pixels of the picture, best first
 */
public record Sighting(String file, long frame, int width, int height, double ms, List<Found> detections) {
    /** @param points x and y in turn, for faces whose points are known */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Found(String kind, double x, double y, double w, double h, double score, List<Double> points) {
        static Found of(Detection found) {
            List<Double> points =
                    found.points().stream().flatMap(Found::rounded).toList();
            return new Found(
                    found.kind().label(),
                    hundredths(found.x()),
                    hundredths(found.y()),
                    hundredths(found.width()),
                    hundredths(found.height()),
                    Math.rint(found.score() * 1e4) / 1e4,
                    points);
        }

        private static Stream<Double> rounded(Point point) {
            return Stream.of(hundredths(point.x()), hundredths(point.y()));
        }
    }

    static double hundredths(double value) {
        return Math.rint(value * 100) / 100;
    }
}
