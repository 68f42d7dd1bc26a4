/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.api.v1alpha1;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Builds the conditions of one object; a status that did not change keeps the time since when it is so. */
public final class Conditions {
    /** All of an object's sensors are made anonymous now. */
    public static final String ANONYMISING = "Anonymising";

    /** No pod that could see raw media stands where it must not. */
    public static final String RAW_CONTAINED = "RawContained";

    /** Something is left by which people may be recognised. */
    public static final String WEAK_MODE_IN_USE = "WeakModeInUse";

    /** The policy can be used. */
    public static final String VALID = "Valid";

    private final List<Condition> before;
    private final List<Condition> now = new ArrayList<>();
    private final String time;

    /** @param before the object's conditions until now */
    public Conditions(List<Condition> before, Instant time) {
        this.before = before;
        this.time = time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Adds a condition that is either so or not. */
    public Conditions with(String type, boolean holds, String reason, String message) {
        return with(type, holds ? "True" : "False", reason, message);
    }

    /** Adds a condition of which nothing is known. */
    public Conditions unknown(String type, String reason, String message) {
        return with(type, "Unknown", reason, message);
    }

    private Conditions with(String type, String status, String reason, String message) {
        Condition said = new Condition(type, status, reason, message, time);
        now.add(before.stream()
                .filter(old -> old.type().equals(type) && old.lastTransitionTime() != null)
                .findFirst()
                .map(old -> old.saysTheSame(said)
                        ? old
                        : old.status().equals(status) ? said.at(old.lastTransitionTime()) : said)
                .orElse(said));
        return this;
    }

    /** As the status holds them. */
    public List<Condition> list() {
        return List.copyOf(now);
    }
}
