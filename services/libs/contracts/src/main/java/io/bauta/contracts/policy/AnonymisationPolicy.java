/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.policy;

import io.bauta.contracts.PolicyReference;

/**
 * What is done to a sensor's media before it may leave the node.
 *
 * @param reference {@code id@version}, as every record made under it names it
 * @param video how pictures are made anonymous
 * @param audio how sound is made anonymous
 */
public record AnonymisationPolicy(PolicyReference reference, VideoPolicy video, AudioPolicy audio) {

    /** The policy of a sensor whose owner chose nothing: everything hidden by irreversible methods. */
    public static AnonymisationPolicy strictest() {
        return new AnonymisationPolicy(new PolicyReference("strictest", 1), VideoPolicy.mosaic(), AudioPolicy.mute());
    }
}
