/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.Sight;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells again what was found in a film. For one film, from its beginning; not thread-safe. */
final class RememberedSight implements Sight {
    private final FilmMemory memory;
    private int at;

    RememberedSight(FilmMemory memory) {
        this.memory = memory;
    }

    /** @throws IllegalStateException if this is not the film that was looked at */
    @Override
    public List<Detection> look(Frame frame) {
        if (at >= memory.film().size() || memory.film().get(at).micros() != frame.ptsMicros()) {
            throw new IllegalStateException("the film has changed since it was looked at");
        }
        return memory.film().get(at++).found();
    }

    @Override
    public Set<ObjectKind> kinds() {
        return memory.kinds();
    }

    @Override
    public String model() {
        return memory.model();
    }

    @Override
    public Map<String, String> models() {
        return memory.models();
    }

    @Override
    public void close() {
        // there is nothing open
    }
}
