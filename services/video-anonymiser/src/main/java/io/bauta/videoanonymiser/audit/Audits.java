/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.audit;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.policy.RegionPolicy.Reach;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.videoanonymiser.sight.DetectorMissingException;
import io.bauta.videoanonymiser.sight.Sight;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Opens an {@link Audit} for each camera of which part stays visible, and keeps what they count. Thread-safe. */
public final class Audits {
    private final Function<Reach, Sight> auditors;
    private final double share;
    private final boolean available;
    private final Map<SensorId, AuditCounts> counts = new ConcurrentHashMap<>();

    /**
     * @param auditors opens eyes of another detector than the one that finds what is covered; throws {@link
     *     DetectorMissingException} while there is none
     * @param share of the frames that are looked at, 0 to 1
     */
    public Audits(Function<Reach, Sight> auditors, double share) {
        this(auditors, share, true);
    }

    private Audits(Function<Reach, Sight> auditors, double share, boolean available) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share lies between 0 and 1, not at " + share);
        }
        this.auditors = auditors;
        this.share = share;
        this.available = available;
    }

    /** Nobody looks. */
    public static Audits none() {
        return new Audits(reach -> Sight.none().get(), 0, false);
    }

    /** For one lane of the camera, which closes it. */
    public Audit open(SensorId sensor, VideoPolicy policy) {
        boolean worthwhile = share > 0 && policy.frame() == FrameMethod.NONE && Suspects.mayBeFound(policy.regions());
        return worthwhile
                ? new SampledAudit(() -> auditors.apply(policy.regions().reach()), share, policy, counts(sensor))
                : Audit.none();
    }

    /** For one lane of a camera whose policy may copy what shows nobody; the lane closes it. Empty where nobody audits. */
    public Optional<SecondOpinion> opinion(VideoPolicy policy) {
        return policy.mayCopy() && available
                ? Optional.of(
                        new SecondOpinion(() -> auditors.apply(policy.regions().reach()), policy.regions()))
                : Optional.empty();
    }

    /** What audits of the camera came to so far. */
    public AuditCounts counts(SensorId sensor) {
        return counts.computeIfAbsent(sensor, first -> new AuditCounts());
    }
}
