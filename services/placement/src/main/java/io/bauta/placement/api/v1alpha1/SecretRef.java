/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Where user and password of a sensor are kept. The operator never reads it; it only says which node has it mounted.
 */
public record SecretRef(
        @JsonPropertyDescription("Of the Secret, which begins so that the guards know it")
        @Required
        @ValidationRule(
                value = "self.startsWith('bauta-raw-') && self.size() <= 253",
                message = "must begin with bauta-raw-, so that the guards know who can read it")
        String name,

        @JsonPropertyDescription("In it, holding user:password on one line")
        @Required
        @Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
        String key) {}
