/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.outlet;

/** Names of the headers that ingestion writes beside a raw record for its own later use. */
final class RawMarks {
    /** Which playing of which file the record belongs to. */
    static final String FILE_RUN = "file-run";
    /** Why the epoch is over. */
    static final String END_REASON = "end-reason";

    private RawMarks() {}
}
