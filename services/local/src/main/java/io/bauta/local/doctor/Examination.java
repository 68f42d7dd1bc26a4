/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.doctor;

import io.bauta.local.check.Machine;
import io.bauta.local.check.PortChoice;
import io.bauta.local.home.HomeFolder;
import io.bauta.local.home.SharedFolder;
import io.bauta.media.MediaException;
import io.bauta.media.MediaLibrary;
import io.bauta.media.video.H264Encoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at everything Bauta uses, one thing at a time. Nothing is changed or installed. */
public final class Examination {
    private final HomeFolder home;
    private final Path root;

    /** @param root top of the checkout */
    public Examination(HomeFolder home, Path root) {
        this.home = home;
        this.root = root;
    }

    /** Each is looked at when the stream comes to it. */
    public Stream<Finding> findings() {
        return Stream.<Supplier<Finding>>of(
                        this::jdk,
                        this::maven,
                        this::cores,
                        this::memory,
                        this::disk,
                        this::ports,
                        this::ffmpeg,
                        this::encoder,
                        this::onnxRuntime,
                        () -> program("Chromium", "tests of the page", "chromium", "chromium", "chromium-browser"),
                        () -> program("kcat", "reading topics by hand", "kcat", "kcat", "kafkacat"),
                        this::docker,
                        () -> program("Node.js", "nothing yet", "nodejs", "node"),
                        () -> program("Go", "tests on Kubernetes, later", "golang", "go"),
                        this::sharedData)
                .map(Supplier::get);
    }

    private Finding jdk() {
        return Finding.there("JDK", Runtime.version() + " in " + System.getProperty("java.home"));
    }

    private Finding maven() {
        Optional<Path> maven = Program.find("mvn");
        return maven.isPresent()
                ? Finding.there("Maven", maven.get().toString())
                : Finding.missing(
                        "Maven", "not on the search path", "apt-get install maven, or ./bauta test, which fetches one");
    }

    private Finding cores() {
        int cores = machine().cores();
        return cores >= 2
                ? Finding.there("processors", Integer.toString(cores))
                : Finding.missing("processors", "only one", "it runs, but starts slowly and falls behind at 720p");
    }

    private Finding memory() {
        long free = machine().availableMemoryBytes();
        String detail =
                Machine.mebibytes(free) + " free, " + Machine.mebibytes(Machine.NEEDED_MEMORY_BYTES) + " needed";
        return free >= Machine.NEEDED_MEMORY_BYTES
                ? Finding.there("memory", detail)
                : Finding.needed("memory", detail, "close other programs");
    }

    private Finding disk() {
        long free = machine().freeDiskBytes();
        String detail = Machine.mebibytes(free) + " free in " + home.path() + ", "
                + Machine.mebibytes(Machine.NEEDED_DISK_BYTES) + " needed";
        return free >= Machine.NEEDED_DISK_BYTES
                ? Finding.there("disk", detail)
                : Finding.needed("disk", detail, "make room, or give another folder with --home");
    }

    private Finding ports() {
        try (PortChoice choice = new PortChoice()) {
            return Finding.there("ports", "free ones on the loopback address, such as " + choice.free());
        } catch (UncheckedIOException e) {
            return Finding.needed("ports", e.getMessage(), "bring up the loopback interface");
        }
    }

    private Finding ffmpeg() {
        try {
            return Finding.there("FFmpeg", MediaLibrary.version() + ", " + MediaLibrary.licence());
        } catch (MediaException e) {
            return Finding.needed("FFmpeg", e.getMessage(), "it comes with the build: Linux on x86-64 or arm64");
        }
    }

    private Finding encoder() {
        try {
            H264Encoder best = H264Encoder.working().getFirst();
            return best == H264Encoder.OPENH264
                    ? Finding.missing(
                            "H.264 encoder",
                            "only FFmpeg's openh264, which takes twice the time",
                            "apt-get install libopenh264-7, or -8 where that is what there is")
                    : Finding.there("H.264 encoder", best.label());
        } catch (MediaException | NoSuchElementException e) {
            return Finding.needed(
                    "H.264 encoder", "none works in this FFmpeg", "use the FFmpeg that comes with the build");
        }
    }

    private Finding onnxRuntime() {
        try {
            Class.forName("ai.onnxruntime.OrtEnvironment");
            return Finding.there("ONNX Runtime", "loads");
        } catch (ClassNotFoundException | LinkageError notThere) {
            return Finding.missing("ONNX Runtime", "not part of this build", "nothing needs it yet");
        }
    }

    private Finding docker() {
        if (Program.find("docker").isEmpty()) {
            return Finding.missing(
                    "container engine", "no docker", "apt-get install docker.io; only tests with containers need it");
        }
        return Program.firstLine("docker", "version", "--format", "{{.Server.Version}}")
                .map(version -> Finding.there("container engine", "Docker " + version))
                .orElseGet(() -> Finding.missing(
                        "container engine",
                        "installed, but does not answer",
                        "start it, or run ./bauta test as root, which starts it for the tests"));
    }

    private Finding sharedData() {
        Path data = SharedFolder.data(root);
        return Files.isDirectory(data)
                ? Finding.there("real clips", data.toString())
                : Finding.missing(
                        "real clips",
                        "not beside the checkout",
                        "only some tests need them: BAUTA_SHARED names their folder");
    }

    private static Finding program(String what, String neededFor, String debianPackage, String... names) {
        return Program.find(names)
                .map(path -> Finding.there(what, path.toString()))
                .orElseGet(() -> Finding.missing(what, "used for " + neededFor, "apt-get install " + debianPackage));
    }

    private Machine machine() {
        try {
            return Machine.here(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether {@code ./bauta demo} can run with these. */
    public static boolean enough(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.state() == Finding.State.NEEDED);
    }
}
