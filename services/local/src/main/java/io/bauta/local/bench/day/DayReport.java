/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import java.util.List;

/**
 * What a day has shown, of all microphones together.
 *
 * @param speech what became of what was said
 * @param time of chunks and samples
 * @param farthestRestartSeconds how much sound a restart would hear again at most
 * @param soundSeconds heard, of all microphones together
 * @param laneSeconds processor time inside the lanes
 * @param besideSeconds processor time of the process outside the thread that fed them: compiler, collector, whatever a
 *     library starts
 * @param warmFrom the first look that counts for growth
 * @param looks at memory
 * @param rssBytesMost the most the process ever held; 0 where the system does not tell
 */
record DayReport(
        SpeechTally.Counts speech,
        TimeTally.Counts time,
        double farthestRestartSeconds,
        double soundSeconds,
        double laneSeconds,
        double besideSeconds,
        int warmFrom,
        List<MemoryWatch.Look> looks,
        long rssBytesMost) {
    DayReport {
        looks = List.copyOf(looks);
    }

    List<MemoryWatch.Look> warm() {
        return looks.subList(warmFrom, looks.size());
    }
}
