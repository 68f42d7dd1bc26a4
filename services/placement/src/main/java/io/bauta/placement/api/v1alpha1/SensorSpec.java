/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

/** What cameras and microphones have in common. */
public interface SensorSpec {
    /** Name of the EdgeSite. */
    String site();

    /** Name of the one node of the site that it is plugged into; none for a sensor that all of them reach. */
    String node();

    String source();

    SecretRef secretRef();

    String purpose();

    String legalBasis();

    String retention();

    PolicyRef policyRef();

    /** None if it may not be shown on a map. */
    Place place();
}
