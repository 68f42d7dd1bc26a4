/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.detect;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.Eye;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An eye, and perhaps another one that has persons to itself. For one thread. */
public final class DetectEyes implements AutoCloseable {
    private final Eye usual;
    private final Optional<Eye> persons;

    /** Both become these eyes', which close them. */
    public DetectEyes(Eye usual, Optional<Eye> persons) {
        this.usual = usual;
        this.persons = persons;
    }

    /** What they can find. */
    public Set<ObjectKind> kinds() {
        Set<ObjectKind> kinds = EnumSet.copyOf(usual.kinds());
        persons.ifPresent(eye -> kinds.addAll(eye.kinds()));
        return kinds;
    }

    /**
     * Looks at a frame, which stays the caller's.
     *
     * @param leastScore 0 to 1
     * @return best first, in pixels of the frame
     */
    List<Detection> look(Frame frame, float leastScore) {
        List<Detection> all = usual.look(frame, leastScore);
        if (persons.isEmpty()) {
            return all;
        }
        Stream<Detection> others = all.stream().filter(one -> one.kind() != ObjectKind.PERSON);
        Stream<Detection> people =
                persons.get().look(frame, leastScore).stream().filter(one -> one.kind() == ObjectKind.PERSON);
        return Stream.concat(others, people)
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .toList();
    }

    @Override
    public void close() {
        usual.close();
        persons.ifPresent(Eye::close);
    }
}
