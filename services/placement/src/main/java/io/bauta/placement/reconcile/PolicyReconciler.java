/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.reconcile;

import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.placement.api.v1alpha1.AnonymisationPolicy;
import io.bauta.placement.api.v1alpha1.Condition;
import io.bauta.placement.api.v1alpha1.Conditions;
import io.bauta.placement.api.v1alpha1.PolicyStatus;
import io.bauta.placement.site.PolicyCheck;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.InstantSource;
import java.util.List;

/** Says of each policy whether it can be used, and whether it is weak, before any sensor names it. */
@ControllerConfiguration(name = "policies")
public final class PolicyReconciler implements Reconciler<AnonymisationPolicy> {
    private final InstantSource clock;

    PolicyReconciler(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public UpdateControl<AnonymisationPolicy> reconcile(
            AnonymisationPolicy policy, Context<AnonymisationPolicy> context) {
        List<Condition> before =
                policy.getStatus() == null ? List.of() : policy.getStatus().conditions();
        PolicyStatus status = new PolicyStatus(
                policy.getMetadata().getGeneration(),
                conditions(policy, new Conditions(before, clock.instant())).list());
        if (status.equals(policy.getStatus())) {
            return UpdateControl.noUpdate();
        }
        AnonymisationPolicy saying = new AnonymisationPolicy();
        saying.setMetadata(Applied.named(policy));
        saying.setStatus(status);
        return UpdateControl.patchStatus(saying);
    }

    private static Conditions conditions(AnonymisationPolicy policy, Conditions conditions) {
        try {
            List<String> weak = PolicyCheck.check(policy).weaknesses();
            return conditions
                    .with(Conditions.VALID, true, "Valid", "the services understand it")
                    .with(
                            Conditions.WEAK_MODE_IN_USE,
                            !weak.isEmpty(),
                            weak.isEmpty() ? "NoWeakMode" : "WeakMode",
                            weak.isEmpty()
                                    ? "it names no weak mode"
                                    : "people may be recognised: " + String.join(", ", weak));
        } catch (InvalidConfigurationException e) {
            return conditions
                    .with(Conditions.VALID, false, "Faults", String.join("; ", e.faults()))
                    .with(Conditions.WEAK_MODE_IN_USE, false, "NotInUse", "no sensor is placed under it");
        }
    }
}
