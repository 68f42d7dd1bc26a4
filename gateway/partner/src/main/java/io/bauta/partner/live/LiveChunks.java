/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.live;

import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * The newest chunk of one camera and those who watch it. Keeps a single chunk: a viewer begins with it, and one that
 * reads too slowly finds it again later, whatever came between. Thread-safe; viewers must not block.
 */
public final class LiveChunks {
    private final CopyOnWriteArraySet<Consumer<byte[]>> viewers = new CopyOnWriteArraySet<>();
    private byte[] newest;

    /** @param chunk a self-contained fMP4; not copied, not to be changed */
    public synchronized void show(byte[] chunk) {
        newest = chunk;
        viewers.forEach(viewer -> viewer.accept(chunk));
    }

    /** Hands over the newest chunk, if there is one, and every later one until the viewer is removed. */
    public synchronized void watch(Consumer<byte[]> viewer) {
        if (newest != null) {
            viewer.accept(newest);
        }
        viewers.add(viewer);
    }

    public void remove(Consumer<byte[]> viewer) {
        viewers.remove(viewer);
    }
}
