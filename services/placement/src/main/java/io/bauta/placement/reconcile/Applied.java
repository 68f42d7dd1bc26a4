/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.reconcile;

import io.bauta.placement.cluster.Glimpse;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * How everything is written: applied on the server, which is one request and needs no right to read. What the operator no longer
 * says goes.
 */
final class Applied {
    static final PatchContext CONTEXT = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("bauta-placement")
            .withForce(true)
            .build();

    private Applied() {}

    /** An object that has a name and nothing else yet. */
    static ObjectMeta named(HasMetadata object) {
        return Glimpse.named(
                object.getMetadata().getName(), object.getMetadata().getNamespace());
    }
}
