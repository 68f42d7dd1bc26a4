/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.Optional;

/** One statement about an object, in Kubernetes' own form. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @JsonPropertyDescription("What is stated") @Required String type,

        @JsonPropertyDescription("True, False or Unknown") @Required
        String status,

        @JsonPropertyDescription("In a word, for machines") @Required
        String reason,

        @JsonPropertyDescription("In a sentence, for people")
        String message,

        @JsonPropertyDescription("Since when the status is so")
        String lastTransitionTime) {

    /** Whether it says the same, whenever it was said. */
    boolean saysTheSame(Condition other) {
        return type.equals(other.type)
                && status.equals(other.status)
                && reason.equals(other.reason)
                && Optional.ofNullable(message).equals(Optional.ofNullable(other.message));
    }

    Condition at(String time) {
        return new Condition(type, status, reason, message, time);
    }
}
