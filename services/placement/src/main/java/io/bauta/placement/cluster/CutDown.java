/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.function.UnaryOperator;

/**
 * Keeps objects smaller than they are: a city has thousands of nodes, and each carries kilobytes that nobody here looks at.
 *
 * @param <T> what is kept
 */
public final class CutDown<T extends HasMetadata> extends BasicItemStore<T> {
    private final UnaryOperator<T> cut;

    /** @param cut makes what is kept of an object, with its name, namespace, uid and resource version */
    public CutDown(UnaryOperator<T> cut) {
        super(Cache::metaNamespaceKeyFunc);
        this.cut = cut;
    }

    @Override
    public T put(String key, T object) {
        return super.put(key, cut.apply(object));
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    /** What an object is and says, and of its metadata who it is. */
    public static <T extends HasMetadata> T withoutMetadata(T object) {
        object.setMetadata(Glimpse.who(object.getMetadata()));
        return object;
    }
}
