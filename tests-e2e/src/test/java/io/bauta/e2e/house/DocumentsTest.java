/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.Topic;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents name what is there: a reader who follows one never stands before nothing. */
class DocumentsTest {
    private static final Pattern PATH = Pattern.compile(
            "(?<![\\w./-])((?:services|gateway|observability|charts|k8s|tests-e2e|docs|src|\\.ci|\\.mvn)/[\\w./-]*\\w)");
    private static final Pattern TYPE = Pattern.compile("^([A-Z]\\w*[a-z]\\w*)(?:[.#](\\w+))?(?:[(<.].*)?$");
    private static final Pattern PACKAGE = Pattern.compile("\\b(io\\.bauta(?:\\.[a-z]+)+)\\b");
    /** In a path it is a folder, such as the Python package of models. */
    private static final Pattern METRIC = Pattern.compile("(?<![/\\w])(bauta_[a-z_]+)\\b");

    /** With a slash behind it, it is a label of Kubernetes. */
    private static final Pattern PROPERTY = Pattern.compile("(?<![\\w./])(bauta(?:\\.[a-z][a-z-]*)+)(?![\\w/])");

    private static final Pattern VARIABLE = Pattern.compile("\\b(BAUTA_[A-Z_]+)\\b");
    private static final Pattern TOPIC = Pattern.compile("\\b([a-z]+(?:\\.[a-z]+)+\\.v\\d+)\\b");
    private static final Pattern TESTS_OF = Pattern.compile("tests of ((?:`[^`]+`(?:,| and)? ?)+)");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

    /** Types of others that decision records weigh. */
    private static final Set<String> OF_OTHERS = Set.of("KafkaTransactions");

    private static List<Document> documents;
    private static Sources sources;
    private static Settings settings;

    @BeforeAll
    static void everythingWritten() {
        documents = Document.all();
        sources = Sources.read();
        settings = Settings.read();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(missing(
                        document -> document.links().stream(),
                        (document, link) -> Files.exists(document.file().resolveSibling(link))))
                .isEmpty();
    }

    @Test
    void everyPathIsThere() {
        assertThat(missing(
                        document -> texts(document, PATH),
                        (document, path) -> document.resolve(path).isPresent()
                                || path.contains("/target/") // what is built, and what each machine writes for itself
                                || path.startsWith("observability/targets/")))
                .isEmpty();
    }

    @Test
    void everyTypeAndItsMembersAreThere() {
        assertThat(missing(document -> document.spans().stream(), (document, span) -> {
                    Matcher named = TYPE.matcher(span);
                    return !named.matches()
                            || OF_OTHERS.contains(span)
                            || (sources.hasType(named.group(1))
                                    && (named.group(2) == null || sources.hasMember(named.group(1), named.group(2))));
                }))
                .isEmpty();
    }

    @Test
    void everyRoomIsThere() {
        assertThat(missing(document -> document.firstCells("room", "package").stream(), (document, room) -> {
                    if (room.startsWith("io.bauta") || room.startsWith("…")) {
                        return sources.hasPackage(room);
                    }
                    return document.resolve(room).isPresent() || sources.hasRoom(document.module(), room);
                }))
                .isEmpty();
        assertThat(missing(document -> texts(document, PACKAGE), (document, name) -> sources.hasPackage(name)))
                .isEmpty();
    }

    @Test
    void everyCommandAndOptionIsUnderstood() {
        assertThat(missing(
                        document -> snippets(document)
                                .flatMap(text -> CommandPages.calls(text).stream())
                                .flatMap(call -> CommandPages.unknown(call).stream()),
                        (document, unknown) -> false))
                .isEmpty();
        assertThat(missing(
                        document -> document.spans().stream().filter(span -> span.matches("--[a-z-]+(?: .*)?")),
                        (document, option) -> option.equals("--help")
                                || CommandPages.anyHas(option.split(" ")[0])
                                || Repository.read("pom.xml").contains(option.split("=")[0])))
                .isEmpty();
    }

    @Test
    void everySettingIsRead() {
        assertThat(missing(document -> texts(document, PROPERTY), (document, name) -> settings.has(name)))
                .isEmpty();
        assertThat(missing(document -> texts(document, VARIABLE), (document, name) -> settings.hasVariable(name)))
                .isEmpty();
        assertThat(missing(
                        document -> document.firstCells("setting").stream()
                                .filter(setting -> !setting.matches("(bauta|quarkus|kafka|mp|java|org)\\..*"))
                                .filter(setting -> !setting.matches("[A-Z_]+")),
                        (document, ending) -> settings.hasEnding(ending)))
                .isEmpty();
    }

    @Test
    void everyMetricIsMeasured() {
        assertThat(missing(document -> texts(document, METRIC), (document, name) -> sources.hasMetric(name)))
                .isEmpty();
    }

    @Test
    void everyTopicIsOneOfOurs() {
        assertThat(missing(document -> texts(document, TOPIC), (document, name) -> Topic.named(name)
                        .isPresent()))
                .isEmpty();
    }

    @Test
    void everyPromiseOfPrivacyNamesTestsThatAreThere() {
        List<String> promises = Repository.read("docs/privacy.md")
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| promise"))
                .map(line -> line.split("\\|")[3])
                .toList();

        assertThat(promises)
                .isNotEmpty()
                .allMatch(proof -> proof.contains("tests of ") || proof.matches(".*(Test|IT)`.*"));
        assertThat(promises.stream()
                        .flatMap(proof -> Document.found(TESTS_OF, proof).stream())
                        .flatMap(modules -> Document.found(SPAN, modules).stream()))
                .allMatch(module -> Repository.sources("Test.java").stream()
                        .anyMatch(
                                test -> test.startsWith(Repository.path(module).resolve("src/test"))));
    }

    private static Stream<String> snippets(Document document) {
        return Stream.concat(
                document.spans().stream(), document.fences().stream().map(Document.Fence::text));
    }

    private static Stream<String> texts(Document document, Pattern pattern) {
        return snippets(document).flatMap(text -> Document.found(pattern, text).stream());
    }

    /** Whether what a document names is there. */
    private interface There {
        boolean test(Document document, String name);
    }

    private static List<String> missing(Function<Document, Stream<String>> names, There there) {
        return documents.stream()
                .flatMap(document -> names.apply(document)
                        .filter(Predicate.not(name -> there.test(document, name)))
                        .map(name -> document + " names " + name))
                .distinct()
                .toList();
    }
}
