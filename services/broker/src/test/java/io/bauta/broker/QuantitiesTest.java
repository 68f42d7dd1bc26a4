/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuantitiesTest {

    @Test
    void peopleWriteDurationsAndAmountsShort() {
        assertThat(Quantities.duration("60s")).isEqualTo(Duration.ofMinutes(1));
        assertThat(Quantities.duration("30d")).isEqualTo(Duration.ofDays(30));
        assertThat(Quantities.bytes("4096")).isEqualTo(4096);
        assertThat(Quantities.bytes("512M")).isEqualTo(512L << 20);
        assertThat(Quantities.bytes("4g")).isEqualTo(4L << 30);
        assertThat(Quantities.bytes("-1")).isEqualTo(-1);
    }

    @Test
    void whatCannotBeReadIsRefusedWithAnExample() {
        assertThatThrownBy(() -> Quantities.duration("soon")).hasMessageContaining("60s");
        assertThatThrownBy(() -> Quantities.bytes("lots")).hasMessageContaining("512M");
    }
}
