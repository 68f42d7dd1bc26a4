/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.inference;

/** A request that is not done, and why. The message is for who asked; it quotes names and sizes, never a tensor's content. */
public final class RequestRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a request is not done. */
    public enum Reason {
        /** It cannot be understood, or does not fit the network. */
        MALFORMED,
        /** It broke off, or comes too slowly. */
        INCOMPLETE,
        /** There is no such model or version. */
        UNKNOWN,
        /** Larger than is taken or given. */
        TOO_LARGE,
        /** JSON has no word for what came out. */
        NOT_IN_JSON,
        /** Too many others are being served. */
        BUSY,
        /** The network cannot be loaded. */
        NOT_LOADABLE,
        /** The network ran and gave nothing. */
        FAILED
    }

    private final Reason reason;

    public RequestRefusedException(Reason reason, String message) {
        this(reason, message, null);
    }

    public RequestRefusedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** For what cannot be understood or does not fit. */
    public static RequestRefusedException malformed(String message) {
        return new RequestRefusedException(Reason.MALFORMED, message);
    }

    public static RequestRefusedException tooLarge(String message) {
        return new RequestRefusedException(Reason.TOO_LARGE, message);
    }
}
