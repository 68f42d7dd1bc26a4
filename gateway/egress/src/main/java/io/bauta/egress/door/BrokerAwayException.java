/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

/** A broker does not answer, or not as it should. Everything since the last commit is to be looked at again. */
public final class BrokerAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Side side;

    /** Of the door. */
    public enum Side {
        EDGE,
        FOG
    }

    public BrokerAwayException(Side side, Exception cause) {
        super("the " + (side == Side.EDGE ? "edge" : "fog") + " broker: " + cause.getMessage(), cause);
        this.side = side;
    }

    public Side side() {
        return side;
    }
}
