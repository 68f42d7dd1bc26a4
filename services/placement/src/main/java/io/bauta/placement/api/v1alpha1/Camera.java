/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A camera of a city: it exists only with purpose, legal basis, retention and policy. Its name is the sensor's everywhere. */
@Group("bauta.io")
@Version("v1alpha1")
@ValidationRule(
        value = "self.metadata.name.size() <= 63 && !self.metadata.name.contains('.')",
        message = "the name is the sensor's everywhere: at most 63 characters, no dot")
@AdditionalPrinterColumn(name = "Site", jsonPath = ".spec.site")
@AdditionalPrinterColumn(name = "Node", jsonPath = ".status.node")
@AdditionalPrinterColumn(name = "Policy", jsonPath = ".status.policy")
@AdditionalPrinterColumn(name = "Anonymising", jsonPath = ".status.conditions[?(@.type==\"Anonymising\")].status")
@AdditionalPrinterColumn(name = "Contained", jsonPath = ".status.conditions[?(@.type==\"RawContained\")].status")
@AdditionalPrinterColumn(name = "Weak", jsonPath = ".status.conditions[?(@.type==\"WeakModeInUse\")].status")
@AdditionalPrinterColumn(name = "Because", jsonPath = ".status.conditions[?(@.type==\"Anonymising\")].reason")
@AdditionalPrinterColumn(
        name = "Why",
        jsonPath = ".status.conditions[?(@.type==\"Anonymising\")].message",
        priority = 1)
@AdditionalPrinterColumn(name = "Purpose", jsonPath = ".spec.purpose", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class Camera extends CustomResource<CameraSpec, SensorStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
