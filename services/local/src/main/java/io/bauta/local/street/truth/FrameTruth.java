/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.truth;

import java.util.List;

/**
 * What one frame shows. Boxes are cut to the picture; {@code visible} is the share of the uncut box (of the body: of its
 * outline) that lies in the picture with nothing before it. A head and a face bear the id of their person; a face lies
 * inside its head, a head inside its person.
 *
 * @param frame index from 0
 * @param ptsMicros when it is shown
 */
public record FrameTruth(
        int frame, long ptsMicros, List<Person> persons, List<Head> heads, List<Face> faces, List<Plate> plates) {
    public FrameTruth {
        persons = List.copyOf(persons);
        heads = List.copyOf(heads);
        faces = List.copyOf(faces);
        plates = List.copyOf(plates);
    }

    /** @param id the same over the scene */
    public record Person(String id, Box box, double visible) {}

    /** A head, hat included. */
    public record Head(String id, Box box, double visible) {}

    /**
     * A face, forehead to chin.
     *
     * @param yaw degrees away from the camera, positive to the picture's right
     * @param turned whether that is more than 45
     * @param masked whether a mask hides mouth and nose
     */
    public record Face(String id, Box box, double visible, int yaw, boolean turned, boolean masked) {}

    /** A number plate and what is written on it. */
    public record Plate(String id, Box box, double visible, String text) {}
}
