/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.link;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * Kafka's TLS with certificates from a folder that somebody renews: each new connection takes what lies there, and where that
 * cannot be read goes on with what was there before. Made by Kafka, for clients and brokers alike. Thread-safe.
 */
public final class RenewedCertificates implements SslEngineFactory {
    /**
     * Setting: the folder, as {@link CertificateFolder} reads it. It goes by a name of Kafka's own, because SmallRye hands on no
     * others to the client that looks for topics.
     */
    public static final String FOLDER = SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG;

    /** Setting, optional: the name that the other side's certificate must bear, instead of the host it is reached by. */
    public static final String PEER = "bauta.certificates.peer";

    private static final System.Logger LOG = System.getLogger(RenewedCertificates.class.getName());

    private Map<String, ?> settings = Map.of();
    private CertificateFolder folder;
    private Optional<String> peer = Optional.empty();
    private String state;
    private DefaultSslEngineFactory current;

    /** @throws KafkaException if the folder holds no certificates that can be used; the message names it */
    @Override
    public synchronized void configure(Map<String, ?> configs) {
        settings = configs;
        if (!(configs.get(FOLDER) instanceof String path) || path.isBlank()) {
            throw new KafkaException("encryption needs certificates; set " + FOLDER + " to the folder they lie in");
        }
        folder = new CertificateFolder(Path.of(path));
        peer = Optional.ofNullable((String) configs.get(PEER)).filter(name -> !name.isBlank());
        try {
            renew();
        } catch (IOException e) {
            throw new KafkaException("no certificates in " + path + ": " + e, e);
        }
    }

    @Override
    public SSLEngine createClientSslEngine(String peerHost, int peerPort, String endpointIdentification) {
        return current()
                .createClientSslEngine(
                        peer.orElse(peerHost), peerPort, peer.isPresent() ? "https" : endpointIdentification);
    }

    @Override
    public SSLEngine createServerSslEngine(String peerHost, int peerPort) {
        return current().createServerSslEngine(peerHost, peerPort);
    }

    private synchronized DefaultSslEngineFactory current() {
        try {
            if (!folder.state().equals(state)) {
                renew();
                LOG.log(System.Logger.Level.INFO, "certificates were renewed: {0}", folder.path());
            }
        } catch (IOException | KafkaException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "certificates in {0} cannot be used, the last ones hold: {1}",
                    folder.path(),
                    e.toString());
        }
        return current;
    }

    private void renew() throws IOException {
        // Asked first: what is replaced while it is read is read once more, by the next connection.
        String now = folder.state();
        Map<String, Object> all = new HashMap<>(settings);
        all.remove(FOLDER);
        all.putAll(folder.read());
        DefaultSslEngineFactory next = new DefaultSslEngineFactory();
        next.configure(all);
        current = next;
        state = now;
    }

    /** Renewal needs no new factory. */
    @Override
    public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public synchronized KeyStore keystore() {
        return current.keystore();
    }

    @Override
    public synchronized KeyStore truststore() {
        return current.truststore();
    }

    @Override
    public synchronized void close() {
        if (current != null) {
            current.close();
        }
    }
}
