/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensorIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "square-north", "cam-01", "0"})
    void dnsLabelsAreNames(String value) {
        assertThat(new SensorId(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "Square", "a_b", "a/b", "ä", "a b", "a\nb"})
    void anythingElseIsRefused(String value) {
        assertThatThrownBy(() -> new SensorId(value)).isInstanceOf(IllegalArgumentException.class);
        assertThat(SensorId.isValid(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 500})
    void tooLongIsRefused(int length) {
        assertThat(SensorId.isValid("a".repeat(length))).isFalse();
    }
}
