/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

/** Finds the person who is to be left visible in a film. */
@FunctionalInterface
public interface PersonFinder {
    /**
     * Looks through the whole film, of which nothing has been written yet.
     *
     * @throws io.bauta.local.Refusal if it is not clear who that is
     */
    LeftVisible find(FileJob job, FileProgress progress);
}
