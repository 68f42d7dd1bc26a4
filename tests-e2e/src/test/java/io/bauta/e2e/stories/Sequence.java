/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.Envelope;
import java.util.List;
import java.util.stream.LongStream;

/** What partners may rely on about a sensor's numbers. */
public final class Sequence {
    private Sequence() {}

    /** From the first on, each number once and in order, all of one epoch. */
    public static void gapFreeAndUnique(List<Envelope> envelopes) {
        assertThat(envelopes).isNotEmpty();
        assertThat(envelopes.stream().map(Envelope::epoch).distinct()).hasSize(1);
        assertThat(envelopes.stream().map(Envelope::sequence))
                .containsExactlyElementsOf(
                        LongStream.range(0, envelopes.size()).boxed().toList());
    }
}
