/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** What is done to media before they leave the node. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.version > oldSelf.version || self == oldSelf",
        message = "records name a policy's version: raise it with each change")
public record PolicySpec(
        @JsonPropertyDescription("Raised with each change, for records name it") @Required @Min(1) @Max(999_999_999)
        Integer version,

        @JsonPropertyDescription("How pictures are made anonymous; few-block mosaic if nothing is said")
        VideoSpec video,

        @JsonPropertyDescription("How sound is made anonymous; muted if nothing is said")
        AudioSpec audio) {}
