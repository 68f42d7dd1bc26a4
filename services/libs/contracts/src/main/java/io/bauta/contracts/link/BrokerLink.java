/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.link;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * How a client reaches a broker. With certificates the link is encrypted, both ends show theirs, and what the client may do
 * hangs on the name in its own; without, it is as open as the network it goes through.
 *
 * @param bootstrapServers Kafka's {@code bootstrap.servers}
 * @param certificates a folder as {@link CertificateFolder} reads it
 * @param peer the name that the broker's certificate must bear, where that is not the name it is reached by
 */
public record BrokerLink(String bootstrapServers, Optional<Path> certificates, Optional<String> peer) {

    /** A link that hides nothing, for one machine or a network of one's own. */
    public static BrokerLink plain(String bootstrapServers) {
        return new BrokerLink(bootstrapServers, Optional.empty(), Optional.empty());
    }

    /**
     * To the broker of an edge node, which is reached by whatever address its Service got: by its certificate it is known, and
     * the neighbour's broker is refused.
     *
     * @param node as the site file names it
     */
    public static BrokerLink toEdge(String bootstrapServers, Optional<Path> certificates, String node) {
        return new BrokerLink(bootstrapServers, certificates, Optional.of(PeerName.edgeBroker(node)));
    }

    /** To the fog's Kafka, whose certificate bears the names by which it is reached. */
    public static BrokerLink toFog(String bootstrapServers, Optional<Path> certificates) {
        return new BrokerLink(bootstrapServers, certificates, Optional.empty());
    }

    /** What a Kafka client needs to be told; a new map that may be added to. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        certificates.ifPresent(folder -> {
            settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, SecurityProtocol.SSL.name);
            settings.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, RenewedCertificates.class.getName());
            settings.put(RenewedCertificates.FOLDER, folder.toString());
            peer.ifPresent(name -> settings.put(RenewedCertificates.PEER, name));
        });
        return settings;
    }
}
