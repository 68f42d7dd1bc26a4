/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.provenance.Digests;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The trace of one chunk: its numbers are made of what the record is called. So every service knows them without being told,
 * and no header has to carry random bytes out of the edge, in which something else might travel. The form is that of W3C
 * Trace Context (www.w3.org/TR/trace-context).
 *
 * @param id the trace id, 32 digits of lower-case hex
 */
public record ChunkTrace(String id) {
    /** The header by which tools of others find the trace. The door writes it; nothing that comes from the edge is believed. */
    public static final String HEADER = "traceparent";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final String WHOLE_WAY = "chunk";

    public ChunkTrace {
        Objects.requireNonNull(id);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a trace id has 32 digits of lower-case hex");
        }
    }

    /** Of the record with released media, or with the statement that a chunk is withheld. */
    public static ChunkTrace of(Envelope envelope) {
        return new ChunkTrace(hex(envelope.source() + "\n" + envelope.id(), 32));
    }

    /** The span of a step, by the service that does it: 16 digits of lower-case hex. */
    public String span(String service) {
        return hex(id + "\n" + service, 16);
    }

    /** The span of the whole way, to which all steps belong. */
    public String wholeWay() {
        return span(WHOLE_WAY);
    }

    /**
     * Whether it is among those that are told, for every service alike.
     *
     * @param share of all chunks, 0 to 1
     */
    public boolean isAmong(double share) {
        return (Long.parseUnsignedLong(id.substring(16), 16) >>> 1) < share * Long.MAX_VALUE;
    }

    /** The value of {@link #HEADER}. */
    public String parent() {
        return "00-" + id + "-" + wholeWay() + "-01";
    }

    private static String hex(String name, int digits) {
        return Digests.sha256(name.getBytes(UTF_8)).substring(0, digits);
    }
}
