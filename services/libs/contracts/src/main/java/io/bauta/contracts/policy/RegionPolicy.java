/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.policy;

import java.time.Duration;

/**
 * What is done to the people and number plates that are found in each picture.
 *
 * @param faces what hides a face, and with {@link Cover#HEADS} the whole head
 * @param bodies what hides a person from head to foot
 * @param plates what hides a number plate
 * @param cover whether a head is hidden only where its face shows, or always
 * @param reach how small may be what is looked for
 * @param hold how long a thing that was followed and is seen no more stays covered where it should be
 * @param lookBack for how long before its first sight a thing is covered already, inside the chunk; this long, at most,
 *     pictures wait for the ones after them
 */
public record RegionPolicy(
        RegionMethod faces,
        RegionMethod bodies,
        RegionMethod plates,
        Cover cover,
        Reach reach,
        Duration hold,
        Duration lookBack) {
    public static final Duration DEFAULT_HOLD = Duration.ofSeconds(1);
    public static final Duration DEFAULT_LOOK_BACK = Duration.ofMillis(300);

    /** Nothing is looked for. */
    public static RegionPolicy none() {
        return of(RegionMethod.NONE, RegionMethod.NONE, RegionMethod.NONE);
    }

    /** Heads, bodies and plates, everything else as usual. */
    public static RegionPolicy of(RegionMethod faces, RegionMethod bodies, RegionMethod plates) {
        return new RegionPolicy(faces, bodies, plates, Cover.HEADS, Reach.USUAL, DEFAULT_HOLD, DEFAULT_LOOK_BACK);
    }

    /** Whether anything is to be found at all. */
    public boolean looks() {
        return faces != RegionMethod.NONE || bodies != RegionMethod.NONE || plates != RegionMethod.NONE;
    }

    /** Whether one of the methods is known to be reversible. */
    public boolean weak() {
        return faces.weak() || bodies.weak() || plates.weak();
    }

    /** Which heads are hidden. */
    public enum Cover {
        /** Those whose face shows. */
        FACES,
        /** All, from whatever side they are seen: a turned, tiny or blurred face never hangs on the face detector alone. */
        HEADS
    }

    /** At which sizes a detector looks: the smaller what it is to find, the longer it takes. */
    public enum Reach {
        /** For a camera close to people: the quickest. */
        NEAR,
        /** Faces from about 10 pixels in a picture of 640. */
        USUAL,
        /** Far, tiny faces: a second, larger look at every picture. */
        FAR
    }
}
