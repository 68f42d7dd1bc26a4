/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import io.bauta.inference.detection.ObjectKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything to be covered in one frame. It only ever grows, while the frame waits for what is seen after it: of two boxes of a
 * kind of which one holds the other only the larger is kept. Not thread-safe.
 */
public final class Cover {
    private final long micros;
    private final List<Region> regions = new ArrayList<>();
    private boolean seen;

    /** @param micros when the frame is shown */
    public Cover(long micros) {
        this.micros = micros;
    }

    /** Everything in a picture of that size is everything that can be found; for rehearsals. */
    public static Cover everything(int width, int height) {
        Cover cover = new Cover(0);
        cover.see();
        for (ObjectKind kind : ObjectKind.values()) {
            cover.add(kind, new Box(0, 0, width, height));
        }
        return cover;
    }

    void see() {
        seen = true;
    }

    /** @throws IllegalStateException if nobody looked at the frame: then nothing found does not mean that nothing is there */
    public void demandSeen() {
        if (!seen) {
            throw new IllegalStateException("nobody has looked at this frame");
        }
    }

    /** Whether somebody looked at the frame. */
    public boolean seen() {
        return seen;
    }

    void add(ObjectKind kind, Box box) {
        for (int i = 0; i < regions.size(); i++) {
            Region other = regions.get(i);
            if (other.kind() == kind && other.box().holds(box)) {
                return;
            }
            if (other.kind() == kind && box.holds(other.box())) {
                regions.set(i, new Region(kind, box));
                return;
            }
        }
        regions.add(new Region(kind, box));
    }

    /** When the frame is shown. */
    public long micros() {
        return micros;
    }

    /** What was found so far, and where it may be; regions overlap. */
    public List<Region> regions() {
        return regions;
    }
}
