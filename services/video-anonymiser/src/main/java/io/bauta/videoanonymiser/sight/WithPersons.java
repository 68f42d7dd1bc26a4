/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Two sights of one stream: persons are found by a network made for them, all else by the usual one. What the usual one takes
 * for persons is not told.
 */
public final class WithPersons implements Sight {
    private final Sight usual;
    private final Sight persons;

    private WithPersons(Sight usual, Sight persons) {
        this.usual = usual;
        this.persons = persons;
    }

    /**
     * Opens both.
     *
     * @throws DetectorMissingException if one of them is not there, or the second finds no persons
     */
    public static Sight open(Supplier<Sight> usual, Supplier<Sight> persons) {
        Sight first = usual.get();
        try {
            Sight second = persons.get();
            if (!second.kinds().contains(ObjectKind.PERSON)) {
                second.close();
                throw new DetectorMissingException(
                        "the network that is to find persons finds none; name another one for them");
            }
            return new WithPersons(first, second);
        } catch (RuntimeException | Error e) {
            first.close();
            throw e;
        }
    }

    @Override
    public List<Detection> look(Frame frame) {
        List<Detection> found = new ArrayList<>();
        for (Detection one : usual.look(frame)) {
            if (one.kind() != ObjectKind.PERSON) {
                found.add(one);
            }
        }
        for (Detection one : persons.look(frame)) {
            if (one.kind() == ObjectKind.PERSON) {
                found.add(one);
            }
        }
        return found;
    }

    @Override
    public Set<ObjectKind> kinds() {
        Set<ObjectKind> kinds = EnumSet.of(ObjectKind.PERSON);
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
        models.put("persons", persons.model());
        return models;
    }

    @Override
    public void close() {
        usual.close();
        persons.close();
    }
}
