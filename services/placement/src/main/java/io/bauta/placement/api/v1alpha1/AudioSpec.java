/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** How sound is made anonymous, in the words of site files. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AudioSpec(
        @JsonPropertyDescription("mute, mute-speech, garble, convert or weak.mcadams") @Size(max = 32)
        String voice,

        @JsonPropertyDescription("Coefficient of weak.mcadams")
        Double mcAdams,

        @JsonPropertyDescription("Length of a chunk") @Size(max = 32)
        String chunk) {}
