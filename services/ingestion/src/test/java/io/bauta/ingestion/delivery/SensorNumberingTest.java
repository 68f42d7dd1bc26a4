/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.site.SourceLocation;
import io.bauta.ingestion.capture.Captured;
import io.bauta.ingestion.capture.DropReason;
import io.bauta.ingestion.capture.SourceGroup;
import io.bauta.ingestion.capture.SourceStatus;
import io.bauta.raw.RawRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SensorNumberingTest {
    private static final SensorId CAMERA = new SensorId("camera");

    private final SourceStatus status =
            new SourceStatus(new SourceGroup(new SourceLocation("rtsp://c/1"), false, List.of(CAMERA), List.of()));
    private final SensorNumbering numbering = new SensorNumbering(CAMERA, Topic.RAW_VIDEO, "/t/n/ingestion", status);

    @BeforeEach
    void aConnectionStands() {
        numbering.begin(500);
    }

    @Test
    void numbersRunFromZero() {
        assertThat(position(numbering.number(picture(0, true)))).isEqualTo("500/0");
        assertThat(position(numbering.number(picture(1, false)))).isEqualTo("500/1");
        assertThat(position(numbering.end())).isEqualTo("500/2");
    }

    @Test
    void anEpochBeginsWithAKeyframe() {
        assertThat(numbering.number(picture(0, false))).isEmpty();
        assertThat(position(numbering.number(picture(1, true)))).isEqualTo("500/0");
        assertThat(status.dropped(DropReason.BEFORE_KEYFRAME)).isEqualTo(1);
    }

    @Test
    void picturesThatLeanOnWhatCameBeforeTheFirstKeyframeAreLeftOut() {
        numbering.number(picture(80, true));
        assertThat(numbering.number(picture(40, false))).isEmpty();
        assertThat(position(numbering.number(picture(160, false)))).isEqualTo("500/1");
        assertThat(position(numbering.number(picture(120, false)))).isEqualTo("500/2");
        assertThat(status.dropped(DropReason.LEADING)).isEqualTo(1);
    }

    @Test
    void theEpochAfterALossIsTheNext() {
        numbering.number(picture(0, true));
        numbering.end();

        assertThat(position(numbering.number(picture(1, true)))).isEqualTo("501/0");
    }

    @Test
    void aLaterConnectionBeginsItsOwnEpoch() {
        numbering.number(picture(0, true));
        numbering.end();
        numbering.begin(900);

        assertThat(position(numbering.number(picture(1, true)))).isEqualTo("900/0");
    }

    @Test
    void nothingBegunIsNothingToEnd() {
        assertThat(numbering.end()).isEmpty();
    }

    @Test
    void theEndBearsTheLatestTime() {
        numbering.number(picture(0, true));
        numbering.number(picture(120, false));
        numbering.number(picture(40, false));

        assertThat(numbering.end().orElseThrow().envelope().time()).isEqualTo(Instant.ofEpochMilli(120));
    }

    private static Captured.Picture picture(long millis, boolean keyframe) {
        return new Captured.Picture(
                millis * 1000, Instant.ofEpochMilli(millis), "h264", keyframe, Optional.empty(), new byte[1]);
    }

    private static String position(Optional<RawRecord> record) {
        return record.orElseThrow().envelope().epoch() + "/"
                + record.get().envelope().sequence();
    }
}
