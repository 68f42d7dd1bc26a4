/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import java.util.Optional;

/**
 * One statement about an object, in Kubernetes' own form.
 *
 * @param type what is stated
 * @param status True, False or Unknown
 * @param reason in a word, for machines
 * @param message in a sentence, for people
 * @param lastTransitionTime since when the status is so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @Required String type,
        @Required String status,
        @Required String reason,
        String message,
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
