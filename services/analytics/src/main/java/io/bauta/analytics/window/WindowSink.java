/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.window;

import io.bauta.contracts.SensorId;
import java.time.Instant;

/**
 * Where finished windows go.
 *
 * @param <W> the windows
 */
@FunctionalInterface
public interface WindowSink<W> {
    /**
     * Publishes a window and returns once it is safely stored; waits as long as that takes.
     *
     * @param sensor whose window it is
     * @param start first instant of the window
     * @param epoch numbering of the record
     * @param sequence number of the record, gap-free within the epoch
     */
    void publish(SensorId sensor, Instant start, long epoch, long sequence, W window);
}
