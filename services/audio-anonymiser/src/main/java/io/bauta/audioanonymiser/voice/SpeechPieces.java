/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Stretches of speech, long ones cut: each piece gets numbers of its own, and is known by its first hop. Not thread-safe.
 */
final class SpeechPieces {
    private final int longest;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private boolean open;
    private boolean ended;
    private long takenUp = TakeUp.NO_STRETCH;

    /** Hops from {@code first} on, not including {@code end}. */
    private record Piece(long first, long end) {
        boolean holds(long hop) {
            return first <= hop && hop < end;
        }
    }

    /** @param longest hops of a piece */
    SpeechPieces(int longest) {
        this.longest = longest;
    }

    /** A piece begins with this hop, if it is speech: it did so when it was heard the first time. */
    void takeUp(long first) {
        takenUp = first;
    }

    /** The run has ended; what is known of it is kept until the next begins. */
    void ended() {
        close(Long.MAX_VALUE);
        ended = true;
        takenUp = TakeUp.NO_STRETCH;
    }

    /**
     * Takes what was decided about the next hop.
     *
     * @return whether a new piece begins with it
     */
    boolean decide(long hop, boolean speech) {
        if (ended) {
            pieces.clear();
            ended = false;
        }
        if (!speech) {
            close(hop);
            return false;
        }
        if (open && hop != takenUp && hop - current() < longest) {
            return false;
        }
        close(hop);
        pieces.addLast(new Piece(hop, Long.MAX_VALUE));
        open = true;
        return true;
    }

    private void close(long end) {
        if (open) {
            pieces.addLast(new Piece(pieces.removeLast().first(), end));
            open = false;
        }
    }

    /** First hop of the piece that is open. */
    long current() {
        return pieces.getLast().first();
    }

    /** First hop of the piece that holds this one, or {@link TakeUp#NO_STRETCH}; earlier pieces are forgotten. */
    long at(long hop) {
        while (!pieces.isEmpty() && pieces.getFirst().end() <= hop) {
            pieces.removeFirst();
        }
        return pieces.stream()
                .filter(piece -> piece.holds(hop))
                .mapToLong(Piece::first)
                .findFirst()
                .orElse(TakeUp.NO_STRETCH);
    }
}
