/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.analytics;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Objects;

/**
 * One second of one microphone in numbers: the value of {@code analytics.sound.v1}. Levels are relative to digital full
 * scale: 0 dBFS is a sample of greatest magnitude (so a full-scale sine has an RMS level of −3.01), {@value #FLOOR_DBFS}
 * stands for digital silence.
 *
 * @param sensor the microphone's id
 * @param windowStart first instant of the window, a whole multiple of its length since 1970, RFC 3339
 * @param windowSeconds length of the window
 * @param levelDbfs root mean square of the samples, dBFS
 * @param peakDbfs greatest magnitude of a sample, dBFS
 * @param silent whether every sample was zero, as a muting policy makes it, or no sample could be decoded
 */
@JsonPropertyOrder({"sensor", "windowStart", "windowSeconds", "levelDbfs", "peakDbfs", "silent"})
public record SoundWindow(
        String sensor,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant windowStart,
        int windowSeconds,
        double levelDbfs,
        double peakDbfs,
        boolean silent) {
    /** The level of digital silence: under the least magnitude 16-bit samples can have (−90.3). */
    public static final double FLOOR_DBFS = -120;

    public SoundWindow {
        Objects.requireNonNull(sensor);
        Objects.requireNonNull(windowStart);
    }
}
