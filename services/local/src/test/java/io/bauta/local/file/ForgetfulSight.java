/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.Sight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Sees the head of an {@link OddFilm} where it stands, but not in every third picture. */
final class ForgetfulSight implements Supplier<Sight> {
    private static final int FORGETS = 3;

    private static final AnonymisationPolicy HEADS = new AnonymisationPolicy(
            new PolicyReference("heads", 1),
            VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.NONE)),
            new AudioPolicy(VoiceMethod.WEAK_MCADAMS, 0.8, AudioPolicy.DEFAULT_CHUNK));

    private final List<String> looks = new ArrayList<>();

    @Override
    public Sight get() {
        return new Sight() {
            private int asked;

            @Override
            public List<Detection> look(Frame frame) {
                looks.add(frame.width() + "x" + frame.height());
                float width = frame.width();
                float height = frame.height();
                return asked++ % FORGETS == FORGETS - 1
                        ? List.of()
                        : List.of(new Detection(
                                ObjectKind.HEAD, width / 4, height / 4, width / 4, height / 3, 0.9f, List.of()));
            }

            @Override
            public Set<ObjectKind> kinds() {
                return Set.of(ObjectKind.values());
            }

            @Override
            public String model() {
                return "5".repeat(64);
            }

            @Override
            public void close() {
                // There is nothing to give back.
            }
        };
    }

    /** To cover in a film what is seen with this. */
    FileJob job(Path film, Path out) {
        return new FileJob(film, out, HEADS, this, Hearing.none(), Optional.empty());
    }

    /** Sizes of the pictures it was shown. */
    List<String> looks() {
        return looks;
    }
}
