/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.InferenceSession;

/** A loaded network that several detectors look with, each on a thread of its own: the last of them closes it. Thread-safe. */
final class SharedSession {
    private final InferenceSession session;
    private int users;

    /** @param session becomes this one's as soon as there is a user */
    SharedSession(InferenceSession session) {
        this.session = session;
    }

    /** One more who uses it, and leaves it. */
    synchronized InferenceSession join() {
        users++;
        return session;
    }

    synchronized void leave() {
        users--;
        if (users == 0) {
            session.close();
        }
    }
}
