/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParameterSetsTest {
    private static final byte[] SPS = {0, 0, 0, 1, 0x67, 0x42, 0x10, 0x20};
    private static final byte[] PPS = {0, 0, 0, 1, 0x68, 0x11, 0x22};
    private static final byte[] IDR = {0, 0, 0, 1, 0x65, 0x33, 0x44};
    private static final byte[] AVCC = {1, 0x42, 0, 0x1e};

    @Test
    void announcedParametersTravelWithEveryKeyframe() {
        ParameterSets sets = new ParameterSets("h264");

        assertThat(sets.withKeyframe(IDR, Optional.of(AVCC))).contains(AVCC);
        assertThat(sets.complete()).isTrue();
    }

    @Test
    void parametersSentOnceAreAddedToLaterKeyframes() {
        ParameterSets sets = new ParameterSets("h264");

        assertThat(sets.withKeyframe(join(SPS, PPS, IDR), Optional.empty())).isEmpty();
        assertThat(sets.withKeyframe(IDR, Optional.empty())).contains(join(SPS, PPS));
    }

    @Test
    void aKeyframeWithoutAnyParametersCannotBeBegunAt() {
        ParameterSets sets = new ParameterSets("h264");
        sets.withKeyframe(IDR, Optional.empty());

        assertThat(sets.complete()).isFalse();
    }

    @Test
    void otherParametersInTheMiddleOfTheStreamAreNoticed() {
        ParameterSets sets = new ParameterSets("h264");
        byte[] other = SPS.clone();
        other[7] = 0x21;
        sets.withKeyframe(join(SPS, PPS, IDR), Optional.empty());
        assertThat(sets.changed()).isFalse();
        sets.withKeyframe(join(other, PPS, IDR), Optional.empty());

        assertThat(sets.changed()).isTrue();
    }

    @Test
    void lengthPrefixedUnitsAreNotMistakenForStartCodes() {
        ParameterSets sets = new ParameterSets("h264");
        byte[] lengthPrefixed = {0, 0, 1, 0x67, 5, 5, 5};
        sets.withKeyframe(lengthPrefixed, Optional.of(AVCC));
        lengthPrefixed[4] = 6;
        sets.withKeyframe(lengthPrefixed, Optional.of(AVCC));

        assertThat(sets.changed()).isFalse();
    }

    @Test
    void h265HasItsOwnTypes() {
        ParameterSets sets = new ParameterSets("hevc");
        byte[] vps = {0, 0, 0, 1, 0x40, 1, 7};
        byte[] idr = {0, 0, 0, 1, 0x26, 1, 9};
        sets.withKeyframe(join(vps, idr), Optional.empty());

        assertThat(sets.withKeyframe(idr, Optional.empty())).contains(vps);
    }

    @Test
    void otherCodecsNeedNone() {
        ParameterSets sets = new ParameterSets("mjpeg");

        assertThat(sets.withKeyframe(IDR, Optional.empty())).isEmpty();
        assertThat(sets.complete()).isTrue();
    }

    private static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
