/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.site;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.PrivacyZone;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.contracts.site.SensorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A policy that can be used.
 *
 * @param policy as the services understand it
 * @param text as site files spell it
 */
public record CheckedPolicy(AnonymisationPolicy policy, ObjectNode text) {

    /** By what people may be recognised in what a sensor of the kind releases, in words; mostly nothing. */
    public List<String> weaknesses(SensorKind kind) {
        return kind == SensorKind.CAMERA ? ofPictures() : ofSound();
    }

    /** Of both kinds. */
    public List<String> weaknesses() {
        return Stream.concat(ofPictures().stream(), ofSound().stream()).toList();
    }

    private List<String> ofSound() {
        return policy.audio().voice().weak()
                ? List.of("voice " + policy.audio().voice().label())
                : List.of();
    }

    private List<String> ofPictures() {
        VideoPolicy video = policy.video();
        List<String> found = new ArrayList<>();
        addIfWeak(found, "faces", video.regions().faces());
        addIfWeak(found, "bodies", video.regions().bodies());
        addIfWeak(found, "plates", video.regions().plates());
        if (video.frame() == VideoPolicy.FrameMethod.NONE && video.regions().faces() == RegionMethod.NONE) {
            found.add("faces are not hidden, because "
                    + video.nothingHiddenBecause().orElse("nobody said why"));
        }
        video.zones().stream()
                .filter(zone -> zone.method() == PrivacyZone.Method.HIDE_NOTHING)
                .forEach(zone -> found.add("nothing is hidden in zone " + zone.name()));
        return List.copyOf(found);
    }

    private static void addIfWeak(List<String> found, String what, RegionMethod method) {
        if (method.weak()) {
            found.add(what + " " + method.label());
        }
    }
}
