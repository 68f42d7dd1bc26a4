/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.bauta.e2e.house.Repository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The chart with some values, rendered by Helm as a user's command would render it. */
public final class Chart {
    public static final Path FOLDER = Repository.path("charts/bauta");

    /** Two edge nodes with all a node may have. */
    public static final String TWO_NODES = """
            edge:
              nodes:
                - name: market-square
                  hostname: jetson-7.city.example
                  publicKey: |
                    -----BEGIN PUBLIC KEY-----
                    MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
                    -----END PUBLIC KEY-----
                  camerasSecret: bauta-raw-cameras-market-square
                  cameras: [{cidr: 10.20.0.0/24, ports: [554]}]
                  hosts: [{ip: 10.20.0.7, hostnames: [fountain.camera]}]
                  site:
                    site: old-town
                    sensors:
                      - {id: fountain, source: 'rtsp://fountain.camera/s', credentials: fountain, purpose: p, legalBasis: l}
                - name: gate
                  publicKey: |
                    -----BEGIN PUBLIC KEY-----
                    MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
                    -----END PUBLIC KEY-----
                  site:
                    site: old-town
                    sensors: [{id: gate, source: 'rtsp://10.20.1.7/s', purpose: p, legalBasis: l}]
            """;

    /** Images by digest, as they must be where the guards are. */
    public static final String BY_DIGEST = "image: {digests: {"
            + Stream.of(
                            "analytics",
                            "audio-anonymiser",
                            "broker",
                            "egress",
                            "ingestion",
                            "model-server",
                            "partner",
                            "placement",
                            "video-anonymiser")
                    .map(service -> service + ": 'sha256:" + "a".repeat(64) + "'")
                    .collect(Collectors.joining(", "))
            + "}}\n";

    public static final String EXTERNAL = """
            kafka:
              mode: external
              bootstrapServers: kafka.city.example:9092
              peers: [{ipBlock: {cidr: 192.0.2.0/24}}]
            """;

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Path> files = new ArrayList<>();

    public Chart() {
        // Without a cluster there are no policies to ask for.
        settings.put("guards.required", "false");
    }

    /** Adds values, as with {@code --set}. */
    public Chart with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Adds values, as with {@code --values}. */
    public Chart with(Path file) {
        files.add(file);
        return this;
    }

    /** Adds values as YAML. */
    public Chart withValues(String yaml) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            file.toFile().deleteOnExit();
            return with(Files.writeString(file, yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException with what Helm says of it */
    public String text() {
        TemplateCommand command = new Helm(FOLDER)
                .template()
                .withName("city")
                .withNamespace("bauta")
                .withKubeVersion("1.33.0");
        settings.forEach(command::set);
        files.forEach(command::withValuesFile);
        return command.call();
    }

    public List<HasMetadata> objects() {
        return objects(text());
    }

    public static List<HasMetadata> objects(String yaml) {
        Object read = new KubernetesSerialization().unmarshal(new ByteArrayInputStream(yaml.getBytes(UTF_8)));
        return flat(read).toList();
    }

    private static Stream<HasMetadata> flat(Object read) {
        return switch (read) {
            case Collection<?> several -> several.stream().flatMap(Chart::flat);
            case KubernetesList list -> list.getItems().stream();
            case HasMetadata one -> Stream.of(one);
            default -> throw new IllegalArgumentException("no Kubernetes object: " + read);
        };
    }

    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    public static List<Path> presets() {
        try (Stream<Path> all = Files.list(FOLDER.resolve("presets"))) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
