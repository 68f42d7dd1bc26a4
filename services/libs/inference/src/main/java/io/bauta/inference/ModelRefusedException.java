/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

/** A network that is not used, and why. The message names files, digests, tensors and sizes, never their contents. */
public final class ModelRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a network is not used. */
    public enum Reason {
        /** A file that is not there or cannot be read. */
        MISSING,
        /** Not the bytes that were approved. */
        WRONG_DIGEST,
        /** A model.json or golden.npz that cannot be understood. */
        MALFORMED,
        /** ONNX Runtime cannot load it. */
        UNLOADABLE,
        /** Its inputs or outputs are not those that are described or asked for. */
        OTHER_TENSORS
    }

    private final Reason reason;

    public ModelRefusedException(Reason reason, String message) {
        this(reason, message, null);
    }

    public ModelRefusedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
