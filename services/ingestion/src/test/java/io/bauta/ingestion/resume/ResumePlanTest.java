/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResumePlanTest {
    private static final String FILE = "0123456789abcdef";
    private static final FileRun RUN = new FileRun(FILE, 1000);
    private static final SensorId CAMERA = new SensorId("camera");
    private static final SensorId MICROPHONE = new SensorId("microphone");

    @Test
    void aFileTheBrokerKnowsNothingOfBeginsAfresh() {
        assertThat(ResumePlan.of(FILE, false, List.of())).isEqualTo(new ResumePlan.Afresh());
    }

    @Test
    void aKilledPlayingGoesOnWithItsAnchorAfterWhatArrived() {
        ResumePlan plan = ResumePlan.of(FILE, false, List.of(of(CAMERA, 1000, 41, RUN), of(MICROPHONE, 1000, 7, RUN)));

        assertThat(plan)
                .isEqualTo(new ResumePlan.GoOn(
                        RUN, Map.of(CAMERA, new Position(1000, 41), MICROPHONE, new Position(1000, 7))));
    }

    @Test
    void aChangedFileIsANewOne() {
        assertThat(ResumePlan.of("fedcba9876543210", false, List.of(of(CAMERA, 1000, 41, RUN))))
                .isEqualTo(new ResumePlan.Afresh());
    }

    @Test
    void whatALiveSensorLeftIsNoReasonToGoOn() {
        LastRecord live = new LastRecord(CAMERA, 1000, 3, Optional.empty(), Optional.empty());

        assertThat(ResumePlan.of(FILE, false, List.of(live))).isEqualTo(new ResumePlan.Afresh());
    }

    @Test
    void aFilePlayedToItsEndIsDoneUnlessItLoops() {
        List<LastRecord> ended = List.of(ended(CAMERA, EndReason.FINISHED), ended(MICROPHONE, EndReason.FINISHED));

        assertThat(ResumePlan.of(FILE, false, ended)).isEqualTo(new ResumePlan.Done());
        assertThat(ResumePlan.of(FILE, true, ended)).isEqualTo(new ResumePlan.Afresh());
    }

    @Test
    void killedBetweenTheEndsOfBothSensorsItGoesOnForTheOther() {
        ResumePlan plan =
                ResumePlan.of(FILE, false, List.of(ended(CAMERA, EndReason.FINISHED), of(MICROPHONE, 1000, 7, RUN)));

        assertThat(plan).isInstanceOf(ResumePlan.GoOn.class);
    }

    @Test
    void aRoundThatHasBegunForOneSensorGoesOnForBoth() {
        FileRun second = new FileRun(FILE, 9000);
        ResumePlan plan =
                ResumePlan.of(FILE, true, List.of(of(CAMERA, 9000, 0, second), ended(MICROPHONE, EndReason.FINISHED)));

        assertThat(plan).isEqualTo(new ResumePlan.GoOn(second, Map.of(CAMERA, new Position(9000, 0))));
    }

    @Test
    void aPlayingThatWasStoppedInGoodOrderBeginsAfresh() {
        assertThat(ResumePlan.of(FILE, false, List.of(ended(CAMERA, EndReason.STOPPED))))
                .isEqualTo(new ResumePlan.Afresh());
    }

    @Test
    void anEpochThatBrokeOffInTheMiddleOfTheFileIsNotItsEnd() {
        assertThat(ResumePlan.of(FILE, false, List.of(ended(CAMERA, EndReason.INTERRUPTED))))
                .isInstanceOf(ResumePlan.GoOn.class);
    }

    @Test
    void theMarkOfAPlayingIsReadAsItIsWritten() {
        assertThat(FileRun.parse(RUN.toString())).contains(RUN);
        assertThat(FileRun.parse("/home/somebody/film.mp4")).isEmpty();
    }

    private static LastRecord of(SensorId sensor, long epoch, long sequence, FileRun run) {
        return new LastRecord(sensor, epoch, sequence, Optional.empty(), Optional.of(run));
    }

    private static LastRecord ended(SensorId sensor, EndReason reason) {
        return new LastRecord(sensor, 1000, 100, Optional.of(reason), Optional.of(RUN));
    }
}
