/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import io.bauta.ingestion.resume.EndReason;
import io.bauta.ingestion.resume.FileRun;
import io.bauta.media.demux.StreamKind;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What one source delivers, in order, before it is numbered. Media mask themselves. */
public sealed interface Captured {

    /** How many bytes of media it holds on to. */
    default int size() {
        return 0;
    }

    /**
     * A connection stands, or a round of a file begins.
     *
     * @param epochMillis the epoch that begins now; larger than any before
     * @param run which playing of which file it is; empty for live sources
     */
    record Begun(long epochMillis, Optional<FileRun> run) implements Captured {}

    /**
     * One access unit, in decoding order.
     *
     * @param time wall-clock time of {@code ptsMicros}
     * @param configuration the codec's configuration, with keyframes only
     * @param data not to be changed
     */
    record Picture(
            long ptsMicros, Instant time, String codec, boolean keyframe, Optional<byte[]> configuration, byte[] data)
            implements Captured {
        public Picture {
            Objects.requireNonNull(time);
            Objects.requireNonNull(codec);
            Objects.requireNonNull(configuration);
        }

        @Override
        public int size() {
            return data.length + configuration.map(bytes -> bytes.length).orElse(0);
        }

        @Override
        public String toString() {
            return "Picture[" + ptsMicros + ", " + data.length + " bytes masked]";
        }
    }

    /**
     * A run of sound, 16-bit little-endian mono.
     *
     * @param time wall-clock time of the first sample
     * @param data not to be changed
     */
    record Sound(long ptsMicros, Instant time, int sampleRate, byte[] data) implements Captured {
        public Sound {
            Objects.requireNonNull(time);
        }

        @Override
        public int size() {
            return data.length;
        }

        @Override
        public String toString() {
            return "Sound[" + ptsMicros + ", " + data.length + " bytes masked]";
        }
    }

    /** What follows of this kind does not join on to what came before. */
    record Interrupted(StreamKind kind) implements Captured {}

    /** The connection or the round is over. */
    record Ended(EndReason reason) implements Captured {}
}
