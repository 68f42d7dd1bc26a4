/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.folder;

import io.bauta.local.file.FileReport;
import java.util.List;

/**
 * What was done to a folder. Its JSON form is what {@code --report} writes; fields are added to it, never renamed. Files are
 * named relative to their folder, those in {@code files} as they were opened.
 *
 * @param input folder, as it was named
 * @param output folder, as it was named
 * @param files made anonymous
 * @param present outputs that were there already and were left as they were
 * @param passedOver inputs that are neither pictures nor films nor sound
 * @param failed inputs of which there is no output
 * @param stopped whether it ended before its end because it was asked to
 * @param elapsedSeconds how long it took
 * @param build version and commit
 */
public record FolderReport(
        String input,
        String output,
        List<FileReport> files,
        List<String> present,
        List<String> passedOver,
        List<Failure> failed,
        boolean stopped,
        double elapsedSeconds,
        String build) {
    /**
     * A file that could not be made anonymous.
     *
     * @param why in one line
     */
    public record Failure(String file, String why) {}

    public FolderReport {
        files = List.copyOf(files);
        present = List.copyOf(present);
        passedOver = List.copyOf(passedOver);
        failed = List.copyOf(failed);
    }
}
