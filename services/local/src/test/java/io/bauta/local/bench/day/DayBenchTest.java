/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.local.bench.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day in a process of its own becomes figures, and can be cut short. */
class DayBenchTest {
    private static final Path TINY_VOICE = Path.of("../audio-anonymiser/src/test/resources/models/voice");

    @TempDir
    Path folder;

    @Test
    void aDayIsFiguresAndALogOfHowItStood() throws IOException, InterruptedException {
        List<Double> reached = new ArrayList<>();

        List<Figure> figures =
                new DayBench(reached::add, () -> false).measure(day(20, TINY_VOICE), folder.resolve("day.log"));

        assertThat(figures)
                .extracting(Figure::name)
                .containsExactly(
                        "day drift (2)",
                        "day leaked (2)",
                        "day open (2)",
                        "day altered (2)",
                        "day memory (2)",
                        "day heap (2)",
                        "day processor (2)");
        assertThat(figures.getFirst().value()).isZero();
        assertThat(figures.getFirst().details()).containsEntry("samplesOut", 2L * 20 * DayBlock.RATE);
        assertThat(figures)
                .filteredOn(figure -> figure.name().startsWith("day processor"))
                .allMatch(figure -> figure.value() > 0);
        assertThat(reached).isSorted().last().isEqualTo(1.0);
        assertThat(folder.resolve("day.log")).content().contains("0.006 h: heap ", "leaked ");
    }

    @Test
    void whatIsCutShortHasNoValue() throws IOException, InterruptedException {
        AtomicBoolean stopped = new AtomicBoolean();
        DayBench bench = new DayBench(share -> stopped.set(true), stopped::get);

        assertThat(bench.measure(day(600, TINY_VOICE), folder.resolve("day.log")))
                .hasSize(7)
                .allMatch(figure -> figure.value() == null);
        assertThat(bench.measure(day(600, TINY_VOICE), folder.resolve("next.log")))
                .hasSize(7)
                .allMatch(figure -> figure.value() == null);
        assertThat(folder.resolve("next.log")).doesNotExist();
    }

    @Test
    void aDayThatCannotBePlayedNamesItsLog() {
        Path log = folder.resolve("day.log");
        DayBench bench = new DayBench(share -> {}, () -> false);

        assertThatThrownBy(() -> bench.measure(day(20, folder), log))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(log.toString());
        assertThat(log).content().contains("ModelRefusedException");
    }

    private static DaySettings day(int seconds, Path model) {
        return new DaySettings(seconds, VoiceMethod.MUTE_SPEECH, 2, model, Optional.empty());
    }
}
