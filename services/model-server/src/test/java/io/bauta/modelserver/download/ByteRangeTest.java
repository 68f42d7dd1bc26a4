/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.modelserver.download.ByteRange.Asked;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Range headers by RFC 9110, section 14, asked of a file of 100 bytes. */
class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=10-19, 10, 10",
        "bytes=90-, 90, 10",
        "bytes=99-, 99, 1",
        "bytes=90-1000, 90, 10",
        "bytes=-5, 95, 5",
        "bytes=-1000, 0, 100",
        "bytes = 1 - 2, 1, 2"
    })
    void aPartIsGiven(String header, long first, long bytes) {
        assertThat(ByteRange.asked(Optional.of(header), 100)).isEqualTo(new Asked.Part(new ByteRange(first, bytes)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999999-"})
    void whatLiesBeyondTheEndCannotBeGiven(String header) {
        assertThat(ByteRange.asked(Optional.of(header), 100)).isEqualTo(new Asked.Beyond());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=5-4",
                "bytes=0-1,5-6",
                "lines=1-2",
                "bytes=a-b",
                "bytes=1",
                "bytes=9999999999999999999-"
            })
    void whatMeansNothingHereIsPassedOver(String header) {
        assertThat(ByteRange.asked(Optional.of(header), 100)).isEqualTo(new Asked.Whole());
    }

    @Test
    void withoutAHeaderTheWholeIsMeant() {
        assertThat(ByteRange.asked(Optional.empty(), 100)).isEqualTo(new Asked.Whole());
    }

    @Test
    void theLastByteIsCounted() {
        assertThat(new ByteRange(10, 10).last()).isEqualTo(19);
    }
}
