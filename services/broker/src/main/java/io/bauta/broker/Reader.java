/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import io.bauta.contracts.Topic;
import io.bauta.contracts.link.PeerName;
import java.util.Arrays;
import java.util.List;

/**
 * Somebody outside who reads on the fog: a partner, an authority.
 *
 * @param name as in the certificate, {@code reader.NAME}; its consumer groups begin with {@code NAME.}
 * @param topics what is read
 */
public record Reader(String name, List<Topic> topics) {

    public Reader {
        topics = List.copyOf(topics);
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException("a reader's name has small letters, digits and -, not '" + name + "'");
        }
    }

    /** {@code NAME}, for everything on the fog that is not restricted, or {@code NAME=TOPIC,TOPIC} for these. */
    public static Reader parse(String text) {
        String[] parts = text.split("=", 2);
        return new Reader(
                parts[0],
                parts.length == 1
                        ? usual()
                        : Arrays.stream(parts[1].split(",")).map(Reader::topic).toList());
    }

    private static Topic topic(String name) {
        return Topic.named(name)
                .filter(BrokerRole.FOG::holds)
                .orElseThrow(() -> new IllegalArgumentException("there is no topic '" + name + "' on the fog"));
    }

    private static List<Topic> usual() {
        return BrokerRole.FOG.topics().stream()
                .filter(topic -> !topic.restricted())
                .toList();
    }

    /** As rules name it. */
    String principal() {
        return PeerName.READER + name;
    }
}
