/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.site;

import io.bauta.contracts.site.SensorKind;
import io.bauta.placement.api.v1alpha1.Camera;
import io.bauta.placement.api.v1alpha1.Condition;
import io.bauta.placement.api.v1alpha1.Microphone;
import io.bauta.placement.api.v1alpha1.Picture;
import io.bauta.placement.api.v1alpha1.PolicyRef;
import io.bauta.placement.api.v1alpha1.SensorSpec;
import io.bauta.placement.api.v1alpha1.SensorStatus;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;

/**
 * A camera or microphone as declared.
 *
 * @param kind what it delivers
 * @param object in the cluster
 * @param spec of it
 * @param restrictedPolicy of a camera
 * @param picture of a camera
 */
public record Sensor(
        SensorKind kind,
        CustomResource<?, SensorStatus> object,
        SensorSpec spec,
        Optional<PolicyRef> restrictedPolicy,
        Picture picture) {

    /** A camera. */
    public static Sensor of(Camera camera) {
        return new Sensor(
                SensorKind.CAMERA,
                camera,
                camera.getSpec(),
                Optional.ofNullable(camera.getSpec().restrictedPolicyRef()),
                Optional.ofNullable(camera.getSpec().picture()).orElse(Picture.USUAL));
    }

    /** A microphone. */
    public static Sensor of(Microphone microphone) {
        return new Sensor(SensorKind.MICROPHONE, microphone, microphone.getSpec(), Optional.empty(), Picture.USUAL);
    }

    /**
     * What tells it from others of its site.
     *
     * @param kind what it delivers
     * @param id a camera and a microphone may have the same by mistake
     */
    public record Name(SensorKind kind, String id) {}

    /** What tells it from others. */
    public Name name() {
        return new Name(kind, id());
    }

    /** Its name everywhere. */
    public String id() {
        return object.getMetadata().getName();
    }

    public String namespace() {
        return object.getMetadata().getNamespace();
    }

    /** The Secret with its user and password, if it needs one. */
    public Optional<String> secret() {
        return Optional.ofNullable(spec.secretRef()).map(ref -> ref.name());
    }

    public double picturesPerSecond() {
        return kind == SensorKind.CAMERA ? picture.framesPerSecond() : 0;
    }

    public double pixelsPerSecond() {
        return (double) picture.width() * picture.height() * picture.framesPerSecond();
    }

    /** What was said of it last. */
    public List<Condition> conditions() {
        return object.getStatus() == null ? List.of() : object.getStatus().conditions();
    }
}
