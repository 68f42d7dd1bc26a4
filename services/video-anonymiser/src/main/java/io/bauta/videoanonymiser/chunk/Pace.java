/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import java.time.Duration;

/** What is left out of a camera's pictures, chunk by chunk. */
interface Pace {

    /** The step for a chunk that begins now. */
    Easing.Step step();

    /**
     * A chunk is done, released or not.
     *
     * @param covered time of its pictures
     * @param leftOut pictures that were not looked at nor released, for the load's sake
     */
    void finished(Duration covered, int leftOut);

    /** The same pace for a second release of the same pictures, which is not counted once more. */
    default Pace followed() {
        return new Pace() {
            @Override
            public Easing.Step step() {
                return Pace.this.step();
            }

            @Override
            public void finished(Duration covered, int leftOut) {
                // counted already
            }
        };
    }
}
