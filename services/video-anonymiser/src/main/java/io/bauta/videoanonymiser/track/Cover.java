/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Everything to be covered in one frame. It only ever grows, while the frame waits for what is seen after it: of two boxes made
 * of the same sights of which one holds the other only the larger is kept. Not thread-safe.
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
            Seen all = Seen.of(0, new Detection(kind, 0, 0, width, height, 1, List.of()));
            cover.add(new Region(kind, all.box(), all, all));
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

    void add(Region region) {
        for (int i = 0; i < regions.size(); i++) {
            Region other = regions.get(i);
            if (other.kind() == region.kind()) {
                if (other.box().holds(region.box()) && region.isOfNoMoreThan(other)) {
                    return;
                }
                if (region.box().holds(other.box()) && other.isOfNoMoreThan(region)) {
                    regions.set(i, region);
                    return;
                }
            }
        }
        regions.add(region);
    }

    /** The same without some of its regions. This one stays as it is. */
    public Cover without(Predicate<Region> left) {
        Cover less = new Cover(micros);
        less.seen = seen;
        regions.stream().filter(Predicate.not(left)).forEach(less.regions::add);
        return less;
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
