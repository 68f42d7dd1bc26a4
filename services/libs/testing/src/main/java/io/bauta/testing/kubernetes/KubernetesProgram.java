/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kubernetes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The one program that a whole Kubernetes for tests is, and what nodes need beside it, kept in the user's cache. What builds them
 * stands in {@code tests-e2e/kubernetes} and {@code tests-e2e/nodes}; where that was not done the test is skipped and says so, since nobody who runs one unit test
 * wants to wait ten minutes for it. {@code BAUTA_KUBERNETES=build} does wait, as {@code ./bauta test kubernetes} does.
 */
final class KubernetesProgram {
    private static final Path CHECKOUT = checkout();
    private static final String CLUSTER = "tests-e2e/kubernetes";
    private static final String NODES = "tests-e2e/nodes";

    private KubernetesProgram() {}

    /** A file that lies beside the program's sources. */
    static Path file(String name) {
        return CHECKOUT.resolve(CLUSTER).resolve(name);
    }

    /** The script that makes nodes which run containers. */
    static Path nodes() {
        return CHECKOUT.resolve(NODES).resolve("nodes.sh");
    }

    /** The objects of the DNS that such nodes have. */
    static Path dns() {
        return CHECKOUT.resolve(NODES).resolve("dns/dns.yaml");
    }

    /**
     * Where it is, or why it is not.
     *
     * @param folder in which every part of Kubernetes is found by its name; null if there is none
     * @param reason why there is none
     */
    record Found(Path folder, String reason) {}

    static Found find() {
        return find(CLUSTER);
    }

    /** What a node needs beside its part of Kubernetes. */
    static Found findForNodes() {
        return find(NODES);
    }

    private static Found find(String room) {
        CommandOutcome where = script(room, "folder");
        if (where.code() == 0) {
            return new Found(Path.of(where.out().strip()), "");
        }
        if (!"build".equals(System.getenv("BAUTA_KUBERNETES"))) {
            return new Found(
                    null,
                    "No Kubernetes for tests was built yet: ./bauta test kubernetes builds it, once, in 5 to 12 minutes");
        }
        CommandOutcome built = script(room);
        return built.code() == 0
                ? new Found(Path.of(built.out().strip()), "")
                : new Found(null, "No Kubernetes for tests: " + built.reason());
    }

    private static CommandOutcome script(String room, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("bash", CHECKOUT.resolve(room).resolve("build.sh").toString()));
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
