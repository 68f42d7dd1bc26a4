/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Finds people and plates in the frames of one stream. For one thread. */
public interface Sight extends AutoCloseable {

    /**
     * Looks at a frame, which stays the caller's and as it is.
     *
     * @return in pixels of the frame, with scores of which 0.5 means a false alarm in ten frames; weak ones too, which only
     *     count where something was before
     * @throws io.bauta.inference.InferenceFailedException if there is no result
     */
    List<Detection> look(Frame frame);

    /** Where there is no detector: whoever asks gets a {@link DetectorMissingException}. */
    static Supplier<Sight> none() {
        return () -> {
            throw new DetectorMissingException();
        };
    }

    /** What it can find; whatever else there is it does not see. */
    Set<ObjectKind> kinds();

    /**
     * Where nothing of a kind can be found, that nothing was found says nothing.
     *
     * @throws DetectorMissingException if something that is to be hidden cannot be found
     */
    default void demandThatItFinds(RegionPolicy hidden) {
        Set<ObjectKind> found = kinds();
        boolean headsWillDo = hidden.cover() == RegionPolicy.Cover.HEADS && found.contains(ObjectKind.HEAD);
        demand("faces", hidden.faces(), headsWillDo || found.contains(ObjectKind.FACE));
        demand("bodies", hidden.bodies(), found.contains(ObjectKind.PERSON));
        demand("plates", hidden.plates(), found.contains(ObjectKind.PLATE));
    }

    private static void demand(String what, RegionMethod method, boolean found) {
        if (method != RegionMethod.NONE && !found) {
            throw new DetectorMissingException(
                    "the detector finds no " + what + ", which this policy hides; name another detector");
        }
    }

    /** SHA-256 of the model that looks, 64 hexadecimal digits. */
    String model();

    /** Of all models that look, where there is more than one, by what they do. */
    default Map<String, String> models() {
        return Map.of("detector", model());
    }

    @Override
    void close();
}
