/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.containers;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.bauta.e2e.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** The machine's container engine, and the one image the tests need. What is missing skips them and says why. */
final class ContainerEngine {
    private static final Pattern KAFKA_VERSION = Pattern.compile("<kafka.version>([^<]+)<");
    private static final int IMAGE_WITHIN_MINUTES = 5;

    private ContainerEngine() {}

    /** Skips the test where no engine answers. */
    static void require() {
        String why = Optional.ofNullable(System.getenv("BAUTA_NO_CONTAINER_ENGINE"))
                .orElse("start Docker, or run './bauta test e2e' as root on Debian, which brings one");
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "No container engine answers: " + why);
    }

    /** The image of Apache Kafka, in the version the project builds with. */
    static DockerImageName kafka() {
        require();
        Matcher version = KAFKA_VERSION.matcher(Repository.read("pom.xml"));
        if (!version.find()) {
            throw new IllegalStateException("the top pom states no kafka.version");
        }
        DockerImageName image = DockerImageName.parse("apache/kafka:" + version.group(1));
        if (!isThere(image)) {
            bring(image);
        }
        return image;
    }

    private static boolean isThere(DockerImageName image) {
        try {
            DockerClientFactory.instance()
                    .client()
                    .inspectImageCmd(image.asCanonicalNameString())
                    .exec();
            return true;
        } catch (NotFoundException notThere) {
            return false;
        }
    }

    /** An engine that lives for this run only gets an image made on the spot; a user's own engine gets the real one. */
    private static void bring(DockerImageName image) {
        if (System.getenv("BAUTA_OWN_CONTAINER_ENGINE") != null) {
            make(image);
            return;
        }
        pull(image);
    }

    /** Once: Testcontainers' own pull goes on trying for minutes where there is no way to a registry. */
    private static void pull(DockerImageName image) {
        try (PullImageResultCallback pulling = DockerClientFactory.instance()
                .client()
                .pullImageCmd(image.getUnversionedPart())
                .withTag(image.getVersionPart())
                .exec(new PullImageResultCallback())) {
            assumeTrue(
                    pulling.awaitCompletion(IMAGE_WITHIN_MINUTES, TimeUnit.MINUTES) && isThere(image),
                    "The image " + image + " did not come in time: try 'docker pull " + image + "'");
        } catch (DockerException | DockerClientException | IOException e) {
            abort("The image " + image + " cannot be pulled: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void make(DockerImageName image) {
        Path jars = Repository.path("services/broker/target/lib");
        assumeTrue(Files.isDirectory(jars), "No jars of Kafka in " + jars + ": build with './bauta build' first");
        try {
            Path log = Files.createTempFile("bauta-image-", ".log");
            ProcessBuilder script = new ProcessBuilder(
                    "bash",
                    Repository.path("tests-e2e/containers/kafka-image.sh").toString(),
                    jars.toString(),
                    image.asCanonicalNameString());
            script.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process making = script.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = making.waitFor(IMAGE_WITHIN_MINUTES, TimeUnit.MINUTES);
            making.destroy();
            String said = Files.readString(log);
            Files.delete(log);
            assumeTrue(ended && making.exitValue() == 0, "The image " + image + " could not be made: " + said.strip());
        } catch (IOException e) {
            abort("The image " + image + " could not be made: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
