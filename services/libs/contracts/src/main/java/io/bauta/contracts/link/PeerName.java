/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.link;

/**
 * The names that certificates bear as common name. On an edge node {@code SERVICE.NODE}, so that what one node's service may
 * do another's may not; on the fog {@code SERVICE}; for others who read there {@code reader.NAME}.
 */
public final class PeerName {
    /** Before the name of somebody outside who reads on the fog. */
    public static final String READER = "reader.";

    /** The fog's broker. */
    public static final String FOG_BROKER = "fog-broker";

    private static final String EDGE_BROKER = "edge-broker.";

    private PeerName() {}

    /** The broker of an edge node. */
    public static String edgeBroker(String node) {
        return EDGE_BROKER + node;
    }
}
