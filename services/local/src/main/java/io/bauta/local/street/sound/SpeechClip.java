/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.sound;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bauta.local.street.truth.SpokenLine;
import io.bauta.media.audio.FlacDecoder;
import io.bauta.media.audio.PcmBlock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The project's own small clip of synthetic speech, 16 kHz mono, and what is said in it when. How it was made stands
 * beside it ({@code speech/README.md} among the resources). Immutable by convention: the samples are not to be changed.
 */
public record SpeechClip(short[] samples, List<SpokenLine> lines) {
    /** Samples a second. */
    public static final int RATE = 16_000;

    public SpeechClip {
        lines = List.copyOf(lines);
    }

    /** @throws UncheckedIOException if the resources are missing or do not fit together: a broken build */
    public static SpeechClip load() {
        try {
            Manifest manifest = JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(resource("street-speech.json"), Manifest.class);
            PcmBlock clip = FlacDecoder.decode(resource(manifest.clip()));
            if (clip.sampleRate() != RATE || manifest.sampleRate() != RATE) {
                throw new IOException("the speech clip has " + clip.sampleRate() + " samples a second, not " + RATE);
            }
            return new SpeechClip(clip.samples(), manifest.lines());
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in speech cannot be read; build again", e);
        }
    }

    /** The samples of one of the lines. */
    public short[] samplesOf(SpokenLine line) {
        int from = index(line.startMicros());
        int to = Math.min(samples.length, index(line.endMicros()));
        return java.util.Arrays.copyOfRange(samples, from, to);
    }

    static int index(long micros) {
        return (int) (micros * RATE / 1_000_000);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = SpeechClip.class.getResourceAsStream("/io/bauta/local/street/speech/" + name)) {
            if (in == null) {
                throw new IOException("missing resource " + name);
            }
            return in.readAllBytes();
        }
    }

    private record Manifest(String clip, int sampleRate, List<SpokenLine> lines) {}
}
