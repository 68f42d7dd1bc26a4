/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a log may hold of a failure: classes and places. Messages of unforeseen exceptions might quote what they failed on. */
final class Blame {
    private static final int DEEPEST = 5;

    private Blame() {}

    /** {@code Class at place, by Class at place}: the exception, its cause, and so on. */
    static String of(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .map(Blame::classAndPlace)
                .collect(Collectors.joining(", by "));
    }

    private static String classAndPlace(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        return thrown.getClass().getName() + " at " + (stack.length == 0 ? "?" : stack[0]);
    }
}
