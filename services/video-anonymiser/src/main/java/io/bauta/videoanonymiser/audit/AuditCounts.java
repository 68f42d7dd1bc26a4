/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.audit;

import java.util.concurrent.atomic.LongAdder;

/** What audits of one camera came to: numbers only, never where in a picture. Thread-safe. */
public final class AuditCounts {
    private final LongAdder audited = new LongAdder();
    private final LongAdder suspects = new LongAdder();
    private final LongAdder failures = new LongAdder();

    void looked(int suspected) {
        audited.increment();
        suspects.add(suspected);
    }

    void failed() {
        failures.increment();
    }

    /** Frames that were looked at. */
    public long audited() {
        return audited.sum();
    }

    /** Faces and heads that were seen where nothing covers them. */
    public long suspects() {
        return suspects.sum();
    }

    /** Looks that came to nothing. */
    public long failures() {
        return failures.sum();
    }
}
