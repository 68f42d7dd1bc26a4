/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.openh264;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * A structure's members by name.
 *
 * @param part where it lies
 */
record Members(MemorySegment part, StructLayout layout) {
    long offset(String member) {
        return layout.byteOffset(PathElement.groupElement(member));
    }

    void put(String member, int value) {
        part.set(JAVA_INT, offset(member), value);
    }

    void put(String member, float value) {
        part.set(JAVA_FLOAT, offset(member), value);
    }

    void put(String member, boolean value) {
        part.set(JAVA_BOOLEAN, offset(member), value);
    }

    int number(String member) {
        return part.get(JAVA_INT, offset(member));
    }

    MemorySegment address(String member) {
        return part.get(ADDRESS, offset(member));
    }
}
