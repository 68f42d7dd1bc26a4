/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import java.util.List;
import java.util.Map;

/**
 * What was done to a file. Its JSON form is what {@code --report} writes; fields are added to it, never renamed.
 *
 * @param input as it was named
 * @param output as it was named
 * @param policy {@code id@version}
 * @param methods what was done, as statements spell it, for instance {@code [frame:mosaic, voice:mute]}
 * @param weak whether something is left that could be used to recognise people
 * @param regions things covered, by kind: the most in one second; who is left visible counts too
 * @param covered the same second by second; seconds in which nothing was covered are left out
 * @param exempted who was left visible by an exemption: one person, or nobody
 * @param speech what was treated as speech; empty for methods that do not tell speech from other sound
 * @param models digests of the models that took part, by what they did
 * @param frames pictures written; 0 if there are none
 * @param soundSamples samples written, mono; 0 if there is no sound
 * @param sampleRate samples a second; 0 if there is no sound
 * @param damagedPackets packets nothing could be decoded of; what they showed is not in the output
 * @param inputBrokeOff whether the input ended before its end
 * @param seconds length of the output
 * @param elapsedSeconds how long it took
 * @param cpuSeconds processor time it took
 * @param build version and commit
 */
public record FileReport(
        String input,
        String output,
        String policy,
        List<String> methods,
        boolean weak,
        Map<String, Integer> regions,
        List<Covered> covered,
        List<Exempted> exempted,
        List<Spoken> speech,
        Map<String, String> models,
        long frames,
        long soundSamples,
        int sampleRate,
        long damagedPackets,
        boolean inputBrokeOff,
        double seconds,
        double elapsedSeconds,
        double cpuSeconds,
        String build) {
    /**
     * What was covered in one second.
     *
     * @param seconds from the beginning to this second's; 0 for a still picture
     * @param regions things covered in it, by kind
     */
    public record Covered(long seconds, Map<String, Integer> regions) {
        public Covered {
            regions = Map.copyOf(regions);
        }
    }

    /**
     * A stretch of speech, in seconds from the beginning, with what was taken for its beginning and end.
     *
     * @param to when it was over
     */
    public record Spoken(double from, double to) {}

    /**
     * One person whom the policy would have hidden.
     *
     * @param exemption SHA-256 of the exemption's file
     * @param issuedBy SHA-256 of the public key it is signed with
     * @param caseReference what the request goes by
     * @param because the legal basis
     * @param expires until when the exemption holds, RFC 3339
     * @param frames in which the person shows
     * @param stretches when that is
     */
    public record Exempted(
            String exemption,
            String issuedBy,
            String caseReference,
            String because,
            String expires,
            long frames,
            List<Stretch> stretches) {
        public Exempted {
            stretches = List.copyOf(stretches);
        }
    }

    /**
     * A part of a film.
     *
     * @param fromFrame its first, counted from 0
     * @param toFrame its last
     * @param fromSeconds when the first is shown
     * @param toSeconds when the last is
     */
    public record Stretch(long fromFrame, long toFrame, double fromSeconds, double toSeconds) {}

    public FileReport {
        methods = List.copyOf(methods);
        regions = Map.copyOf(regions);
        covered = List.copyOf(covered);
        exempted = List.copyOf(exempted);
        speech = List.copyOf(speech);
        models = Map.copyOf(models);
    }
}
