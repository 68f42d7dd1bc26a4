/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.config;

import io.bauta.contracts.Faults;
import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.contracts.provenance.ProvenanceVerifier;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.egress.door.Inspection;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the settings come to once everything they name was read and checked.
 *
 * @param topics to be forwarded
 * @param node whose door it is
 * @param inspection by the site's rules and the trusted keys
 */
public record DoorPlan(List<Topic> topics, String node, Inspection inspection) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws InvalidConfigurationException listing every fault */
    public static DoorPlan of(EgressConfig config) {
        Faults faults = new Faults("egress");
        List<Topic> topics = topics(config, faults);
        Optional<Site> site = site(config.siteFile(), faults);
        List<PublicKey> keys = keys(config.keys(), faults);
        limits(config.egress(), faults);
        faults.throwIfAny();
        Inspection inspection = new Inspection(
                topics,
                site.orElseThrow(),
                config.egress().approvedModels().orElse(List.of()),
                new ProvenanceVerifier(keys));
        return new DoorPlan(topics, site.get().node(), inspection);
    }

    /** Under which the position is kept on the edge broker; one door per node. */
    public String group() {
        return "egress-" + node;
    }

    private static List<Topic> topics(EgressConfig config, Faults faults) {
        List<Topic> allowed = Topic.crossingTheDoor();
        Optional<List<String>> wanted = config.egress().topics();
        if (wanted.isEmpty()) {
            return allowed.stream().filter(topic -> !topic.restricted()).toList();
        }
        List<Topic> topics = new ArrayList<>();
        for (String name : wanted.get()) {
            Topic.named(name)
                    .filter(allowed::contains)
                    .ifPresentOrElse(
                            topics::add,
                            () -> faults.add(
                                    "bauta.egress.topics",
                                    "'" + name + "' may not leave the edge; allowed: "
                                            + allowed.stream()
                                                    .map(Topic::topicName)
                                                    .collect(Collectors.joining(", "))));
        }
        faults.check(!wanted.get().isEmpty(), "bauta.egress.topics", "names no topic");
        return topics.stream().distinct().toList();
    }

    private static Optional<Site> site(Path file, Faults faults) {
        try {
            return Optional.of(SiteReader.read(file));
        } catch (IOException e) {
            faults.add("bauta.site-file", file + " cannot be read");
        } catch (InvalidConfigurationException e) {
            e.faults().forEach(fault -> faults.add("bauta.site-file", fault));
        }
        return Optional.empty();
    }

    private static List<PublicKey> keys(Path folder, Faults faults) {
        List<PublicKey> keys = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pub")) {
                for (Path file : files) {
                    keys.add(NodeKey.readPublic(file));
                }
            } catch (IOException e) {
                faults.add("bauta.keys", e.getMessage());
            }
        }
        faults.check(!keys.isEmpty(), "bauta.keys", folder + " holds no public key (*.pub) of a trusted node");
        // The same key under two names is one key.
        return keys.stream().distinct().toList();
    }

    private static void limits(EgressConfig.Door door, Faults faults) {
        door.approvedModels()
                .orElse(List.of())
                .forEach(digest -> faults.check(
                        SHA_256.matcher(digest).matches(),
                        "bauta.egress.approved-models",
                        "'" + digest + "' is no SHA-256 digest in lower-case hex"));
        faults.check(door.mostBytesInFlight() > 0, "bauta.egress.most-bytes-in-flight", "must be more than 0");
        faults.check(door.commitEvery().isPositive(), "bauta.egress.commit-every", "must be more than 0");
        faults.check(door.probeEvery().isPositive(), "bauta.egress.probe-every", "must be more than 0");
        faults.check(!door.settle().isNegative(), "bauta.egress.settle", "must not be less than 0");
    }
}
