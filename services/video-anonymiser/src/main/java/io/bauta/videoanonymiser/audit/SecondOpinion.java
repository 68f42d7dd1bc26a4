/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.audit;

import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.Sight;
import io.bauta.videoanonymiser.track.TrackSettings;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether another detector sees nobody either in a picture in which nothing was found. A doubt is a no, and so is a fault.
 * Not thread-safe.
 */
public final class SecondOpinion implements AutoCloseable {
    private final Supplier<Sight> sights;
    private final RegionPolicy hidden;
    private Sight sight;

    /** @param sights opens eyes of another detector; may throw while there are none */
    public SecondOpinion(Supplier<Sight> sights, RegionPolicy hidden) {
        this.sights = sights;
        this.hidden = hidden;
    }

    /** @param frame stays the caller's, and as it is */
    public boolean nothingIn(Frame frame) {
        try {
            if (sight == null) {
                sight = sights.get();
                sight.demandThatItFinds(hidden);
            }
            return sight.look(frame).stream().noneMatch(this::isToBeHidden);
        } catch (RuntimeException | Error e) {
            letGo();
            return false;
        }
    }

    /** What failed may fail to close, too; the answer is no all the same. */
    private void letGo() {
        try {
            close();
        } catch (RuntimeException | Error e) {
            // it is asked for anew with the next picture
        }
    }

    /** SHA-256 of the model that was asked last; empty while none is there. */
    public Optional<String> model() {
        return Optional.ofNullable(sight).map(Sight::model);
    }

    /** A person is where a head may be, so that one counts wherever faces are hidden. */
    private boolean isToBeHidden(Detection one) {
        return one.score() >= TrackSettings.COVER_SCORE
                && (one.kind() != ObjectKind.PLATE || hidden.plates() != RegionMethod.NONE);
    }

    @Override
    public void close() {
        Sight closing = sight;
        sight = null;
        if (closing != null) {
            closing.close();
        }
    }
}
