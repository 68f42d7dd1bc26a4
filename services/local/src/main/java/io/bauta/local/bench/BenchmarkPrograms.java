/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of {@code services/benchmarks}, which measure and do not ship, and so run in a process of their own, on the
 * same jars as this one.
 *
 * @param root top of the checkout
 */
public record BenchmarkPrograms(Path root) {

    /**
     * The command line of one.
     *
     * @param program its main class
     * @throws Refusal if the module is not packaged
     */
    List<String> command(String program, List<String> arguments) {
        Path packaged = root.resolve("services/benchmarks/target");
        Path jar = packaged.resolve("bauta-benchmarks.jar");
        if (!Files.isReadable(jar)) {
            throw new Refusal(ExitCode.LACKING, jar + " is not there; './bauta build' makes it");
        }
        String classPath = String.join(
                File.pathSeparator,
                jar.toString(),
                packaged.resolve("lib/*").toString(),
                root.resolve("services/local/target/lib/*").toString());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                classPath,
                program));
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
