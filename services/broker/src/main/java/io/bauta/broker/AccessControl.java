/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import io.bauta.contracts.link.PeerName;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AclBinding;

/**
 * With it a broker speaks TLS only, knows its clients by their certificates, and lets each do what {@link AccessRules} says.
 *
 * @param certificates folder with {@code tls.key}, {@code tls.crt} and {@code ca.crt}
 * @param node the edge node as the site file names it; only certificates of its own services are known there. Not used on the
 *     fog
 * @param readers who else reads on the fog
 */
public record AccessControl(Path certificates, String node, List<Reader> readers) {

    public AccessControl {
        readers = List.copyOf(readers);
    }

    /** The name in this broker's own certificate. */
    String name(BrokerRole role) {
        return role == BrokerRole.EDGE ? PeerName.edgeBroker(node) : PeerName.FOG_BROKER;
    }

    /**
     * How the common name of a certificate becomes the name that rules are written for, in Kafka's own form
     * ({@code ssl.principal.mapping.rules}). Whoever is not named here keeps the whole distinguished name, which no rule is for.
     */
    public String namesOf(BrokerRole role) {
        String own = rule(Pattern.quote(name(role)), AccessRules.BROKER);
        return switch (role) {
            case EDGE ->
                own + ","
                        + rule("(ingestion|video-anonymiser|audio-anonymiser|egress)" + Pattern.quote("." + node), "$1")
                        + ",DEFAULT";
            case FOG ->
                own + "," + rule("(egress)\\.[^,.]+", "$1") + "," + rule("(analytics|partner|reader\\.[^,]+)", "$1")
                        + ",DEFAULT";
        };
    }

    /** Who may do what at a broker of the role, by the names that {@link #namesOf} makes. */
    public Set<AclBinding> rules(BrokerRole role) {
        return AccessRules.of(role, this);
    }

    private static String rule(String commonName, String principal) {
        return "RULE:^CN=" + commonName + "(,.*)?$/" + principal + "/";
    }
}
