/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.chunk;

import io.bauta.audioanonymiser.voice.AnonymisedSound;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Anonymised sound that waits for its chunk to be full. Not thread-safe. */
public final class PendingSound {
    private final Deque<AnonymisedSound> pieces = new ArrayDeque<>();
    private long passOver;
    private int length;

    /** Forgets everything; the next {@code passOver} samples are thrown away because they were released before. */
    public void begin(long passOver) {
        pieces.clear();
        length = 0;
        this.passOver = passOver;
    }

    public void add(AnonymisedSound sound) {
        int passed = (int) Math.min(passOver, sound.length());
        passOver -= passed;
        if (passed < sound.length()) {
            pieces.add(passed == 0 ? sound : sound.after(passed));
            length += sound.length() - passed;
        }
    }

    /** Samples waiting. */
    public int length() {
        return length;
    }

    /**
     * Takes the oldest samples out.
     *
     * @param count at least 1
     * @throws IndexOutOfBoundsException if fewer wait
     */
    public AnonymisedSound take(int count) {
        if (count < 1 || count > length) {
            throw new IndexOutOfBoundsException(count);
        }
        List<AnonymisedSound> taken = new ArrayList<>();
        int missing = count;
        while (missing > 0) {
            AnonymisedSound piece = pieces.removeFirst();
            if (piece.length() > missing) {
                pieces.addFirst(piece.after(missing));
                piece = piece.first(missing);
            }
            taken.add(piece);
            missing -= piece.length();
        }
        length -= count;
        return AnonymisedSound.join(taken);
    }
}
