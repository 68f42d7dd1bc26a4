/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.media.video.CameraPictures;
import io.bauta.media.video.CameraPictures.Sent;
import io.bauta.raw.AccessUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last access units of a camera, as long as their chunk is open and might go out as the camera encoded it. In memory
 * only, as all that is raw. Not thread-safe.
 */
final class UnitTrail {
    private static final long MOST_BYTES = 16L << 20;

    private final List<AccessUnit> units = new ArrayList<>();
    private long bytes;

    void add(AccessUnit unit) {
        if (bytes + unit.data().length > MOST_BYTES) {
            forget();
        }
        units.add(unit);
        bytes += unit.data().length;
    }

    /** What was shown before is of no use any more. */
    void dropBefore(long ptsMicros) {
        int first = 0;
        while (first < units.size() && units.get(first).ptsMicros() < ptsMicros) {
            bytes -= units.get(first).data().length;
            first++;
        }
        units.subList(0, first).clear();
    }

    void forget() {
        units.clear();
        bytes = 0;
    }

    /**
     * The pictures shown at these times of the camera's clock.
     *
     * @return empty unless they are exactly the units from the first to the last of them, and can go out as they are
     */
    Optional<CameraPictures> pictures(List<Long> ptsMicros) {
        int first = 0;
        while (first < units.size() && units.get(first).ptsMicros() != ptsMicros.getFirst()) {
            first++;
        }
        if (first + ptsMicros.size() > units.size()) {
            return Optional.empty();
        }
        List<AccessUnit> wanted = units.subList(first, first + ptsMicros.size());
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            AccessUnit unit = wanted.get(i);
            if (unit.ptsMicros() != ptsMicros.get(i) || (i == 0 && !unit.keyframe())) {
                return Optional.empty();
            }
            sent.add(new Sent(unit.ptsMicros(), unit.data()));
        }
        AccessUnit keyframe = wanted.getFirst();
        return CameraPictures.of(keyframe.codec(), keyframe.codecConfiguration(), sent);
    }
}
