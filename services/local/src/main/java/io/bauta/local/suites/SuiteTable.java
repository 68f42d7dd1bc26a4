/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.suites;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Prints what the reports of Maven and pytest say, after {@code ./bauta test}. It is run straight from its source file, because it
 * must work when the build did not; so this package uses nothing but the JDK.
 *
 * <p>Arguments: the top of the checkout, then suites that do not exist yet. Exit code 0 if something ran and nothing
 * failed, else 1.
 */
public final class SuiteTable {
    private final List<ModuleReport> modules;
    private final List<String> absentSuites;

    SuiteTable(List<ModuleReport> modules, List<String> absentSuites) {
        this.modules = List.copyOf(modules);
        this.absentSuites = List.copyOf(absentSuites);
    }

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException {
        Path top = Path.of(arguments[0]);
        SuiteTable table = new SuiteTable(reports(top), List.of(arguments).subList(1, arguments.length));
        System.exit(table.print(System.out));
    }

    /** The reports found below a checkout, in the order of their modules' paths. */
    static List<ModuleReport> reports(Path top) throws IOException {
        List<ModuleReport> found = new ArrayList<>();
        for (String room : List.of("services", "gateway", "tests-e2e", "models")) {
            Path folder = top.resolve(room);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> folders = Files.walk(folder, 5)) {
                for (Path reports : folders.filter(Files::isDirectory)
                        .filter(ModuleReport::isOne)
                        .sorted()
                        .toList()) {
                    found.add(ModuleReport.read(top, reports));
                }
            }
        }
        return found;
    }

    /** Prints the table, the skipped and failed tests and the closing line. */
    int print(PrintStream out) {
        int passed = modules.stream().mapToInt(ModuleReport::passed).sum();
        int failed = modules.stream().mapToInt(module -> module.failed().size()).sum();
        int skipped = modules.stream().mapToInt(ModuleReport::skippedCount).sum();
        out.printf("%n%-12s %-34s %7s %7s %8s %8s%n", "suite", "module", "passed", "failed", "skipped", "seconds");
        for (ModuleReport module : modules) {
            out.printf(
                    "%-12s %-34s %7d %7d %8d %8.1f%n",
                    module.suite(),
                    module.module(),
                    module.passed(),
                    module.failed().size(),
                    module.skippedCount(),
                    module.seconds());
        }
        for (String suite : absentSuites) {
            out.printf("%-12s %s%n", suite, "not there yet: it comes with a later part of the project");
        }
        printSkipped(out);
        printFailed(out);
        if (passed + failed + skipped == 0) {
            out.println("\nno test ran");
        }
        out.printf("%n%d passed, %d failed, %d skipped%n", passed, failed, skipped);
        return failed == 0 && passed > 0 ? 0 : 1;
    }

    private void printSkipped(PrintStream out) {
        TreeMap<String, List<String>> testsByReason = new TreeMap<>();
        modules.forEach(module -> module.skipped().forEach((test, reason) -> testsByReason
                .computeIfAbsent(reason, unused -> new ArrayList<>())
                .add(test)));
        testsByReason.forEach((reason, tests) -> out.printf(
                "%nskipped: %s%n%s%n",
                reason, String.join("\n", tests).indent(4).stripTrailing()));
    }

    private void printFailed(PrintStream out) {
        modules.forEach(module -> module.failed()
                .forEach((test, message) ->
                        out.printf("%nFAILED: %s%n%s%n", test, message.indent(4).stripTrailing())));
    }
}
