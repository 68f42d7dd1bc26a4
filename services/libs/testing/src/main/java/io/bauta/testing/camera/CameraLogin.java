/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.camera;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may watch a test camera, and how the client has to prove it (RFC 2617, §2 and §3 without {@code qop}). */
sealed interface CameraLogin {
    String REALM = "test camera";
    String NONCE = "0123456789abcdef";

    /** The {@code WWW-Authenticate} header of a refusal. */
    String challenge();

    boolean admits(RtspRequest request);

    /** Everybody. */
    record Open() implements CameraLogin {
        @Override
        public String challenge() {
            return "";
        }

        @Override
        public boolean admits(RtspRequest request) {
            return true;
        }
    }

    /** User and password, readable on the wire. */
    record Basic(String user, String password) implements CameraLogin {
        @Override
        public String challenge() {
            return "Basic realm=\"" + REALM + "\"";
        }

        @Override
        public boolean admits(RtspRequest request) {
            String wanted = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
            return request.header("Authorization").filter(wanted::equals).isPresent();
        }
    }

    /** User and a digest of the password. */
    record Digest(String user, String password) implements CameraLogin {
        @Override
        public String challenge() {
            return "Digest realm=\"" + REALM + "\", nonce=\"" + NONCE + "\"";
        }

        @Override
        public boolean admits(RtspRequest request) {
            String header = request.header("Authorization").orElse("");
            String wanted = md5(md5(user + ":" + REALM + ":" + password) + ":" + NONCE + ":"
                    + md5(request.method() + ":" + field(header, "uri")));
            return user.equals(field(header, "username")) && wanted.equals(field(header, "response"));
        }

        private static String field(String header, String name) {
            Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(header);
            return matcher.find() ? matcher.group(1) : "";
        }

        private static String md5(String text) {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has MD5", e);
            }
        }
    }
}
