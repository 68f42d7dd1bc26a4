/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.reconcile;

import io.bauta.placement.models.Detector;
import java.util.List;
import java.util.Optional;

/** What the model server offers, as far as it is known. */
@FunctionalInterface
public interface Detectors {
    /** Empty where choosing is not the operator's, or nothing was heard from the model server yet. */
    Optional<List<Detector>> offered();
}
