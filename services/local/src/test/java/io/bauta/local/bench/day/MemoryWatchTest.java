/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bauta.local.bench.day.MemoryWatch.Look;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A leak is a line that rises. */
class MemoryWatchTest {
    @Test
    void theRiseIsThatOfTheLineThroughTheLooks() {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            looks.add(new Look(i / 2.0, 5000 + 30L * i + (i % 2 == 0 ? 7 : -7), 100));
        }

        assertThat(MemoryWatch.risePerHour(looks, Look::heapBytes)).isEqualTo(60, within(1.0));
        assertThat(MemoryWatch.risePerHour(looks, Look::rssBytes)).isZero();
        assertThat(MemoryWatch.risePerHour(looks.subList(0, 1), Look::heapBytes))
                .isZero();
    }

    @Test
    void whatIsHeldIsSeen() {
        MemoryWatch watch = new MemoryWatch();
        watch.look(0);
        byte[] held = new byte[16 << 20];
        Look after = watch.look(1);

        assertThat(after.heapBytes() - watch.looks().getFirst().heapBytes()).isGreaterThan(15L << 20);
        assertThat(held).isNotEmpty();
    }
}
