/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.tracing;

import io.bauta.contracts.trace.ChunkTrace;
import io.opentelemetry.sdk.trace.IdGenerator;

/** Numbers that are not drawn but given, to the thread that begins a span. */
final class GivenIds implements IdGenerator {
    private static final ThreadLocal<Given> GIVEN = new ThreadLocal<>();

    private record Given(String trace, String span) {}

    void next(ChunkTrace trace, String span) {
        GIVEN.set(new Given(trace.id(), span));
    }

    @Override
    public String generateTraceId() {
        return GIVEN.get().trace();
    }

    @Override
    public String generateSpanId() {
        return GIVEN.get().span();
    }
}
