/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenWindowsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final OpenWindows<AtomicInteger> windows =
            new OpenWindows<>(Duration.ofSeconds(1), Instant.EPOCH, AtomicInteger::new);

    private static long at(long millis) {
        return Micros.of(NOON.plusMillis(millis));
    }

    private void count(long millis) {
        windows.at(at(millis)).ifPresent(AtomicInteger::incrementAndGet);
    }

    @Test
    void aWindowHoldsWhatFallsBetweenItsStartAndItsEnd() {
        count(0);
        count(999);
        count(1_000);

        assertThat(windows.advanceTo(at(1_000))).singleElement().satisfies(closed -> {
            assertThat(closed.start()).isEqualTo(NOON);
            assertThat(closed.tally()).hasValue(2);
        });
    }

    @Test
    void aWindowStaysOpenUntilTheWatermarkReachesItsEnd() {
        count(0);
        assertThat(windows.advanceTo(at(999))).isEmpty();
        assertThat(windows.advanceTo(at(1_000))).hasSize(1);
    }

    @Test
    void aClosedWindowNeverOpensAgain() {
        count(0);
        var unused = windows.advanceTo(at(1_500));

        assertThat(windows.at(at(500))).isEmpty();
        assertThat(windows.at(at(1_500))).isPresent();
        assertThat(windows.closedBefore()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void secondsWithoutMediaHaveNoWindow() {
        count(0);
        count(5_000);

        assertThat(windows.advanceTo(at(6_000)))
                .extracting(OpenWindows.Closed::start)
                .containsExactly(NOON, NOON.plusSeconds(5));
    }

    @Test
    void closingAllClosesTheWindowsInOrderAndForGood() {
        count(2_000);
        count(0);

        assertThat(windows.closeAll()).extracting(OpenWindows.Closed::start).containsExactly(NOON, NOON.plusSeconds(2));
        assertThat(windows.closeAll()).isEmpty();
        assertThat(windows.at(at(2_900))).isEmpty();
    }

    @Test
    void windowsPublishedInAnEarlierLifeAreClosedFromTheBeginning() {
        Resume resume = new Resume(java.util.Optional.of(new Resume.Published(NOON, 7, 3)));
        OpenWindows<AtomicInteger> resumed =
                new OpenWindows<>(Duration.ofSeconds(1), resume.closedBefore(), AtomicInteger::new);

        assertThat(resumed.at(at(999))).isEmpty();
        assertThat(resumed.at(at(1_000))).isPresent();
    }
}
