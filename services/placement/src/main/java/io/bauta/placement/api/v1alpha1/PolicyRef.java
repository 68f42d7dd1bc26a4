/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;

/** An AnonymisationPolicy of the same namespace. */
public record PolicyRef(
        @JsonPropertyDescription("Of the object") @Required @Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
        String name) {}
