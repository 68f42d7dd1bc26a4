/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import io.bauta.audioanonymiser.chunk.Run;
import io.bauta.audioanonymiser.voice.TakeUp;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import java.util.Optional;

/**
 * What an audio lane writes beside each result, so that a later lane goes on at the very next sample.
 *
 * @param originMicros capture time of the first sample of the numbering: where the grid of chunks begins
 * @param untilMicros capture time of the first sample that is not yet dealt with
 * @param rawEpoch the raw numbering that sample belongs to
 * @param open the run that goes on; empty if it was finished
 */
record LaneState(long originMicros, long untilMicros, long rawEpoch, Optional<OpenRun> open) {
    private static final String VERSION = "2";
    private static final int FIELDS_ENDED = 4;
    private static final int FIELDS_OPEN = 12;

    /**
     * @param voice the method that was at work
     * @param run its clock
     * @param sequence of the raw record that must be fed first
     * @param recordIndex that record's first sample
     * @param next the first sample that is not yet released
     * @param stretch the piece of speech that {@code next} lies in, as the method knows it
     * @param lastSample the last that was released
     */
    record OpenRun(
            VoiceMethod voice, Run run, long sequence, long recordIndex, long next, long stretch, short lastSample) {
        TakeUp takeUp() {
            return new TakeUp(recordIndex, next, stretch, lastSample);
        }
    }

    String text() {
        String ended = String.join(
                " ", VERSION, Long.toString(originMicros), Long.toString(untilMicros), Long.toString(rawEpoch));
        return open.map(going -> String.join(
                        " ",
                        ended,
                        going.voice().label(),
                        Integer.toString(going.run().sampleRate()),
                        Long.toString(going.run().anchorMicros()),
                        Long.toString(going.sequence()),
                        Long.toString(going.recordIndex()),
                        Long.toString(going.next()),
                        Long.toString(going.stretch()),
                        Short.toString(going.lastSample())))
                .orElse(ended);
    }

    /** What {@link #text} wrote; nothing for the text of another version, which is as good as never having met. */
    static Optional<LaneState> parse(String text) {
        String[] field = text.split(" ", -1);
        if (!field[0].equals(VERSION) || (field.length != FIELDS_ENDED && field.length != FIELDS_OPEN)) {
            return Optional.empty();
        }
        try {
            Optional<OpenRun> open = field.length == FIELDS_ENDED ? Optional.empty() : open(field);
            return Optional.of(
                    new LaneState(Long.parseLong(field[1]), Long.parseLong(field[2]), Long.parseLong(field[3]), open));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<OpenRun> open(String[] field) {
        for (VoiceMethod voice : VoiceMethod.values()) {
            if (voice.label().equals(field[4])) {
                return Optional.of(new OpenRun(
                        voice,
                        new Run(Long.parseLong(field[6]), Integer.parseInt(field[5])),
                        Long.parseLong(field[7]),
                        Long.parseLong(field[8]),
                        Long.parseLong(field[9]),
                        Long.parseLong(field[10]),
                        Short.parseShort(field[11])));
            }
        }
        return Optional.empty();
    }
}
