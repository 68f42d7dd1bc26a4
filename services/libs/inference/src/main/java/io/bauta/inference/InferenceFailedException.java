/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

/**
 * A run that gave no result; what stands in the outputs is not to be used. ONNX Runtime's own message is left out on
 * purpose: it may quote elements of a tensor, and those are computed from somebody's picture.
 */
public final class InferenceFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param code a word of ONNX Runtime or of this module, never text with numbers of a tensor */
    public InferenceFailedException(String model, String code) {
        super("model '" + model + "' gave no result: " + code);
    }
}
