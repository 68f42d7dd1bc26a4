/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.detect;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.Eye;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** An eye, and perhaps others that have a kind to themselves. For one thread. */
public final class DetectEyes implements AutoCloseable {
    private final Eye usual;
    private final Map<ObjectKind, Eye> apart = new EnumMap<>(ObjectKind.class); // in the same order on every machine

    /** All become these eyes', which close them. */
    public DetectEyes(Eye usual, Map<ObjectKind, Eye> apart) {
        this.usual = usual;
        this.apart.putAll(apart);
    }

    /** What they can find. */
    public Set<ObjectKind> kinds() {
        Set<ObjectKind> kinds = EnumSet.copyOf(usual.kinds());
        kinds.addAll(apart.keySet());
        return kinds;
    }

    /**
     * Looks at a frame, which stays the caller's.
     *
     * @param leastScore 0 to 1
     * @return best first, in pixels of the frame
     */
    List<Detection> look(Frame frame, float leastScore) {
        Stream<Detection> found = usual.look(frame, leastScore).stream().filter(one -> !apart.containsKey(one.kind()));
        for (Map.Entry<ObjectKind, Eye> own : apart.entrySet()) {
            found = Stream.concat(
                    found, own.getValue().look(frame, leastScore).stream().filter(one -> one.kind() == own.getKey()));
        }
        return found.sorted(Comparator.comparingDouble(Detection::score).reversed())
                .toList();
    }

    @Override
    public void close() {
        usual.close();
        apart.values().forEach(Eye::close);
    }
}
