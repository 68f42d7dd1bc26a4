/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.folder;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.local.detect.ContactSheet;
import io.bauta.videoanonymiser.sight.Sight;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is wanted of a folder.
 *
 * @param input folder, with all that lies in the folders in it
 * @param output folder, made where it is not there; neither lies in the other
 * @param policy how pictures and sound are made anonymous
 * @param sights opens eyes, if the policy hides what is found
 * @param hearing where speech is, if the policy changes no other sound
 * @param preview on which some of the anonymised pictures are drawn
 * @param force whether files that are there already are made anew; else they are left as they are
 */
public record FolderJob(
        Path input,
        Path output,
        AnonymisationPolicy policy,
        Supplier<Sight> sights,
        Hearing hearing,
        Optional<ContactSheet> preview,
        boolean force) {}
