/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Watches the parameter sets of an H.264 or H.265 stream in Annex B form (ITU-T H.264 §7.4.1, H.265 §7.4.2), without
 * decoding, so that every keyframe leaves here with all that a decoder needs to begin at it: cameras announce SPS and PPS
 * in their session description, or send them with every keyframe, or once. Other codecs pass as they are. Not
 * thread-safe.
 */
final class ParameterSets {
    private static final byte[] START_CODE = {0, 0, 0, 1};

    private final boolean h264;
    private final boolean h265;
    private byte[] inBand = new byte[0];
    private byte[] announced = new byte[0];
    private boolean changed;

    ParameterSets(String codec) {
        h264 = codec.equals("h264");
        h265 = codec.equals("hevc");
    }

    /**
     * Looks at a keyframe.
     *
     * @param configuration what the source announces at this point
     * @return the configuration to send along; empty if the keyframe brings all it needs, or there is none
     */
    Optional<byte[]> withKeyframe(byte[] data, Optional<byte[]> configuration) {
        byte[] told = configuration.orElse(announced);
        byte[] found = isAnnexB(told) ? inBand(data) : new byte[0];
        changed = differs(inBand, found) || differs(announced, told);
        inBand = found.length > 0 ? found : inBand;
        announced = told;
        if (told.length > 0) {
            return Optional.of(told);
        }
        return found.length == 0 && inBand.length > 0 ? Optional.of(inBand) : Optional.empty();
    }

    /** Whether decoding could begin at the keyframe looked at last. */
    boolean complete() {
        return (!h264 && !h265) || inBand.length > 0 || announced.length > 0;
    }

    /** Whether the keyframe looked at last has other parameters than those before it. */
    boolean changed() {
        return changed;
    }

    /** Containers such as MP4 announce a record that begins with version 1 (ISO/IEC 14496-15), and length-prefixed units. */
    private boolean isAnnexB(byte[] told) {
        return (h264 || h265) && (told.length == 0 || told[0] == 0);
    }

    private static boolean differs(byte[] before, byte[] now) {
        return before.length > 0 && now.length > 0 && !Arrays.equals(before, now);
    }

    /** The parameter sets in an Annex B unit, each behind a start code; none if it has none or is not Annex B. */
    private byte[] inBand(byte[] data) {
        ByteArrayOutputStream sets = new ByteArrayOutputStream();
        int start = next(data, 0);
        while (start < data.length) {
            int end = next(data, start);
            if (isParameterSet(data[start])) {
                sets.writeBytes(START_CODE);
                sets.write(data, start, trimmed(data, start, end) - start);
            }
            start = end;
        }
        return sets.toByteArray();
    }

    private boolean isParameterSet(byte header) {
        int type = h264 ? header & 0x1f : (header >> 1) & 0x3f;
        return h264 ? type == 7 || type == 8 : type >= 32 && type <= 34;
    }

    /** The first byte behind the next start code, or the length if there is no more. */
    private static int next(byte[] data, int from) {
        for (int i = from; i + 3 < data.length; i++) {
            if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1) {
                return i + 3;
            }
        }
        return data.length;
    }

    /** Where a unit really ends: without the next one's start code and the zeros before it. */
    private static int trimmed(byte[] data, int start, int end) {
        int last = end == data.length ? end : end - 3;
        while (last > start && data[last - 1] == 0) {
            last--;
        }
        return last;
    }
}
