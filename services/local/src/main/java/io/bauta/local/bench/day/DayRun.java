/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.audioanonymiser.intake.AudioLaneFactory;
import io.bauta.audioanonymiser.outlet.FlacChunkEncoder;
import io.bauta.local.observation.ProcessUsage;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Plays a day: so many microphones before the lanes of one audio anonymiser, in turns, on this thread and as fast as it can.
 * They share what the service's lanes share: the network's weights and the keys.
 */
final class DayRun {
    private static final int LOOKS = 48;
    /** A quarter of the looks is warm-up: code is compiled, buffers find their size. */
    private static final int WARM_FROM = LOOKS / 4;

    private final DaySettings settings;
    private final Hearing hearing;
    private final BiConsumer<MemoryWatch.Look, SpeechTally.Counts> seen;

    /** @param seen told at every look how things stand */
    DayRun(DaySettings settings, Hearing hearing, BiConsumer<MemoryWatch.Look, SpeechTally.Counts> seen) {
        this.settings = settings;
        this.hearing = hearing;
        this.seen = seen;
    }

    /** @param lines what people say */
    DayReport play(SpokenLines lines) {
        AudioLaneFactory lanes = new AudioLaneFactory(hearing, FlacChunkEncoder::new);
        List<DayMicrophone> microphones = new ArrayList<>();
        try {
            for (int number = 1; number <= settings.microphones(); number++) {
                microphones.add(new DayMicrophone(number, settings.voice(), lines, lanes));
            }
            return play(microphones);
        } finally {
            microphones.forEach(DayMicrophone::close);
        }
    }

    private DayReport play(List<DayMicrophone> microphones) {
        MemoryWatch memory = new MemoryWatch();
        double processBefore = ProcessUsage.ofThisProcess().cpuSeconds();
        double threadBefore = threadSeconds();
        long blocks = (long) settings.seconds() * DayBlock.A_SECOND;
        long looked = 0;
        for (long block = 0; block < blocks; block++) {
            microphones.forEach(DayMicrophone::hear);
            long due = (block + 1) * LOOKS / blocks;
            if (due > looked) {
                looked = due;
                double hours = (block + 1.0) / DayBlock.A_SECOND / 3600;
                seen.accept(memory.look(hours), speech(microphones));
            }
        }
        microphones.forEach(DayMicrophone::end);
        double thread = threadSeconds() - threadBefore;
        double process = ProcessUsage.ofThisProcess().cpuSeconds() - processBefore;
        return new DayReport(
                speech(microphones),
                microphones.stream().map(DayMicrophone::time).reduce(TimeTally.Counts.NONE, TimeTally.Counts::plus),
                microphones.stream()
                        .mapToDouble(DayMicrophone::farthestRestartSeconds)
                        .max()
                        .orElseThrow(),
                (double) settings.seconds() * microphones.size(),
                microphones.stream().mapToLong(DayMicrophone::laneNanos).sum() / 1e9,
                Math.max(0, process - thread),
                Math.min(WARM_FROM, memory.looks().size() - 1),
                memory.looks(),
                MemoryWatch.most().orElse(0));
    }

    private static SpeechTally.Counts speech(List<DayMicrophone> microphones) {
        return microphones.stream()
                .map(DayMicrophone::speech)
                .reduce(SpeechTally.Counts.NONE, SpeechTally.Counts::plus);
    }

    private static double threadSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
