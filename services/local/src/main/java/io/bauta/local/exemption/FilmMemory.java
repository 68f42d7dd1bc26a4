/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.SceneChange;
import io.bauta.videoanonymiser.sight.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Keeps what a sight tells of every frame of a film, so that the film need be looked at once only. Not thread-safe. */
final class FilmMemory implements Supplier<Sight> {
    private final Supplier<Sight> sights;
    private final List<Sighted> film = new ArrayList<>();
    private final SceneChange scene = new SceneChange();
    private int found;
    private String model = "";
    private Map<String, String> models = Map.of();
    private Set<ObjectKind> kinds = Set.of();

    FilmMemory(Supplier<Sight> sights) {
        this.sights = sights;
    }

    /** What was found so far, in the order it was looked at. */
    List<Sighted> film() {
        return film;
    }

    /** How many things were found so far, in all frames together. */
    int found() {
        return found;
    }

    String model() {
        return model;
    }

    Map<String, String> models() {
        return models;
    }

    Set<ObjectKind> kinds() {
        return kinds;
    }

    @Override
    public Sight get() {
        Sight eye = sights.get();
        model = eye.model();
        models = eye.models();
        kinds = eye.kinds();
        return new Sight() {
            @Override
            public List<Detection> look(Frame frame) {
                List<Detection> seen = eye.look(frame);
                film.add(new Sighted(frame.ptsMicros(), scene.isCut(frame), seen));
                found += seen.size();
                return seen;
            }

            @Override
            public Set<ObjectKind> kinds() {
                return kinds;
            }

            @Override
            public String model() {
                return model;
            }

            @Override
            public Map<String, String> models() {
                return models;
            }

            @Override
            public void close() {
                eye.close();
            }
        };
    }
}
