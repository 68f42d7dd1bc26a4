/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.ffmpeg;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;

/**
 * A number that travels through C as {@code void *opaque} and finds its Java object again. JavaCPP keeps a fixed small
 * table of function pointers per callback type, so every callback here is one static function that asks this register
 * whose turn it is.
 */
final class Handle<T> extends Pointer {
    private static final ConcurrentMap<Long, Object> REGISTER = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    Handle(T target) {
        super((Pointer) null);
        address = NUMBERS.incrementAndGet();
        REGISTER.put(address, target);
    }

    /** The object behind a pointer that C handed back; null once released. */
    static <T> T find(Pointer opaque, Class<T> type) {
        return opaque == null ? null : type.cast(REGISTER.get(opaque.address()));
    }

    void release() {
        REGISTER.remove(address);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
