/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;

/**
 * A folder with {@code tls.key} (PKCS #8), {@code tls.crt} (the certificate, then those above it) and {@code ca.crt} (whom to
 * trust), all PEM: the files of a Kubernetes Secret of type {@code kubernetes.io/tls} as cert-manager fills it.
 */
record CertificateFolder(Path path) {
    private static final String KEY = "tls.key";
    private static final String CERTIFICATE = "tls.crt";
    private static final String TRUSTED = "ca.crt";

    /**
     * What the files are now, for Kafka.
     *
     * @throws IOException if one is missing or cannot be read; the message names it, never what is in it
     */
    Map<String, Object> read() throws IOException {
        Map<String, Object> stores = new HashMap<>();
        stores.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
        stores.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, secret(KEY));
        stores.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, secret(CERTIFICATE));
        stores.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
        stores.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, secret(TRUSTED));
        return stores;
    }

    /** Another text whenever a file was replaced. A Secret that is mounted is replaced by way of a link. */
    String state() throws IOException {
        StringBuilder state = new StringBuilder();
        for (String name : new String[] {KEY, CERTIFICATE, TRUSTED}) {
            Path file = path.resolve(name).toRealPath();
            state.append(file)
                    .append(Files.getLastModifiedTime(file).toMillis())
                    .append(';');
        }
        return state.toString();
    }

    private Password secret(String name) throws IOException {
        return new Password(Files.readString(path.resolve(name), UTF_8));
    }
}
