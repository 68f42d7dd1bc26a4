/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.camera;

import java.util.regex.Pattern;

/** The SDP a test camera answers with (RFC 4566; control attributes as RFC 2326, appendix C). */
final class SessionDescription {
    private static final Pattern PARAMETER_SETS = Pattern.compile("; ?sprop-[a-z-]+=[^;\r\n]*");

    private SessionDescription() {}

    /**
     * @param description what FFmpeg wrote for its RTP ports
     * @param parameterSets whether SPS and PPS stay in; many cameras send them in-band only
     */
    static String ofCamera(String description, boolean parameterSets) {
        StringBuilder text = new StringBuilder();
        int track = 0;
        for (String line : description.lines().toList()) {
            if (line.startsWith("SDP:") || line.isBlank()) {
                continue;
            }
            if (line.startsWith("m=")) {
                text.append(line.replaceFirst(" \\d+ ", " 0 ")).append("\r\n");
                text.append("a=control:trackID=").append(track++).append("\r\n");
            } else {
                text.append(parameterSets ? line : PARAMETER_SETS.matcher(line).replaceAll(""))
                        .append("\r\n");
            }
        }
        return text.toString();
    }
}
