/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.video.NalUnits.Unit;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A group of pictures as a camera encoded it, stripped of everything that is no picture: what cameras and their makers
 * write beside the pictures (places, times, names, analytics) would travel along unseen.
 *
 * <p>Only what every player plays is taken: H.264 of the baseline, main or high profile, beginning with an IDR picture, one
 * set of parameters. Anything else is nothing, and its pictures are to be encoded anew.
 */
public final class CameraPictures {
    /** Baseline, main, high: 8 bits, 4:2:0. */
    private static final Set<Integer> PROFILES = Set.of(66, 77, 100);

    private static final int AVCC_LENGTHS_AT = 4;
    private static final int AVCC_SETS_AT = 5;

    private final byte[] parameters;
    private final List<EncodedPacket> packets;

    private CameraPictures(byte[] parameters, List<EncodedPacket> packets) {
        this.parameters = parameters;
        this.packets = List.copyOf(packets);
    }

    /**
     * One access unit.
     *
     * @param ptsMicros when its picture is shown
     * @param data as the camera sent it
     */
    public record Sent(long ptsMicros, byte[] data) {}

    /**
     * @param codec FFmpeg's name of it
     * @param configuration out-of-band parameters ("extradata"), in either format
     * @param units in decoding order, which must be the order they are shown in
     * @return empty if they cannot go out as they are
     */
    public static Optional<CameraPictures> of(String codec, Optional<byte[]> configuration, List<Sent> units) {
        if (!codec.equals("h264") || units.isEmpty()) {
            return Optional.empty();
        }
        int lengthBytes = configuration.map(CameraPictures::lengthBytes).orElse(0);
        byte[] parameters = configuration.map(CameraPictures::parametersOf).orElse(new byte[0]);
        List<EncodedPacket> packets = new ArrayList<>();
        long last = Long.MIN_VALUE;
        for (Sent unit : units) {
            List<Unit> parts =
                    lengthBytes > 0 ? NalUnits.ofPacket(unit.data(), lengthBytes) : NalUnits.ofStream(unit.data());
            byte[] sets = setsIn(parts);
            boolean first = packets.isEmpty();
            if (first && sets.length > 0) {
                parameters = sets;
            }
            boolean same = sets.length == 0 || Arrays.equals(sets, parameters);
            if (!same || unit.ptsMicros() <= last || !isPicture(parts, first)) {
                return Optional.empty();
            }
            last = unit.ptsMicros();
            packets.add(new EncodedPacket(last, isKeyframe(parts), pictureOf(parts)));
        }
        return isPlain(parameters) ? Optional.of(new CameraPictures(parameters, packets)) : Optional.empty();
    }

    /** For a {@link FragmentedMp4Writer}: the parameter sets, as a byte stream. */
    public byte[] codecConfiguration() {
        return parameters.clone();
    }

    /**
     * The same pictures at other times.
     *
     * @param micros one for each, rising
     */
    public CameraPictures shownAt(List<Long> micros) {
        if (micros.size() != packets.size()) {
            throw new IllegalArgumentException(packets.size() + " pictures have " + micros.size() + " times");
        }
        List<EncodedPacket> moved = new ArrayList<>();
        for (int i = 0; i < micros.size(); i++) {
            EncodedPacket packet = packets.get(i);
            moved.add(new EncodedPacket(micros.get(i), packet.keyframe(), packet.data()));
        }
        return new CameraPictures(parameters, moved);
    }

    /** The pictures and nothing else, as byte streams. */
    public List<EncodedPacket> packets() {
        return packets;
    }

    private static byte[] setsIn(List<Unit> parts) {
        ByteArrayOutputStream sets = new ByteArrayOutputStream();
        parts.stream().filter(ParameterSets::isSet).forEach(unit -> unit.writeTo(sets));
        return sets.toByteArray();
    }

    private static boolean isPicture(List<Unit> parts, boolean first) {
        return beginsIn(parts) == 1 && (!first || isKeyframe(parts));
    }

    /**
     * How many pictures begin: their first slice holds macroblock 0, a single bit in the first byte of its header (7.3.3). A unit
     * with two has one that a decoder may never have shown, so that nobody looked at it.
     */
    private static long beginsIn(List<Unit> parts) {
        return parts.stream()
                .filter(CameraPictures::isSlice)
                .filter(slice -> slice.length() > 1 && slice.data()[slice.begin() + 1] < 0)
                .count();
    }

    private static boolean isKeyframe(List<Unit> parts) {
        return parts.stream().filter(CameraPictures::isSlice).allMatch(unit -> unit.type() == NalUnits.IDR_SLICE);
    }

    private static boolean isSlice(Unit unit) {
        return unit.type() == NalUnits.SLICE || unit.type() == NalUnits.IDR_SLICE;
    }

    private static byte[] pictureOf(List<Unit> parts) {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        parts.stream().filter(CameraPictures::isSlice).forEach(unit -> unit.writeTo(picture));
        return picture.toByteArray();
    }

    private static boolean isPlain(byte[] parameters) {
        List<Unit> sets = NalUnits.ofStream(parameters);
        boolean complete = sets.stream().anyMatch(unit -> unit.type() == NalUnits.PPS);
        return complete
                && sets.stream().filter(unit -> unit.type() == NalUnits.SPS).count() == 1
                && sets.stream()
                        .filter(unit -> unit.type() == NalUnits.SPS)
                        .allMatch(sps -> sps.length() > 1 && PROFILES.contains(sps.data()[sps.begin() + 1] & 0xff));
    }

    /** An "avcC" box begins with its version, 1; a byte stream with a zero. */
    private static boolean isBox(byte[] configuration) {
        return configuration.length > AVCC_SETS_AT && configuration[0] == 1;
    }

    private static int lengthBytes(byte[] configuration) {
        return isBox(configuration) ? (configuration[AVCC_LENGTHS_AT] & 3) + 1 : 0;
    }

    private static byte[] parametersOf(byte[] configuration) {
        return isBox(configuration) ? ofBox(configuration) : ParameterSets.of(configuration);
    }

    /** ISO/IEC 14496-15, 5.3.3.1: counted SPS, counted PPS, each after a length of two bytes. */
    private static byte[] ofBox(byte[] box) {
        ByteArrayOutputStream sets = new ByteArrayOutputStream();
        int at = AVCC_SETS_AT;
        for (int mask : new int[] {0x1f, 0xff}) {
            int count = at < box.length ? box[at] & mask : 0;
            at++;
            for (int i = 0; i < count; i++) {
                if (at + 2 > box.length) {
                    return new byte[0];
                }
                int length = ((box[at] & 0xff) << 8) | (box[at + 1] & 0xff);
                at += 2;
                if (length < 1 || length > box.length - at) {
                    return new byte[0];
                }
                new Unit(box, at, at + length).writeTo(sets);
                at += length;
            }
        }
        return sets.toByteArray();
    }
}
