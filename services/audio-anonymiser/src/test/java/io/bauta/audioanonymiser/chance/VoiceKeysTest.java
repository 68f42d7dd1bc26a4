/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.chance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class VoiceKeysTest {
    private static final SensorId MARKET = new SensorId("market");
    private static final Instant NOON = Instant.parse("2026-03-01T12:10:00Z");

    private final VoiceKeys keys = new VoiceKeys();

    @Test
    void the_same_piece_gets_the_same_numbers_while_its_key_lives() {
        assertThat(first(keys.numbers(MARKET, NOON))).isEqualTo(first(keys.numbers(MARKET, NOON)));
    }

    @Test
    void other_pieces_sensors_hours_and_processes_get_others() {
        long[] numbers = first(keys.numbers(MARKET, NOON));

        assertThat(first(keys.numbers(MARKET, NOON.plusMillis(16)))).isNotEqualTo(numbers);
        assertThat(first(keys.numbers(new SensorId("station"), NOON))).isNotEqualTo(numbers);
        assertThat(first(keys.numbers(MARKET, NOON.plusSeconds(3600)))).isNotEqualTo(numbers);
        assertThat(first(new VoiceKeys().numbers(MARKET, NOON))).isNotEqualTo(numbers);
    }

    @Test
    void a_key_is_forgotten_when_three_later_hours_have_had_theirs() {
        long[] numbers = first(keys.numbers(MARKET, NOON));
        for (int hour = 1; hour <= 3; hour++) {
            keys.numbers(MARKET, NOON.plusSeconds(3600L * hour));
        }

        assertThat(first(keys.numbers(MARKET, NOON))).isNotEqualTo(numbers);
    }

    @Test
    void they_are_spread_evenly() {
        RandomGenerator numbers = keys.numbers(MARKET, NOON);
        double sum = 0;
        double squares = 0;
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            double number = 2 * numbers.nextDouble() - 1;
            sum += number;
            squares += number * number;
        }

        assertThat(sum / count).isBetween(-0.02, 0.02);
        assertThat(squares / count).isBetween(0.32, 0.347);
    }

    private static long[] first(RandomGenerator numbers) {
        return numbers.longs(9).toArray();
    }
}
