/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import java.time.Duration;
import java.util.Objects;

/**
 * How patiently a source is opened and read.
 *
 * @param connectTimeout from opening to the streams being known
 * @param readTimeout longest wait for the next packet
 * @param maxPacketBytes larger packets are dropped and counted
 */
public record SourceOptions(Duration connectTimeout, Duration readTimeout, int maxPacketBytes) {
    public SourceOptions {
        Objects.requireNonNull(connectTimeout);
        Objects.requireNonNull(readTimeout);
        if (maxPacketBytes <= 0) {
            throw new IllegalArgumentException("maxPacketBytes must be positive");
        }
    }

    /** 10 s to connect, 10 s to read; 7 MiB a packet, so that a record of it fits a broker's 8 MiB. */
    public static SourceOptions defaults() {
        return new SourceOptions(Duration.ofSeconds(10), Duration.ofSeconds(10), 7 << 20);
    }
}
