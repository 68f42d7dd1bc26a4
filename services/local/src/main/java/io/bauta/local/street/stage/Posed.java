/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.stage;

import java.util.List;

/**
 * An actor at one moment.
 *
 * @param distance from the camera in metres; nearer ones are painted later
 * @param drawing what is seen of it
 * @param sightings what the truth says about it, boxes not yet cut to the picture
 */
public record Posed(double distance, Drawing drawing, List<Sighting> sightings) {
    public Posed {
        sightings = List.copyOf(sightings);
    }
}
