/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

/** The broker will not start; the message is one line that says what to do. */
public final class BrokerRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokerRefusedException(String message) {
        super(message);
    }

    public BrokerRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
