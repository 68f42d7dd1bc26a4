/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import io.bauta.contracts.Envelope;
import io.bauta.egress.door.Verdict.ChainLink;
import java.util.Optional;

/**
 * How an authentic record follows what came before it from the same sensor on the same topic.
 *
 * <p>A gap or a broken chain does not close the door for good. The log is ordered, so what is missing will never come, and
 * holding everything after it back would lose more and protect nobody. The one record that shows the fault stays, counted
 * and alarmed; the next is measured against it, and the hole shows at the fog.
 */
public sealed interface Step {

    /** The one expected. */
    record Next(Mark mark) implements Step {}

    /** Later than expected: {@code missing} numbers were lost before the door. */
    record Gap(Mark mark, long missing) implements Step {}

    /** Seen before; to be dropped. */
    record Duplicate() implements Step {}

    /** The number expected, but the statement names another one before it. */
    record BrokenChain(Mark mark) implements Step {}

    /** @param last where the sensor stands; empty if nothing is known of it */
    static Step of(Optional<Mark> last, Envelope envelope, Optional<ChainLink> link) {
        Mark mark = new Mark(envelope.epoch(), envelope.sequence(), link.map(ChainLink::digest));
        if (last.isPresent() && last.get().covers(mark)) {
            return new Duplicate();
        }
        boolean sameEpoch = last.isPresent() && last.get().epoch() == mark.epoch();
        long expected = sameEpoch ? last.get().sequence() + 1 : 0;
        if (mark.sequence() > expected) {
            return new Gap(mark, mark.sequence() - expected);
        }
        return link.isEmpty() || follows(last, sameEpoch, link.get()) ? new Next(mark) : new BrokenChain(mark);
    }

    /** A new epoch begins where no checkpoint was left, so it may begin a new chain as well. */
    private static boolean follows(Optional<Mark> last, boolean sameEpoch, ChainLink link) {
        if (!sameEpoch && link.previous().isEmpty()) {
            return true;
        }
        return last.isPresent()
                && last.get().digest().isPresent()
                && last.get().digest().equals(link.previous());
    }
}
