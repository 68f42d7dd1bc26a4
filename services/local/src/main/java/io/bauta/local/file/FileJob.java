/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.videoanonymiser.sight.Sight;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What is wanted of one file.
 *
 * @param input a file with pictures, sound, or both
 * @param output does not exist, or may be replaced; its ending names the container
 * @param policy how pictures and sound are made anonymous
 * @param sights opens eyes for it, if the policy hides what is found
 */
public record FileJob(Path input, Path output, AnonymisationPolicy policy, Supplier<Sight> sights) {

    /** For a policy that hides whole frames. */
    public FileJob(Path input, Path output, AnonymisationPolicy policy) {
        this(input, output, policy, Sight.none());
    }
}
