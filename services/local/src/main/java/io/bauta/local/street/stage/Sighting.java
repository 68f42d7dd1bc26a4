/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.stage;

import java.awt.geom.Rectangle2D;
import java.util.Optional;

/** Something the truth must tell, in pixels that may lie outside the picture. */
public sealed interface Sighting {

    /** Name that stays the same over the scene. */
    String id();

    /**
     * A person.
     *
     * @param body all of it, hat and bag included
     * @param head chin to hair or hat
     * @param face forehead to chin, empty when seen from behind
     */
    record Person(String id, Rectangle2D body, Rectangle2D head, Optional<Face> face) implements Sighting {}

    /**
     * A face.
     *
     * @param yaw degrees it is turned from the camera, positive to the picture's right
     * @param masked whether a mask hides mouth and nose
     */
    record Face(Rectangle2D box, double yaw, boolean masked) {}

    /**
     * A number plate.
     *
     * @param text what is written on it
     */
    record Plate(String id, Rectangle2D box, String text) implements Sighting {}
}
