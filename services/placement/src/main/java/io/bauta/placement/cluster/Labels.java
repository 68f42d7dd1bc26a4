/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

/** Labels and annotations of the cluster's objects. */
public final class Labels {
    /** The tier of a node or pod. */
    public static final String TIER = "bauta.io/tier";

    /** The tier on which raw media may be handled. */
    public static final String EDGE = "edge";

    /** The node's name in Bauta. */
    public static final String NODE = "bauta.io/node";

    /** The site a node's configuration belongs to. */
    public static final String SITE = "bauta.io/edge-site";

    /** The sensors a node was told of. */
    public static final String SENSORS = "bauta.io/sensors";

    /** The sensors a node was told to let go. */
    public static final String LEAVING = "bauta.io/leaving";

    /** Digest of what a node was told; on its workloads, of what their pods were started with. */
    public static final String TOLD = "bauta.io/told";

    /** Which of a node's services. */
    public static final String COMPONENT = "app.kubernetes.io/component";

    static final String HOSTNAME = "kubernetes.io/hostname";
    /** Kubernetes' own word for a node that somebody says will not come back. */
    static final String OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

    private Labels() {}
}
