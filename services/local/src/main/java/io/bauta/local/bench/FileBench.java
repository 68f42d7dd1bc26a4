/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.local.file.FileAnonymiser;
import io.bauta.local.file.FileJob;
import io.bauta.local.observation.ProcessUsage;
import io.bauta.videoanonymiser.sight.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Processor time of {@code anonymise} beside that of a plain decode and encode with the same codec settings, taken in turns
 * in one process, so that whatever else the machine does falls on both alike. The first turn of each warms up and does
 * not count; of the others the least is taken.
 */
public final class FileBench {
    static final double MOST_OF_PLAIN = 1.3;
    static final double MOST_OF_PLAIN_WHEN_FOUND = 1.5;
    private static final int TURNS = 4;
    private static final String OUTPUT = "bench.mp4";

    private final Path clip;
    private final Path folder;
    private final BooleanSupplier cancelled;

    /**
     * @param clip with picture and sound, drawn: it is also written without being made anonymous, and deleted at once
     * @param folder where the results go for a moment
     */
    public FileBench(Path clip, Path folder, BooleanSupplier cancelled) {
        this.clip = clip;
        this.folder = folder;
        this.cancelled = cancelled;
    }

    /**
     * @param solid the policy the promise is about
     * @param mosaic told for information: it is the usual one, and its pictures are harder to encode than grey ones
     * @param found hides what a detector finds in every frame
     * @param sights opens eyes for {@code found}
     */
    public List<Figure> measure(
            AnonymisationPolicy solid, AnonymisationPolicy mosaic, AnonymisationPolicy found, Supplier<Sight> sights)
            throws IOException {
        double plainCpu = Double.MAX_VALUE;
        double solidCpu = Double.MAX_VALUE;
        double mosaicCpu = Double.MAX_VALUE;
        double foundCpu = Double.MAX_VALUE;
        for (int turn = 0; turn < TURNS && !cancelled.getAsBoolean(); turn++) {
            double plainTurn = plain();
            double solidTurn = anonymise(solid, Sight.none());
            double mosaicTurn = anonymise(mosaic, Sight.none());
            double foundTurn = anonymise(found, sights);
            if (turn > 0) {
                plainCpu = Math.min(plainCpu, plainTurn);
                solidCpu = Math.min(solidCpu, solidTurn);
                mosaicCpu = Math.min(mosaicCpu, mosaicTurn);
                foundCpu = Math.min(foundCpu, foundTurn);
            }
        }
        return List.of(
                figure(
                        "file",
                        "anonymise with a solid frame, processor time of a plain pass",
                        solidCpu,
                        plainCpu,
                        MOST_OF_PLAIN),
                figure("file mosaic", "the same with a mosaic over the frame", mosaicCpu, plainCpu, null),
                figure(
                        "file found",
                        "the same with heads and plates found in every frame and covered",
                        foundCpu,
                        plainCpu,
                        MOST_OF_PLAIN_WHEN_FOUND));
    }

    private static Figure figure(String name, String what, double cpu, double plain, Double target) {
        boolean measured = plain < Double.MAX_VALUE;
        return new Figure(
                name,
                what,
                measured ? cpu / plain : null,
                "×",
                target,
                measured ? Map.of("plainProcessorSeconds", plain, "processorSeconds", cpu) : Map.of());
    }

    private double plain() throws IOException {
        return cpuOf(output -> PlainPass.run(clip, output));
    }

    private double anonymise(AnonymisationPolicy policy, Supplier<Sight> sights) throws IOException {
        FileJob job = new FileJob(clip, folder.resolve(OUTPUT), policy, sights, Hearing.none(), Optional.empty());
        return cpuOf(output -> FileAnonymiser.anonymise(job, (done, total) -> true));
    }

    private double cpuOf(Pass pass) throws IOException {
        Path output = folder.resolve(OUTPUT);
        double before = ProcessUsage.ofThisProcess().cpuSeconds();
        try {
            pass.to(output);
            return ProcessUsage.ofThisProcess().cpuSeconds() - before;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    @FunctionalInterface
    private interface Pass {
        void to(Path output);
    }
}
