/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what another sight tells of each frame. */
record RememberingSight(Sight sight, List<List<Detection>> told) implements Sight {

    static RememberingSight of(Sight sight) {
        return new RememberingSight(sight, new ArrayList<>());
    }

    @Override
    public List<Detection> look(Frame frame) {
        List<Detection> found = sight.look(frame);
        told.add(List.copyOf(found));
        return found;
    }

    @Override
    public Set<ObjectKind> kinds() {
        return sight.kinds();
    }

    @Override
    public String model() {
        return sight.model();
    }

    @Override
    public Map<String, String> models() {
        return sight.models();
    }

    @Override
    public void close() {
        sight.close();
    }
}
