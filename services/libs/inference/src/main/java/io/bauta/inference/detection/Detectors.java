/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.InferenceSession;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelRefusedException;
import io.bauta.inference.ModelRefusedException.Reason;
import java.util.Optional;
import java.util.Set;

/** Opens detectors: the project's own, and face detectors of the styles of YuNet, SCRFD and CenterFace. */
public final class Detectors {
    private Detectors() {}

    /**
     * Opens a detector whose digest was checked. Its style is told by its outputs.
     *
     * @throws ModelRefusedException if it cannot be loaded or is no detector of a style known here
     */
    public static Detector open(ModelFile model) {
        InferenceSession session = InferenceSession.open(model);
        try {
            return detector(session);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static Detector detector(InferenceSession session) {
        Optional<StreetHeads> own = StreetHeads.of(session);
        if (own.isPresent()) {
            return own(new SharedSession(session), own.get());
        }
        Heads heads = YuNetHeads.of(session)
                .<Heads>map(style -> style)
                .or(() -> ScrfdHeads.of(session))
                .or(() -> CenterFaceHeads.of(session))
                .orElseThrow(() -> new ModelRefusedException(
                        Reason.OTHER_TENSORS,
                        "model '" + session.model().name()
                                + "' is no detector of a style known here (Bauta's own, YuNet, "
                                + "SCRFD, CenterFace): it gives " + session.outputs()));
        return new BroughtFaceDetector(new SharedSession(session), heads);
    }

    private static Detector own(SharedSession session, StreetHeads heads) {
        if (heads.kinds().equals(Set.of(ObjectKind.PERSON))) {
            return new OwnPersonDetector(session, heads);
        }
        return heads.kinds().equals(Set.of(ObjectKind.PLATE))
                ? new OwnPlateDetector(session, heads)
                : new StreetDetector(session, heads);
    }
}
