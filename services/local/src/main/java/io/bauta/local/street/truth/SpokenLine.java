/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.truth;

import java.util.List;

/**
 * Something that is said.
 *
 * @param speaker name of the voice
 * @param startMicros of the first word
 * @param endMicros of the last word
 */
public record SpokenLine(String speaker, String text, long startMicros, long endMicros, List<Word> words) {
    public SpokenLine {
        words = List.copyOf(words);
    }

    /** A word and when it is heard. */
    public record Word(String word, long startMicros, long endMicros) {
        Word movedBy(long micros) {
            return new Word(word, startMicros + micros, endMicros + micros);
        }
    }

    public long durationMicros() {
        return endMicros - startMicros;
    }

    /** The same line at another time. */
    public SpokenLine movedTo(long start) {
        long by = start - startMicros;
        return new SpokenLine(
                speaker,
                text,
                start,
                endMicros + by,
                words.stream().map(word -> word.movedBy(by)).toList());
    }
}
