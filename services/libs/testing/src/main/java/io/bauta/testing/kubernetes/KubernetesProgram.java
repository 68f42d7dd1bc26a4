/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kubernetes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The one program that a whole Kubernetes for tests is, kept in the user's cache. What builds it stands in
 * {@code tests-e2e/kubernetes}; where it was not built the test is skipped and says so, since nobody who runs one unit test
 * wants to wait ten minutes for it. {@code BAUTA_KUBERNETES=build} does wait, as {@code ./bauta test kubernetes} does.
 */
final class KubernetesProgram {
    private static final Path FOLDER = checkout().resolve("tests-e2e/kubernetes");

    private KubernetesProgram() {}

    /** A file that lies beside the program's sources. */
    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    /**
     * Where it is, or why it is not.
     *
     * @param folder in which every part of Kubernetes is found by its name; null if there is none
     * @param reason why there is none
     */
    record Found(Path folder, String reason) {}

    static Found find() {
        CommandOutcome where = script("folder");
        if (where.code() == 0) {
            return new Found(Path.of(where.out().strip()), "");
        }
        if (!"build".equals(System.getenv("BAUTA_KUBERNETES"))) {
            return new Found(
                    null,
                    "No Kubernetes for tests was built yet: ./bauta test kubernetes builds it, once, in 5 to 12 minutes");
        }
        CommandOutcome built = script();
        return built.code() == 0
                ? new Found(Path.of(built.out().strip()), "")
                : new Found(null, "No Kubernetes for tests: " + built.reason());
    }

    private static CommandOutcome script(String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", file("build.sh").toString()));
        command.addAll(List.of(arguments));
        return CommandOutcome.of(command);
    }

    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("tests-e2e/kubernetes/build.sh"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("run the tests inside the checkout");
        }
        return folder;
    }
}
