/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.audit;

import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.DetectorMissingException;
import io.bauta.videoanonymiser.sight.Sight;
import io.bauta.videoanonymiser.track.Cover;
import java.util.function.Supplier;

/**
 * Looks at every so-many-th frame. What it finds is counted and stops nothing: an auditor is another network with errors of
 * its own, and a leak is told by their sum over time.
 */
final class SampledAudit implements Audit {
    /** Shares such as 0.02 are none that a double holds. */
    private static final double ROUNDING = 1e-9;

    private final Supplier<Sight> auditors;
    private final double share;
    private final Suspects suspects;
    private final AuditCounts counts;
    private Sight auditor;
    private long frames;
    private int untold;

    /**
     * @param auditors opens eyes for this camera; throws {@link DetectorMissingException} while there are none
     * @param share of the frames that are looked at, 0 to 1
     */
    SampledAudit(Supplier<Sight> auditors, double share, VideoPolicy policy, AuditCounts counts) {
        this.auditors = auditors;
        this.share = share;
        this.suspects = new Suspects(policy);
        this.counts = counts;
    }

    @Override
    public void released(Frame painted, Cover cover) {
        if (!isDue()) {
            return;
        }
        try {
            if (auditor == null) {
                auditor = auditors.get();
            }
            int among = suspects.among(auditor.look(painted), cover.regions(), painted.width(), painted.height());
            counts.looked(among);
            untold += among;
        } catch (DetectorMissingException e) {
            // It is still being fetched, which has a metric of its own; the frame counts as not audited.
        } catch (RuntimeException | Error e) {
            counts.failed();
            close();
        }
    }

    @Override
    public int suspects() {
        int telling = untold;
        untold = 0;
        return telling;
    }

    /** The first of every 50 or however many make one at this share, by their number alone. */
    private boolean isDue() {
        long before = due(frames);
        frames++;
        return due(frames) > before;
    }

    private long due(long of) {
        return (long) Math.ceil(of * share - ROUNDING);
    }

    @Override
    public void close() {
        Sight closing = auditor;
        auditor = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (RuntimeException | Error e) {
                counts.failed();
            }
        }
    }
}
