/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.local.file.FileReport.Covered;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Notes what an anonymiser covered in each second. Not thread-safe. */
final class Coverage {
    private static final long SECOND_MICROS = 1_000_000;

    private final List<Covered> seconds = new ArrayList<>();
    private final Map<String, Integer> most = new TreeMap<>();
    private long second;
    private boolean begun;

    /** To be called before the anonymiser takes the frame of this time. */
    void reach(long ptsMicros, FrameAnonymiser anonymiser) {
        long reached = Math.max(0, ptsMicros / SECOND_MICROS);
        if (begun && reached != second) {
            note(anonymiser);
        }
        second = reached;
        begun = true;
    }

    /** To be called after the last frame. */
    void end(FrameAnonymiser anonymiser) {
        if (begun) {
            note(anonymiser);
        }
    }

    private void note(FrameAnonymiser anonymiser) {
        Map<String, Integer> regions = anonymiser.regions();
        if (!regions.isEmpty()) {
            seconds.add(new Covered(second, regions));
            regions.forEach((kind, count) -> most.merge(kind, count, Math::max));
        }
    }

    /** In the order of time, without those in which nothing was covered. */
    List<Covered> seconds() {
        return seconds;
    }

    /** The most that was covered in one second, by kind. */
    Map<String, Integer> most() {
        return most;
    }
}
