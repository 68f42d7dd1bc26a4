/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.local.detect.ContactSheet;
import io.bauta.videoanonymiser.sight.Sight;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is wanted of one file.
 *
 * @param input a still picture, or a file with pictures, sound, or both
 * @param output does not exist, or may be replaced; its ending names the container or the kind of picture
 * @param policy how pictures and sound are made anonymous
 * @param sights opens eyes for it, if the policy hides what is found
 * @param hearing where speech is, if the policy changes no other sound
 * @param preview on which some of the anonymised pictures are drawn
 * @param exemption finds the one person who is left visible, if there is one
 */
public record FileJob(
        Path input,
        Path output,
        AnonymisationPolicy policy,
        Supplier<Sight> sights,
        Hearing hearing,
        Optional<ContactSheet> preview,
        Optional<PersonFinder> exemption) {

    /** Nobody is left visible. */
    public FileJob(
            Path input,
            Path output,
            AnonymisationPolicy policy,
            Supplier<Sight> sights,
            Hearing hearing,
            Optional<ContactSheet> preview) {
        this(input, output, policy, sights, hearing, preview, Optional.empty());
    }

    /** For a policy that hides whole frames and does not tell speech from other sound. */
    public FileJob(Path input, Path output, AnonymisationPolicy policy) {
        this(input, output, policy, Sight.none(), Hearing.none(), Optional.empty());
    }
}
