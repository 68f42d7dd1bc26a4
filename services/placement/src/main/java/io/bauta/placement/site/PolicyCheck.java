/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bauta.contracts.Faults;
import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.policy.PolicyReader;
import io.bauta.contracts.site.YamlNode;
import io.bauta.placement.api.v1alpha1.AnonymisationPolicy;

/** Reads a declared policy as the services would. */
public final class PolicyCheck {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private PolicyCheck() {}

    /** @throws InvalidConfigurationException with every fault in it */
    public static CheckedPolicy check(AnonymisationPolicy declared) {
        Faults faults = new Faults("policy " + declared.getMetadata().getName());
        ObjectNode text =
                JSON.createObjectNode().put("id", declared.getMetadata().getName());
        if (declared.getSpec() == null) {
            faults.add("spec", "is missing");
            faults.throwIfAny();
        }
        text.setAll((ObjectNode) JSON.valueToTree(declared.getSpec()));
        CheckedPolicy read = new CheckedPolicy(new PolicyReader(faults).read(new YamlNode(text, "", faults)), text);
        faults.throwIfAny();
        return read;
    }
}
