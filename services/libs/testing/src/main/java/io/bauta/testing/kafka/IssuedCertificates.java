/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Certificates as an operator issues them, by {@code k8s/certificates/issue.sh}; it needs openssl. */
public final class IssuedCertificates {
    private static final String SCRIPT = "k8s/certificates/issue.sh";

    private final Path folder;

    private IssuedCertificates(Path folder) {
        this.folder = folder;
    }

    /** Whether they can be made on this machine. */
    public static boolean possible() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(one -> Files.isExecutable(Path.of(one, "openssl")));
    }

    /**
     * Issues what is missing in the folder.
     *
     * @param arguments the script's, after the folder: nodes, {@code --reader NAME}
     * @throws IllegalStateException with what the script complained of
     */
    public static IssuedCertificates in(Path folder, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("bash", checkout().resolve(SCRIPT).toString(), folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said.strip());
            }
            return new IssuedCertificates(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of a service of an edge node, the broker among them. */
    public Path edge(String node, String service) {
        return folder.resolve("edge").resolve(node).resolve(service);
    }

    /** Of a service of the fog. */
    public Path fog(String service) {
        return folder.resolve("fog").resolve(service);
    }

    /** Of somebody who reads on the fog from outside. */
    public Path reader(String name) {
        return folder.resolve("readers").resolve(name);
    }

    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve(SCRIPT))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("tests run inside a checkout, where " + SCRIPT + " is");
            }
        }
        return folder;
    }
}
