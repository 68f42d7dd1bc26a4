/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.continuum;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What runs, in the order of the data's way, and what each may know and use. The one table of names, places and JVM
 * settings.
 */
public enum ServiceCatalogue {
    EDGE_BROKER("edge-broker", "services/broker", Side.EDGE, 256, Compiler.QUICK),
    FOG_BROKER("fog-broker", "services/broker", Side.FOG, 256, Compiler.QUICK),
    MODEL_SERVER("model-server", "services/model-server", Side.NODE, 160, Compiler.QUICK),
    INGESTION("ingestion", "services/ingestion", Side.EDGE, 128, Compiler.QUICK),
    VIDEO_ANONYMISER("video-anonymiser", "services/video-anonymiser", Side.EDGE, 192, Compiler.FULL_WITH_VECTORS),
    AUDIO_ANONYMISER("audio-anonymiser", "services/audio-anonymiser", Side.EDGE, 128, Compiler.FULL),
    EGRESS("egress", "gateway/egress", Side.DOOR, 160, Compiler.QUICK),
    ANALYTICS("analytics", "services/analytics", Side.FOG, 128, Compiler.FULL),
    PARTNER("partner", "gateway/partner", Side.FOG, 160, Compiler.QUICK);

    /** Which brokers a service may know. */
    enum Side {
        /** On the edge node, with no business on any broker. */
        NODE,
        EDGE,
        DOOR,
        FOG
    }

    private enum Compiler {
        /** Its work is input and output: the first compiler's code is good enough and starts sooner. */
        QUICK,
        FULL,
        /** Touches every sample of every picture: the Vector API is still a module that must be asked for. */
        FULL_WITH_VECTORS;

        List<String> flags() {
            return switch (this) {
                case QUICK -> List.of("-XX:TieredStopAtLevel=1");
                case FULL -> List.of("-XX:+TieredCompilation");
                case FULL_WITH_VECTORS -> List.of("-XX:+TieredCompilation", "--add-modules=jdk.incubator.vector");
            };
        }
    }

    private final String label;
    private final Path module;
    private final Side side;
    private final int heapMebibytes;
    private final Compiler compiler;

    ServiceCatalogue(String label, String module, Side side, int heapMebibytes, Compiler compiler) {
        this.label = label;
        this.module = Path.of(module);
        this.side = side;
        this.heapMebibytes = heapMebibytes;
        this.compiler = compiler;
    }

    /** Its name in logs, reports and {@code run.json}. */
    public String label() {
        return label;
    }

    /** Whether it is a Kafka broker, which has no HTTP port. */
    public boolean isBroker() {
        return this == EDGE_BROKER || this == FOG_BROKER;
    }

    Side side() {
        return side;
    }

    /** Whether it stands on the edge node. */
    public boolean onEdge() {
        return side != Side.FOG;
    }

    /** Whether it signs statements and so needs the node's private key. */
    boolean signs() {
        return this == VIDEO_ANONYMISER || this == AUDIO_ANONYMISER;
    }

    /**
     * Whether the way of the media does not lead through it. Where edge and fog share a machine, a chunk on its way to the fog
     * must not wait for a processor that counts what moved in the one before.
     */
    boolean canWait() {
        return this == ANALYTICS || this == PARTNER || this == MODEL_SERVER;
    }

    /** The jar to run, relative to the checkout. */
    Path jar() {
        return module.resolve(isBroker() ? "target/bauta-broker.jar" : "target/quarkus-app/quarkus-run.jar");
    }

    /** Settings of its JVM: small heaps, one collector thread, no dump that could hold raw media. */
    public List<String> jvmFlags() {
        List<String> flags = new ArrayList<>(List.of(
                "-Xms16m",
                "-Xmx" + heapMebibytes + "m",
                "-XX:MaxDirectMemorySize=96m",
                "-XX:+UseSerialGC",
                // An object's header takes 8 bytes instead of 12 (openjdk.org/jeps/519).
                "-XX:+UseCompactObjectHeaders",
                // Most of what is allocated is let go at once; a heap that lies empty is memory that a camera lacks.
                "-XX:MaxNewSize=24m",
                "-XX:MinHeapFreeRatio=15",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:TrimNativeHeapInterval=5000",
                // Of half a megabyte ONNX Runtime has run out.
                "-Xss2m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Dfile.encoding=UTF-8",
                "-Djava.net.preferIPv4Stack=true",
                "--enable-native-access=ALL-UNNAMED"));
        flags.addAll(compiler.flags());
        return List.copyOf(flags);
    }

    /** In which groups services stop so that nothing in flight is lost: with the flow, the brokers last. */
    static List<List<String>> stopOrderAfterIngestion() {
        return List.of(
                labels(VIDEO_ANONYMISER, AUDIO_ANONYMISER),
                labels(EGRESS, MODEL_SERVER),
                labels(ANALYTICS, PARTNER),
                labels(EDGE_BROKER, FOG_BROKER));
    }

    private static List<String> labels(ServiceCatalogue... services) {
        return Arrays.stream(services).map(ServiceCatalogue::label).toList();
    }
}
