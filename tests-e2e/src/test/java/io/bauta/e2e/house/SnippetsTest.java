/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.bauta.contracts.site.SiteReader;
import io.bauta.e2e.house.Document.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader copies from a document works: it is read by the same code that will read it in earnest. */
class SnippetsTest {
    /** Languages that something below checks; a drawing has none. */
    private static final Set<String> CHECKED = Set.of("sh", "yaml", "json", "java", "");

    /** Programs a reader has, or is told to install, beside the scripts of this repository. */
    private static final Set<String> PROGRAMS = Set.of(
            "bauta-models",
            "java",
            "mvn",
            "kcat",
            "curl",
            "ffmpeg",
            "ffplay",
            "ffprobe",
            "prometheus",
            "promtool",
            "cat",
            "cd",
            "git",
            "helm",
            "kubectl",
            "openssl",
            "docker",
            "ctr",
            "k3s",
            "export",
            "espeak-ng");

    private static final Pattern FIRST_WORD = Pattern.compile("(?:^|[|;&]\\s*)\\s*((?:[A-Z_]+=\\S*\\s+)*)([^\\s|;&]+)");
    private static final Pattern NAMED_TYPE = Pattern.compile("\\b([A-Z][a-z]\\w*)\\b");
    private static final Pattern CALL = Pattern.compile("\\b([A-Z]\\w+)\\.(\\w+)\\(");

    static Stream<Named<Fence>> snippets() {
        return Document.all().stream().flatMap(document -> document.fences().stream()
                .map(fence -> Named.of(document + " (" + fence.language() + ")", fence)));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void aSnippetWorks(Fence fence) throws IOException, InterruptedException {
        assertThat(CHECKED).contains(fence.language());
        switch (fence.language()) {
            case "sh" -> shell(fence.text());
            case "yaml" -> yaml(fence.text());
            case "json" ->
                assertThatCode(() -> new ObjectMapper().readTree(fence.text())).doesNotThrowAnyException();
            case "java" -> java(fence.text());
            default ->
                assertThat(fence.text())
                        .as("what can be typed is marked as sh, so that it is checked")
                        .doesNotContain("./bauta ", "-jar ", "mvn ", "kcat ");
        }
    }

    private static void shell(String text) throws IOException, InterruptedException {
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var script = bash.getOutputStream()) {
            script.write(text.getBytes(UTF_8));
        }
        String complaints = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor()).as(complaints).isZero();

        for (String line : text.replace("\\\n", " ").lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                List<String> programs = FIRST_WORD
                        .matcher(line.replaceFirst("\\s#.*", ""))
                        .results()
                        .map(match -> match.group(2))
                        .filter(program -> !Files.isExecutable(Repository.path(program)))
                        .toList();
                assertThat(PROGRAMS).as(line).containsAll(programs);
            }
        }
    }

    private static void yaml(String text) throws IOException {
        // Values of the chart are held against it where the chart is tested.
        if (text.contains("sensors:") && !text.startsWith("edge:")) {
            assertThat(SiteReader.parse(text, "snippet").sensors()).isNotEmpty();
        } else if (text.startsWith("id:")) {
            SiteReader.parse("site: s\nnode: n\nsensors: []\npolicies:\n" + listed(text), "snippet");
        } else {
            assertThat(new ObjectMapper(new YAMLFactory()).readTree(text).isEmpty())
                    .isFalse();
        }
    }

    private static String listed(String policy) {
        return "  - " + policy.strip().replace("\n", "\n    ") + "\n";
    }

    private static void java(String text) {
        Sources sources = Sources.read();
        assertThat(Document.found(NAMED_TYPE, text)).allMatch(sources::hasType);
        assertThat(CALL.matcher(text).results().toList())
                .allMatch(call -> sources.hasMember(call.group(1), call.group(2)));
    }
}
