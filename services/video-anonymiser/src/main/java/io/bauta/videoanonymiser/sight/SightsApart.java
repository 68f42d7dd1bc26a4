/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Several sights of one stream: some kinds are found by networks made for them, all else by the usual one. What the usual one
 * takes for things of these kinds is not told.
 */
public final class SightsApart implements Sight {
    private final Sight usual;
    private final Map<ObjectKind, Sight> apart = new EnumMap<>(ObjectKind.class);

    private SightsApart(Sight usual) {
        this.usual = usual;
    }

    /**
     * Opens all of them.
     *
     * @param apart who finds what
     * @return the usual sight itself where nothing is found apart
     * @throws DetectorMissingException if one of them is not there, or does not find what it is for
     */
    public static Sight open(Supplier<Sight> usual, Map<ObjectKind, Supplier<Sight>> apart) {
        if (apart.isEmpty()) {
            return usual.get();
        }
        SightsApart all = new SightsApart(usual.get());
        try {
            apart.forEach(all::add);
            return all;
        } catch (RuntimeException | Error e) {
            all.close();
            throw e;
        }
    }

    /** What a network that has a kind to itself is called in configurations and statements. */
    public static String role(ObjectKind kind) {
        return kind.label() + "s";
    }

    private void add(ObjectKind kind, Supplier<Sight> sight) {
        Sight opened = sight.get();
        apart.put(kind, opened);
        if (!opened.kinds().contains(kind)) {
            throw new DetectorMissingException(
                    "the network that is to find " + role(kind) + " finds none; name another one for them");
        }
    }

    @Override
    public List<Detection> look(Frame frame) {
        List<Detection> found = new ArrayList<>();
        for (Detection one : usual.look(frame)) {
            if (!apart.containsKey(one.kind())) {
                found.add(one);
            }
        }
        apart.forEach((kind, sight) -> {
            for (Detection one : sight.look(frame)) {
                if (one.kind() == kind) {
                    found.add(one);
                }
            }
        });
        return found;
    }

    @Override
    public Set<ObjectKind> kinds() {
        Set<ObjectKind> kinds = EnumSet.copyOf(apart.keySet());
        kinds.addAll(usual.kinds());
        return kinds;
    }

    @Override
    public String model() {
        return usual.model();
    }

    @Override
    public Map<String, String> models() {
        Map<String, String> models = new TreeMap<>(usual.models());
        apart.forEach((kind, sight) -> models.put(role(kind), sight.model()));
        return models;
    }

    @Override
    public void close() {
        usual.close();
        apart.values().forEach(Sight::close);
    }
}
