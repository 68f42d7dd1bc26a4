/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A policy of a city. Its name is the policy's id. */
@Group("bauta.io")
@Version("v1alpha1")
@Plural("anonymisationpolicies")
@ValidationRule(
        value = "self.metadata.name.size() <= 63 && !self.metadata.name.contains('.')",
        message = "the name is the policy's id: at most 63 characters, no dot")
@ValidationRule(
        value = "self.metadata.name != 'strictest'",
        message = "strictest is what holds where nothing else is said, and nobody's to change")
@AdditionalPrinterColumn(name = "Version", jsonPath = ".spec.version", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Valid", jsonPath = ".status.conditions[?(@.type==\"Valid\")].status")
@AdditionalPrinterColumn(name = "Weak", jsonPath = ".status.conditions[?(@.type==\"WeakModeInUse\")].status")
@AdditionalPrinterColumn(name = "Why", jsonPath = ".status.conditions[?(@.type==\"Valid\")].message", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class AnonymisationPolicy extends CustomResource<PolicySpec, PolicyStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
