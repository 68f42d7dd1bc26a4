/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A camera and why it exists. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.restrictedPolicyRef) || self.restrictedPolicyRef.name != self.policyRef.name",
        message = "restrictedPolicyRef is the policy in force already; leave it out")
public record CameraSpec(
        @JsonPropertyDescription("Name of the EdgeSite whose nodes reach it")
        @Required
        @Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
        String site,

        @JsonPropertyDescription("Name of the one node it is plugged into; none if all nodes of the site reach it")
        @Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
        String node,

        @JsonPropertyDescription("Its address, without user and password")
        @Required
        @Size(min = 8, max = 2048)
        @ValidationRule(
                value = "self.matches('^(rtsp|rtsps|http|https)://[^/@\\\\s]+')",
                message = "must be an rtsp:// or http:// address")
        @ValidationRule(
                value = "!self.contains('@') && !self.matches('(?i)[?&][a-z_-]*(pass|pwd|token|secret|key)[a-z_-]*=')",
                message = "must not hold a user or password; they belong into a Secret that secretRef names")
        String source,

        @JsonPropertyDescription("The Secret that holds user and password of the source")
        SecretRef secretRef,

        @JsonPropertyDescription("What it is for")
        @Required
        @Size(min = 1, max = 1024)
        @ValidationRule(value = "self.matches('\\\\S')", message = "a sensor exists only for a stated purpose")
        String purpose,

        @JsonPropertyDescription("What permits it")
        @Required
        @Size(min = 1, max = 1024)
        @ValidationRule(value = "self.matches('\\\\S')", message = "a sensor needs a stated legal basis")
        String legalBasis,

        @JsonPropertyDescription("How long anonymised media may be kept")
        @Required
        @Pattern("^[1-9][0-9]{0,8}(ms|s|m|h|d)$")
        String retention,

        @JsonPropertyDescription("How its media are made anonymous") @Required
        PolicyRef policyRef,

        @JsonPropertyDescription("Where it stands, if it may be shown on a map")
        Place place,

        @JsonPropertyDescription("How its pictures are made anonymous once more, for an authorised role")
        PolicyRef restrictedPolicyRef,

        @JsonPropertyDescription("What it delivers; 1280 x 720 with 25 a second if nothing is said")
        Picture picture)
        implements SensorSpec {}
