/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.exemption.ExemptedPerson;
import io.bauta.local.exemption.SignedExemption;
import io.bauta.local.file.PersonFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who may stay visible, and whose word that is. Only {@code anonymise} has these. Filled in by picocli. */
final class ExemptionOptions {
    @Option(names = "--exemption", paramLabel = "FILE.json")
    private Optional<Path> exemption = Optional.empty();

    @Option(names = "--trust", paramLabel = "FILE.pub")
    private Optional<Path> trust = Optional.empty();

    /**
     * All that can be checked of an exemption before the film is looked at.
     *
     * @throws Refusal in one line, if it does not hold for this film now
     */
    Optional<PersonFinder> finder(Path film, AnonymisationPolicy policy) throws IOException {
        if (exemption.isPresent() != trust.isPresent()) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "--exemption and --trust go together: --trust names the node.pub of whoever issued the exemption");
        }
        if (exemption.isEmpty()) {
            return Optional.empty();
        }
        if (Files.isDirectory(film)) {
            throw new Refusal(ExitCode.USAGE, "an exemption holds for one film; name the film, not a folder");
        }
        ExemptedPerson.demandThatSomebodyIsHidden(policy.video());
        demandFile("--exemption", exemption.get());
        demandFile("--trust", trust.get());
        SignedExemption signed = SignedExemption.read(exemption.get(), trusted(trust.get()), Instant.now());
        signed.demandFor(film);
        return Optional.of(ExemptedPerson.finder(signed));
    }

    private static void demandFile(String option, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Refusal(ExitCode.LACKING, option + " " + file + " is no file that can be read; check its name");
        }
    }

    private static PublicKey trusted(Path file) {
        try {
            return NodeKey.readPublic(file);
        } catch (IOException e) {
            throw new Refusal(ExitCode.LACKING, "--trust " + file + " holds no public key; name a node.pub");
        }
    }
}
