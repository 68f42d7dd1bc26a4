/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.guard;

/**
 * What is kept of a pod with access: an object of the client would be a kilobyte more, and a city has thousands of such pods.
 *
 * @param namespace of the pod
 * @param pod its name
 * @param uid by which it is told from one made anew under the same name
 * @param node it runs on
 * @param access what it has
 * @param leaving whether it is on its way out
 */
record Sighting(String namespace, String pod, String uid, String node, RawAccess access, boolean leaving) {
    static Sighting of(SeenPod pod, RawAccess access) {
        return new Sighting(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                pod.getSpec().nodeName(),
                access,
                pod.getMetadata().getDeletionTimestamp() != null);
    }
}
