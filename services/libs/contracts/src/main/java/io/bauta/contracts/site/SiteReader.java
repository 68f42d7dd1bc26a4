/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.bauta.contracts.Faults;
import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a site file (YAML) and lists all its faults at once. */
public final class SiteReader {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build());

    private SiteReader() {}

    /**
     * @throws IOException if the file cannot be read
     * @throws InvalidConfigurationException if it can be read and something in it is wrong; every fault is listed
     */
    public static Site read(Path file) throws IOException {
        return parse(Files.readString(file), file.toString());
    }

    /** As {@link #read}, from a text; {@code name} heads the list of faults. */
    public static Site parse(String yaml, String name) {
        Faults faults = new Faults(name);
        JsonNode tree;
        try {
            tree = YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new InvalidConfigurationException(
                    name,
                    List.of("line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": is not YAML: "
                            + e.getOriginalMessage()));
        }
        YamlNode root = new YamlNode(tree, "", faults);
        root.allowOnly("site", "node", "sensors", "policies");
        List<AnonymisationPolicy> policies = policies(root, faults);
        List<SensorDeclaration> sensors = sensors(root, policies, faults);
        Site site =
                new Site(root.label("site").orElse("site"), root.label("node").orElse("node"), sensors, policies);
        faults.throwIfAny();
        return site;
    }

    private static List<AnonymisationPolicy> policies(YamlNode root, Faults faults) {
        PolicyReader reader = new PolicyReader(faults);
        Map<String, AnonymisationPolicy> byId = new HashMap<>();
        byId.put("strictest", AnonymisationPolicy.strictest());
        for (YamlNode node : root.children("policies")) {
            AnonymisationPolicy policy = reader.read(node);
            String id = policy.reference().id();
            faults.check(byId.put(id, policy) == null, node.path("id"), "'" + id + "' is declared twice");
        }
        return List.copyOf(byId.values());
    }

    private static List<SensorDeclaration> sensors(YamlNode root, List<AnonymisationPolicy> policies, Faults faults) {
        List<SensorDeclaration> sensors = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlNode node : root.children("sensors")) {
            node.allowOnly(
                    "id",
                    "kind",
                    "source",
                    "credentials",
                    "loop",
                    "purpose",
                    "legalBasis",
                    "retention",
                    "policy",
                    "restrictedPolicy",
                    "place");
            String id = node.label("id").orElse("unnamed");
            faults.check(ids.add(id), node.path("id"), "'" + id + "' is declared twice");
            SensorKind kind = node.choice("kind", SensorKind.class, SensorKind.CAMERA);
            PolicyReference policy = policyOf(node, policies, faults);
            sensors.add(new SensorDeclaration(
                    new SensorId(id),
                    kind,
                    sourceOf(node, faults),
                    node.flag("loop", false),
                    node.requiredText("purpose", "a sensor exists only for a stated purpose")
                            .orElse(""),
                    node.requiredText("legalBasis", "a sensor needs a stated legal basis")
                            .orElse(""),
                    node.duration("retention", Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofDays(3650)),
                    policy,
                    restrictedPolicyOf(node, kind, policy, policies, faults),
                    node.child("place").map(place -> placeOf(place, faults))));
        }
        faults.check(!sensors.isEmpty(), "sensors", "at least one sensor must be declared");
        return sensors;
    }

    private static SourceLocation sourceOf(YamlNode node, Faults faults) {
        SourceLocation bare = new SourceLocation(node.requiredText("source", "a file, an rtsp:// or an http:// address")
                .orElse(""));
        if (!node.has("credentials")) {
            return bare;
        }
        String path = node.path("credentials");
        faults.check(bare.isUrl(), path, "are for addresses only; a file needs none");
        faults.check(!bare.namesUser(), path, "are given in the address already; leave one of them out");
        return new SourceLocation(bare.value(), node.label("credentials"));
    }

    private static Place placeOf(YamlNode node, Faults faults) {
        node.allowOnly("latitude", "longitude");
        for (String field : List.of("latitude", "longitude")) {
            faults.check(node.has(field), node.path(field), "is missing: a place has both, in degrees");
        }
        return new Place(node.number("latitude", 0, -90, 90), node.number("longitude", 0, -180, 180));
    }

    private static PolicyReference policyOf(YamlNode node, List<AnonymisationPolicy> policies, Faults faults) {
        return node.text("policy")
                .flatMap(wanted -> named("policy", wanted, node, policies, faults))
                .orElse(AnonymisationPolicy.strictest())
                .reference();
    }

    /** Both levels are cut into chunks at the same places, so that one statement's time is the other's. */
    private static Optional<PolicyReference> restrictedPolicyOf(
            YamlNode node,
            SensorKind kind,
            PolicyReference inForce,
            List<AnonymisationPolicy> policies,
            Faults faults) {
        Optional<AnonymisationPolicy> found = node.text("restrictedPolicy")
                .flatMap(wanted -> named("restrictedPolicy", wanted, node, policies, faults));
        String path = node.path("restrictedPolicy");
        found.ifPresent(restricted -> {
            faults.check(kind == SensorKind.CAMERA, path, "is for cameras only");
            faults.check(!restricted.reference().equals(inForce), path, "is the sensor's policy already; leave it out");
            policies.stream()
                    .filter(policy -> policy.reference().equals(inForce))
                    .forEach(policy -> faults.check(
                            policy.video().chunk().equals(restricted.video().chunk()),
                            path,
                            "'" + restricted.reference().id() + "' needs the chunk length of '" + inForce.id() + "'"));
        });
        return found.map(AnonymisationPolicy::reference);
    }

    private static Optional<AnonymisationPolicy> named(
            String field, String wanted, YamlNode node, List<AnonymisationPolicy> policies, Faults faults) {
        Optional<AnonymisationPolicy> found = policies.stream()
                .filter(policy -> policy.reference().id().equals(wanted)
                        || policy.reference().toString().equals(wanted))
                .findFirst();
        faults.check(found.isPresent(), node.path(field), "'" + wanted + "' is not declared under policies");
        return found;
    }
}
