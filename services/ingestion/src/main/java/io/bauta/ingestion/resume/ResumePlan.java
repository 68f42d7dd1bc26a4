/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.resume;

import io.bauta.contracts.SensorId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to play a file, given what the broker still holds of it. The numbering of a file is a function of its bytes alone,
 * so going on means playing it again from its beginning with the same anchor, without waiting, and sending only what
 * comes after the last record that arrived.
 */
public sealed interface ResumePlan {

    /** From the beginning, as a new epoch. */
    record Afresh() implements ResumePlan {}

    /**
     * The same playing goes on.
     *
     * @param arrived per sensor the last record the broker holds; a sensor that is not in it sends everything
     */
    record GoOn(FileRun run, Map<SensorId, Position> arrived) implements ResumePlan {
        public GoOn {
            arrived = Map.copyOf(arrived);
        }
    }

    /** It has been played; nothing is to be done. */
    record Done() implements ResumePlan {}

    /**
     * Decides for one file.
     *
     * @param fingerprint of the file as it is now; a file that was changed is a new one
     * @param loop whether it is to be played again when done
     * @param last what the broker holds of the file's sensors, in any order
     */
    static ResumePlan of(String fingerprint, boolean loop, Collection<LastRecord> last) {
        Optional<FileRun> newest = last.stream()
                .flatMap(record -> record.run().stream())
                .filter(run -> run.fingerprint().equals(fingerprint))
                .max((one, other) -> Long.compare(one.anchorMillis(), other.anchorMillis()));
        if (newest.isEmpty()) {
            return new Afresh();
        }
        List<LastRecord> ofRun =
                last.stream().filter(record -> record.run().equals(newest)).toList();
        if (ofRun.stream().anyMatch(record -> endedBy(record, EndReason.STOPPED))) {
            return new Afresh();
        }
        if (ofRun.stream().allMatch(record -> endedBy(record, EndReason.FINISHED))) {
            return loop ? new Afresh() : new Done();
        }
        Map<SensorId, Position> arrived = new HashMap<>();
        ofRun.forEach(record -> arrived.put(record.sensor(), record.position()));
        return new GoOn(newest.get(), arrived);
    }

    private static boolean endedBy(LastRecord record, EndReason reason) {
        return record.end().filter(reason::equals).isPresent();
    }
}
