/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.detect;

import io.bauta.inference.detection.ObjectKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is to be looked at and for what.
 *
 * @param files pictures and videos, in this order
 * @param kinds to be told; what else is found is passed over
 * @param leastScore 0 to 1
 */
public record DetectJob(List<Path> files, Set<ObjectKind> kinds, float leastScore) {
    public DetectJob {
        files = List.copyOf(files);
        kinds = Set.copyOf(kinds);
    }
}
