/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The one table of images: which module each is made of, what it listens on, how its virtual machine is set up. */
enum ServiceImage {
    BROKER("broker", "services/broker", 9092, Compiler.QUICK),
    MODEL_SERVER("model-server", "services/model-server", 8086, Compiler.QUICK),
    INGESTION("ingestion", "services/ingestion", 8081, Compiler.QUICK),
    VIDEO_ANONYMISER("video-anonymiser", "services/video-anonymiser", 8082, Compiler.FULL_WITH_VECTORS),
    AUDIO_ANONYMISER("audio-anonymiser", "services/audio-anonymiser", 8083, Compiler.FULL),
    EGRESS("egress", "gateway/egress", 8084, Compiler.QUICK),
    ANALYTICS("analytics", "services/analytics", 8080, Compiler.FULL),
    PARTNER("partner", "gateway/partner", 8080, Compiler.QUICK),
    PLACEMENT("placement", "services/placement", 8087, Compiler.QUICK);

    /** Where everything of the service lies inside its image. */
    static final String HOME = "/opt/bauta";

    static final String NATIVES = HOME + "/natives";
    static final String MODELS = HOME + "/models";

    private enum Compiler {
        /** Its work is input and output: the first compiler's code is good enough and starts sooner. */
        QUICK,
        FULL,
        FULL_WITH_VECTORS
    }

    private final String label;
    private final Path module;
    private final int port;
    private final Compiler compiler;

    ServiceImage(String label, String module, int port, Compiler compiler) {
        this.label = label;
        this.module = Path.of(module);
        this.port = port;
        this.compiler = compiler;
    }

    /** The last part of the image's name. */
    String label() {
        return label;
    }

    int port() {
        return port;
    }

    private boolean isBroker() {
        return this == BROKER;
    }

    /** The folder with the packaged service, relative to the checkout. */
    Path packaged() {
        return module.resolve(isBroker() ? "target" : "target/quarkus-app");
    }

    /** What the build notes of the licences of all that ships with it, relative to the checkout. */
    Path notices() {
        return module.resolve("target/generated-sources/license/THIRD-PARTY.txt");
    }

    String jar() {
        return isBroker() ? "bauta-broker.jar" : "quarkus-run.jar";
    }

    /** Folders of {@link #packaged} that belong to the service, beside its jar. */
    List<String> folders() {
        return isBroker() ? List.of("lib") : List.of("lib", "app", "quarkus");
    }

    /** Exported models the image brings along, relative to the checkout. */
    Optional<Path> models() {
        return this == MODEL_SERVER ? Optional.of(Path.of("models/exported")) : Optional.empty();
    }

    /**
     * The fixed command. The heap is whoever runs it to set, by JDK_JAVA_OPTIONS; nothing is ever dumped that could hold raw
     * media, and all that is unpacked at run time goes to /tmp, the only place that need be writable.
     */
    List<String> entrypoint() {
        List<String> command = new ArrayList<>(List.of(
                "java",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:MaxNewSize=24m",
                "-XX:MinHeapFreeRatio=15",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:TrimNativeHeapInterval=5000",
                // Of half a megabyte ONNX Runtime has run out.
                "-Xss2m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:MaxDirectMemorySize=96m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-XX:-UsePerfData",
                "-Dfile.encoding=UTF-8",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.io.tmpdir=/tmp",
                "-Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp",
                "-Donnxruntime.native.path=" + NATIVES,
                "--enable-native-access=ALL-UNNAMED"));
        switch (compiler) {
            case QUICK -> command.add("-XX:TieredStopAtLevel=1");
            case FULL -> {}
            case FULL_WITH_VECTORS -> command.add("--add-modules=jdk.incubator.vector");
        }
        command.addAll(List.of("-jar", HOME + "/" + jar()));
        return List.copyOf(command);
    }

    static Optional<ServiceImage> named(String label) {
        return Arrays.stream(values())
                .filter(image -> image.label.equals(label))
                .findFirst();
    }
}
