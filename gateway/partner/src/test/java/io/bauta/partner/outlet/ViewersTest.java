/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.partner.live.LiveChunks;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import org.junit.jupiter.api.Test;

class ViewersTest {
    @Test
    void aSlowReaderSkipsToTheNewestChunkAndNothingQueuesUpForIt() {
        LiveChunks live = new LiveChunks();
        live.show(new byte[] {0});
        AssertSubscriber<byte[]> reader = Viewers.chunks(live).subscribe().withSubscriber(AssertSubscriber.create(1));

        for (byte i = 1; i <= 100; i++) {
            live.show(new byte[] {i});
        }
        reader.request(1);

        assertThat(reader.getItems()).extracting(chunk -> chunk[0]).containsExactly((byte) 0, (byte) 100);
        reader.cancel();
    }
}
