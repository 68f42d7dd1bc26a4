/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.timing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final int VIDEO = 0;
    private static final int SOUND = 1;
    private static final long HOUR = 3_600_000_000L;

    private final Timeline timeline = new Timeline();

    @Test
    void ordinaryTimesAreLeftAlone() {
        for (int i = 0; i < 100; i++) {
            assertThat(timeline.place(VIDEO, i * 40_000L, 40_000)).isEqualTo(new Timeline.Place(0, false));
        }
    }

    @Test
    void aPauseOfSecondsIsAPauseAndNoJump() {
        timeline.place(VIDEO, 0, 40_000);

        assertThat(timeline.place(VIDEO, 9_000_000, 40_000).jumped()).isFalse();
    }

    @Test
    void aJumpAheadOfAnHourJoinsOnAndIsTold() {
        timeline.place(VIDEO, 0, 40_000);
        Timeline.Place place = timeline.place(VIDEO, HOUR, 40_000);

        assertThat(place.jumped()).isTrue();
        assertThat(HOUR + place.shiftMicros()).isEqualTo(40_000);
        assertThat(timeline.place(VIDEO, HOUR + 40_000, 40_000))
                .isEqualTo(new Timeline.Place(place.shiftMicros(), false));
    }

    @Test
    void aCameraThatResetsItsClockGoesOn() {
        timeline.place(VIDEO, HOUR, 40_000);
        Timeline.Place place = timeline.place(VIDEO, 0, 40_000);

        assertThat(place.jumped()).isTrue();
        assertThat(place.shiftMicros()).isEqualTo(HOUR + 40_000);
    }

    @Test
    void pictureAndSoundStayInStepThroughAJump() {
        timeline.place(VIDEO, 0, 40_000);
        timeline.place(SOUND, 10_000, 20_000);
        Timeline.Place video = timeline.place(VIDEO, HOUR, 40_000);
        Timeline.Place sound = timeline.place(SOUND, HOUR + 15_000, 20_000);

        assertThat(sound.jumped()).isTrue();
        assertThat(sound.shiftMicros()).isEqualTo(video.shiftMicros());
    }

    @Test
    void packetsOfTheOldTimeBesideThoseOfTheNewOneDoNotJumpBack() {
        timeline.place(VIDEO, 0, 40_000);
        timeline.place(SOUND, 0, 20_000);
        timeline.place(VIDEO, HOUR, 40_000);

        assertThat(timeline.place(SOUND, 20_000, 20_000)).isEqualTo(new Timeline.Place(0, false));
    }
}
