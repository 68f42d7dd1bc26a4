/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.camera;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request of RTSP 1.0 (RFC 2326, §6).
 *
 * @param headers by lower-case name
 */
record RtspRequest(String method, String uri, Map<String, String> headers) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Waits for the next request; interleaved binary data from the client (RTCP, RFC 2326 §10.12) are passed over. */
    static RtspRequest read(DataInputStream in) throws IOException {
        while (true) {
            int first = in.readUnsignedByte();
            if (first == '$') {
                in.readUnsignedByte();
                in.skipNBytes(in.readUnsignedShort());
            } else if (first != '\r' && first != '\n') {
                return parse((char) first + line(in), in);
            }
        }
    }

    private static RtspRequest parse(String requestLine, DataInputStream in) throws IOException {
        String[] parts = requestLine.split(" ");
        if (parts.length < 3) {
            throw new IOException("not an RTSP request line");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        if (headers.containsKey("content-length")) {
            in.skipNBytes(Long.parseLong(headers.get("content-length")));
        }
        return new RtspRequest(parts[0], parts[1], headers);
    }

    private static String line(DataInputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > 8192) {
                throw new EOFException("the client hung up");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(UTF_8);
    }
}
