/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.raw.lane.RawPosition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The keyframes that pictures not yet released may be decoded from. Not thread-safe. */
final class KeyframeTrail {
    private final Deque<Keyframe> keyframes = new ArrayDeque<>();

    private record Keyframe(RawPosition at, long ptsMicros) {}

    void add(RawPosition at, long ptsMicros) {
        keyframes.add(new Keyframe(at, ptsMicros));
    }

    /**
     * Where decoding must begin to get the picture of this time and all after it: at the last keyframe not later. One
     * that only follows it in decoding order (open group of pictures) will not do. Those before it are forgotten.
     */
    Optional<RawPosition> restartFor(long ptsMicros) {
        Keyframe found = null;
        while (!keyframes.isEmpty() && keyframes.peek().ptsMicros() <= ptsMicros) {
            found = keyframes.remove();
        }
        if (found != null) {
            keyframes.addFirst(found);
        }
        return Optional.ofNullable(keyframes.peek()).map(Keyframe::at);
    }

    void forget() {
        keyframes.clear();
    }
}
