/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.video.NalUnits.Unit;
import java.io.ByteArrayOutputStream;

/**
 * The parameter sets (SPS and PPS) that a keyframe begins with, for encoders of video devices, which tell them nowhere
 * else.
 */
final class ParameterSets {
    private ParameterSets() {}

    /** All in the packet, a byte stream, each after a start code; empty if there is none. */
    static byte[] of(byte[] packet) {
        ByteArrayOutputStream sets = new ByteArrayOutputStream();
        for (Unit unit : NalUnits.ofStream(packet)) {
            if (isSet(unit)) {
                unit.writeTo(sets);
            }
        }
        return sets.toByteArray();
    }

    static boolean isSet(Unit unit) {
        return unit.type() == NalUnits.SPS || unit.type() == NalUnits.PPS;
    }
}
