/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.supervision;

/** A service ends again and again before it is ready: nothing is gained by trying on. The message shows the end of its log. */
public final class ServiceKeepsDyingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServiceKeepsDyingException(String service, int exitCode, LogTail log) {
        super(service + " ended " + BackOff.HOPELESS_AFTER + " times before it was ready (exit code " + exitCode
                + "); the end of " + log.file() + ":\n" + log.last(15).indent(4).stripTrailing());
    }
}
