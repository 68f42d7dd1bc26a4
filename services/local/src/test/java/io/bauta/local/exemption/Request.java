/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.contracts.provenance.Digests;
import io.bauta.local.file.FileAnonymiser;
import io.bauta.local.file.FileJob;
import io.bauta.local.file.FileReport;
import io.bauta.local.file.PersonFinder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody who asks for a film made anonymous, with one person left visible.
 *
 * @param folder in which the films lie
 */
record Request(Path folder) {
    static final VideoPolicy HEADS =
            VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.NONE));
    static final VideoPolicy BODIES =
            VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.SOLID, RegionMethod.NONE));
    static final String DIGEST = "e".repeat(64);

    FileReport anonymised(Stage stage, VideoPolicy policy, String... places) throws IOException {
        return anonymised(film(stage), stage, policy, places);
    }

    FileReport anonymised(Path film, Stage stage, VideoPolicy policy, String... places) throws IOException {
        return FileAnonymiser.anonymise(
                new FileJob(film, out(), policy(policy), stage, Hearing.none(), Optional.empty(), finder(places)),
                (at, total) -> true);
    }

    Optional<PersonFinder> finder(String... places) {
        Instant now = Instant.parse("2026-12-01T10:00:00Z");
        Exemption exemption = new Exemption(
                Digests.sha256(new byte[0]),
                "AR-17",
                "GDPR Art. 15",
                Stream.of(places).map(Place::of).toList(),
                now,
                now.plus(Duration.ofDays(1)));
        return Optional.of(ExemptedPerson.finder(new SignedExemption(exemption, DIGEST, "b".repeat(64))));
    }

    Path film(Stage stage) {
        return stage.filmed(folder.resolve("film.mp4"));
    }

    Path out() {
        return folder.resolve("out.mp4");
    }

    static AnonymisationPolicy policy(VideoPolicy video) {
        return new AnonymisationPolicy(new PolicyReference("people", 1), video, AudioPolicy.mute());
    }
}
