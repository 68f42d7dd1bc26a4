/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import io.bauta.partner.events.Event.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    private static final SensorId CAMERA = new SensorId("cam-1");
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final EventFeed feed = new EventFeed(100, Duration.ofSeconds(10), () -> now);
    private final List<Event> heard = new ArrayList<>();

    private void withheld(String sensor, String reason) {
        feed.tell(Notice.of(EventKind.CHUNK_WITHHELD, new SensorId(sensor), reason));
    }

    @Test
    void whatHappensAgainAndAgainIsToldOnceInAWhileWithItsCount() {
        feed.listen(null, heard::add);
        for (int i = 0; i < 5; i++) {
            withheld("cam-1", "undecodable");
        }
        assertThat(heard).extracting(Event::count).containsExactly(1);

        now = now.plusSeconds(10);
        withheld("cam-1", "undecodable");

        assertThat(heard).extracting(Event::count).containsExactly(1, 5);
    }

    @Test
    void otherSensorsReasonsAndKindsAreToldAtOnce() {
        feed.listen(null, heard::add);
        withheld("cam-1", "undecodable");
        withheld("cam-1", "timed-out");
        withheld("cam-2", "undecodable");
        feed.tell(Notice.of(EventKind.SENSOR_STALE, CAMERA, ""));

        assertThat(heard).hasSize(4);
    }

    @Test
    void whoComesBackGetsWhatWasMissedAndNothingTwice() {
        withheld("cam-1", "a");
        withheld("cam-1", "b");
        withheld("cam-1", "c");
        List<Event> all = feed.newest();

        feed.listen(all.get(0).id(), heard::add);
        withheld("cam-1", "d");

        assertThat(heard).extracting(Event::detail).containsExactly("b", "c", "d");
    }

    @Test
    void whoComesWithAnUnknownIdGetsAllThatIsKept() {
        withheld("cam-1", "a");
        withheld("cam-1", "b");
        for (String id :
                List.of("other-17", "nonsense", "-", feed.newest().getFirst().id() + "x")) {
            heard.clear();
            feed.listen(id, heard::add);
            assertThat(heard).extracting(Event::detail).containsExactly("a", "b");
        }
    }

    @Test
    void aNewcomerSeesTheLastFewOnly() {
        IntStream.range(0, 80).forEach(i -> withheld("cam-" + i, "a"));
        feed.listen(null, heard::add);
        assertThat(heard).hasSize(50).last().extracting(Event::sensor).isEqualTo("cam-79");
    }

    @Test
    void theFeedIsBounded() {
        IntStream.range(0, 300).forEach(i -> withheld("cam-" + i, "a"));
        feed.listen("from-an-earlier-process", heard::add);
        assertThat(heard).hasSize(100).first().extracting(Event::sensor).isEqualTo("cam-200");
    }

    @Test
    void whoHasLeftHearsNothing() {
        java.util.function.Consumer<Event> listener = heard::add;
        feed.listen(null, listener);
        feed.remove(listener);
        withheld("cam-1", "a");
        assertThat(heard).isEmpty();
    }
}
