/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.analytics;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Objects;

/**
 * One second of one camera in numbers: the value of {@code analytics.flow.v1}.
 *
 * @param sensor the camera's id
 * @param windowStart first instant of the window, a whole multiple of its length since 1970, RFC 3339
 * @param windowSeconds length of the window
 * @param motionLevel mean absolute luma difference of successive frames at reduced size, 0 (still) to 1 (black to
 *     white everywhere)
 * @param framesPerSecond frames captured inside the window, a second
 * @param frames frames captured inside the window
 * @param gaps numbers missing from the sensor's sequence just before chunks that begin in the window
 * @param lateChunks chunks that came after their own window was closed, counted in the window that was open then
 * @param width width of the picture in pixels, 0 if no frame could be decoded
 * @param height height of the picture in pixels, 0 if no frame could be decoded
 */
@JsonPropertyOrder({
    "sensor",
    "windowStart",
    "windowSeconds",
    "motionLevel",
    "framesPerSecond",
    "frames",
    "gaps",
    "lateChunks",
    "width",
    "height"
})
public record FlowWindow(
        String sensor,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant windowStart,
        int windowSeconds,
        double motionLevel,
        double framesPerSecond,
        int frames,
        int gaps,
        int lateChunks,
        int width,
        int height) {
    public FlowWindow {
        Objects.requireNonNull(sensor);
        Objects.requireNonNull(windowStart);
    }
}
