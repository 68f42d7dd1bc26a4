/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How pictures are made anonymous.
 *
 * @param frame what is done to the whole frame, before the zones
 * @param blocksAcross mosaic blocks across the frame's width. The default of {@value #DEFAULT_BLOCKS_ACROSS} leaves at
 *     most 6 blocks on a head that fills a third of the picture (design rule 3)
 * @param regions what is done to people and plates found in a frame of which not everything is hidden
 * @param zones polygons hidden in every frame
 * @param chunk length of a released chunk
 * @param bitsPerSecond target of the encoder; empty: chosen from size and frame rate
 * @param timeLimit how long a chunk may take from complete to released before it is withheld
 * @param nothingHiddenBecause the reason that a policy which hides neither frames nor faces must state
 * @param reencode whether what shows nobody may go out as the camera encoded it
 */
public record VideoPolicy(
        FrameMethod frame,
        int blocksAcross,
        RegionPolicy regions,
        List<PrivacyZone> zones,
        Duration chunk,
        Optional<Integer> bitsPerSecond,
        Duration timeLimit,
        Optional<String> nothingHiddenBecause,
        Reencode reencode) {
    public static final int DEFAULT_BLOCKS_ACROSS = 16;
    public static final Duration DEFAULT_CHUNK = Duration.ofMillis(500);
    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(10);

    public VideoPolicy {
        zones = List.copyOf(zones);
    }

    /** Of which everything is encoded anew. */
    public VideoPolicy(
            FrameMethod frame,
            int blocksAcross,
            RegionPolicy regions,
            List<PrivacyZone> zones,
            Duration chunk,
            Optional<Integer> bitsPerSecond,
            Duration timeLimit,
            Optional<String> nothingHiddenBecause) {
        this(
                frame,
                blocksAcross,
                regions,
                zones,
                chunk,
                bitsPerSecond,
                timeLimit,
                nothingHiddenBecause,
                Reencode.ALWAYS);
    }

    public static VideoPolicy mosaic() {
        return of(FrameMethod.MOSAIC);
    }

    /** Defaults around a whole-frame method. */
    public static VideoPolicy of(FrameMethod frame) {
        return new VideoPolicy(
                frame,
                DEFAULT_BLOCKS_ACROSS,
                RegionPolicy.none(),
                List.of(),
                DEFAULT_CHUNK,
                Optional.empty(),
                DEFAULT_TIME_LIMIT,
                Optional.empty());
    }

    /** Defaults around what is done to what is found; the rest of the frame stays. */
    public static VideoPolicy of(RegionPolicy regions) {
        VideoPolicy bare = of(FrameMethod.NONE);
        return new VideoPolicy(
                bare.frame,
                bare.blocksAcross,
                regions,
                bare.zones,
                bare.chunk,
                bare.bitsPerSecond,
                bare.timeLimit,
                bare.nothingHiddenBecause);
    }

    /** The same, which does not look either where the other never looks. */
    public VideoPolicy withNeverLookOf(VideoPolicy other) {
        List<PrivacyZone> both = new ArrayList<>(zones);
        other.zones.stream()
                .filter(zone -> zone.method() == PrivacyZone.Method.NEVER_LOOK && !both.contains(zone))
                .forEach(both::add);
        return new VideoPolicy(
                frame, blocksAcross, regions, both, chunk, bitsPerSecond, timeLimit, nothingHiddenBecause, reencode);
    }

    /** Whether a chunk in which nothing is found may go out as it came: nothing but what is found is to be hidden. */
    public boolean mayCopy() {
        return reencode == Reencode.WHEN_NEEDED
                && frame == FrameMethod.NONE
                && regions.faces() != RegionMethod.NONE
                && zones.stream().allMatch(zone -> zone.method() == PrivacyZone.Method.HIDE_NOTHING);
    }

    /** What is encoded anew. */
    public enum Reencode {
        /** Every picture. */
        ALWAYS,
        /** All but the chunks in which two detectors find nobody. */
        WHEN_NEEDED
    }

    /** What is done to the whole frame. */
    public enum FrameMethod {
        /** Left as it is but for regions and zones. Without a method for faces it needs a stated reason. */
        NONE,
        /** Few-block mosaic. */
        MOSAIC,
        /** One colour: times, rhythm and sound remain, no picture. */
        SOLID
    }
}
