/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * A camera and why it exists.
 *
 * @param site name of the EdgeSite whose nodes reach it
 * @param node name of the one node it is plugged into; none if all nodes of the site reach it
 * @param source its address, without user and password
 * @param secretRef where those are kept
 * @param purpose what it is for
 * @param legalBasis what permits it
 * @param retention how long anonymised media may be kept
 * @param policyRef how its media are made anonymous
 * @param place where it stands, if it may be shown on a map
 * @param restrictedPolicyRef how its pictures are made anonymous once more, for an authorised role
 * @param picture what it delivers; {@link Picture#USUAL} if nothing is said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.restrictedPolicyRef) || self.restrictedPolicyRef.name != self.policyRef.name",
        message = "restrictedPolicyRef is the policy in force already; leave it out")
public record CameraSpec(
        @Required @Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
        String site,

        @Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$") String node,

        @Required
        @Size(min = 8, max = 2048)
        @ValidationRule(
                value = "self.matches('^(rtsp|rtsps|http|https)://[^/@\\\\s]+')",
                message = "must be an rtsp:// or http:// address")
        @ValidationRule(
                value = "!self.contains('@') && !self.matches('(?i)[?&][a-z_-]*(pass|pwd|token|secret|key)[a-z_-]*=')",
                message = "must not hold a user or password; they belong into a Secret that secretRef names")
        String source,

        SecretRef secretRef,

        @Required
        @Size(min = 1, max = 1024)
        @ValidationRule(value = "self.matches('\\\\S')", message = "a sensor exists only for a stated purpose")
        String purpose,

        @Required
        @Size(min = 1, max = 1024)
        @ValidationRule(value = "self.matches('\\\\S')", message = "a sensor needs a stated legal basis")
        String legalBasis,

        @Required @Pattern("^[1-9][0-9]{0,8}(ms|s|m|h|d)$") String retention,
        @Required PolicyRef policyRef,
        Place place,
        PolicyRef restrictedPolicyRef,
        Picture picture)
        implements SensorSpec {}
