/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.delivery;

import io.bauta.ingestion.resume.EndReason;
import io.bauta.ingestion.resume.FileRun;
import java.util.Optional;

/** What is written beside a raw record for ingestion's own later use. */
public record RecordMarks(Optional<FileRun> run, Optional<EndReason> end) {}
