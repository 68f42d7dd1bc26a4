/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many threads, many runs, and the end. */
class InferenceLifeTest {
    private static final Map<String, long[]> ONE_PICTURE = Map.of("image", new long[] {1, 3, 16, 16});
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int THREADS = 4;

    @Test
    void aSessionForEachThreadAndAllSayTheSame() throws Exception {
        List<float[]> results = together(() -> {
            try (InferenceSession session = Networks.open("picture")) {
                return judgeOften(session);
            }
        });
        assertThat(results).allSatisfy(scores -> assertThat(scores).containsExactly(results.getFirst()));
    }

    @Test
    void oneSessionSharedByThreadsWithABindingEach() throws Exception {
        try (InferenceSession session = Networks.open("picture")) {
            List<float[]> results = together(() -> judgeOften(session));
            assertThat(results).allSatisfy(scores -> assertThat(scores).containsExactly(results.getFirst()));
        }
    }

    @Test
    void aSessionHasNoThreadsOfItsOwn() throws IOException {
        assumeTrue(Files.exists(STATUS), "needs /proc to count threads: run it on Linux");
        try (InferenceSession first = Networks.open("picture")) {
            judgeOften(first);
            long before = status("Threads:");
            List<InferenceSession> more = new ArrayList<>();
            for (int count = 0; count < 20; count++) {
                more.add(Networks.open("picture"));
                judgeOften(more.getLast());
            }
            // The JVM itself may start a compiler thread or two.
            assertThat(status("Threads:")).isLessThan(before + 10);
            more.forEach(InferenceSession::close);
        }
    }

    @Test
    void memoryDoesNotGrowOverTenThousandRuns() throws IOException {
        assumeTrue(Files.exists(STATUS), "needs /proc to see memory: run it on Linux");
        try (InferenceSession session = Networks.open("picture");
                InferenceBinding binding = session.bind(Map.of("image", new long[] {1, 3, 192, 320}))) {
            run(binding, 1_000);
            long before = settled();
            run(binding, 10_000);
            // One leaked output of this size in every run would be 300 MB.
            assertThat(settled() - before).as("kB more after 10,000 runs").isLessThan(40_000);
        }
    }

    @Test
    void memoryDoesNotGrowOverManySessionsAndBindings() throws IOException {
        assumeTrue(Files.exists(STATUS), "needs /proc to see memory: run it on Linux");
        openAndClose(50);
        long before = settled();
        openAndClose(300);
        // A binding of this size holds about 200 kB, so leaking each would cost 60 MB and its session more.
        assertThat(settled() - before).as("kB more after 300 sessions").isLessThan(40_000);
    }

    @Test
    void closingTwiceAndInAnyOrderDoesNoHarm() {
        InferenceSession session = Networks.open("picture");
        InferenceBinding early = session.bind(ONE_PICTURE);
        InferenceBinding late = session.bind(ONE_PICTURE);
        early.close();
        early.close();
        session.close();
        session.close();
        late.close();
        late.close();
        assertThat(session.inputs()).hasSize(1);
    }

    @Test
    void whatIsUsedAfterTheEndSaysSo() {
        InferenceSession session = Networks.open("picture");
        InferenceBinding binding = session.bind(ONE_PICTURE);
        InferenceBinding orphan = session.bind(ONE_PICTURE);
        FloatBuffer held = binding.output("scores4").floats();
        binding.close();
        session.close();

        assertThatIllegalStateException().isThrownBy(binding::run).withMessageContaining("binding of model 'picture'");
        assertThatIllegalStateException().isThrownBy(() -> held.get(0));
        assertThatIllegalStateException().isThrownBy(orphan::run).withMessageContaining("session of model 'picture'");
        assertThatIllegalStateException().isThrownBy(() -> session.bind(ONE_PICTURE));
        orphan.close();
    }

    @Test
    void closingWaitsForRunsThatAreUnderWay() throws Exception {
        for (int round = 0; round < 20; round++) {
            InferenceSession session = Networks.open("picture");
            try (ExecutorService runners = Executors.newFixedThreadPool(THREADS)) {
                List<Future<?>> running = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    InferenceBinding binding = session.bind(ONE_PICTURE);
                    running.add(runners.submit(() -> runUntilClosed(binding)));
                }
                session.close();
                for (Future<?> runner : running) {
                    runner.get();
                }
            }
        }
    }

    private static void runUntilClosed(InferenceBinding binding) {
        try (binding) {
            assertThatIllegalStateException().isThrownBy(() -> run(binding, Integer.MAX_VALUE));
        }
    }

    private static <T> List<T> together(Callable<T> work) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(java.util.Collections.nCopies(THREADS, work))) {
                results.add(result.get());
            }
            return results;
        }
    }

    private static float[] judgeOften(InferenceSession session) {
        try (InferenceBinding binding = session.bind(ONE_PICTURE)) {
            binding.input("image").memory().fill((byte) 99);
            run(binding, 200);
            float[] scores = new float[binding.output("scores4").elements()];
            binding.output("scores4").floats().get(scores);
            return scores;
        }
    }

    private static void run(InferenceBinding binding, int times) {
        for (int count = 0; count < times; count++) {
            binding.run();
        }
    }

    private static void openAndClose(int times) {
        for (int count = 0; count < times; count++) {
            try (InferenceSession session = Networks.open("picture");
                    InferenceBinding binding = session.bind(Map.of("image", new long[] {1, 3, 192, 320}))) {
                binding.run();
            }
        }
    }

    /** Resident kB, with the heap's own coming and going taken out of the picture as far as one can. */
    private static long settled() throws IOException {
        System.gc();
        return status("VmRSS:");
    }

    private static long status(String key) throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
