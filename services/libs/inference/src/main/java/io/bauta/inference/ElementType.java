/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import ai.onnxruntime.OnnxJavaType;
import java.util.Optional;
import java.util.stream.Stream;

/** What a tensor is made of. Others are refused at the load: no network of Bauta needs them. */
public enum ElementType {
    FLOAT32("float32", "<f4", 4, OnnxJavaType.FLOAT),
    UINT8("uint8", "|u1", 1, OnnxJavaType.UINT8),
    INT8("int8", "|i1", 1, OnnxJavaType.INT8),
    INT32("int32", "<i4", 4, OnnxJavaType.INT32),
    INT64("int64", "<i8", 8, OnnxJavaType.INT64);

    private final String label;
    private final String numpy;
    private final int bytes;
    private final OnnxJavaType runtimeType;

    ElementType(String label, String numpy, int bytes, OnnxJavaType runtimeType) {
        this.label = label;
        this.numpy = numpy;
        this.bytes = bytes;
        this.runtimeType = runtimeType;
    }

    /** The name in model.json, which is NumPy's. */
    public String label() {
        return label;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    OnnxJavaType runtimeType() {
        return runtimeType;
    }

    static Optional<ElementType> labelled(String label) {
        return Stream.of(values()).filter(type -> type.label.equals(label)).findFirst();
    }

    /** @param code NumPy's type string, for instance {@code <f4} */
    static Optional<ElementType> ofNumpy(String code) {
        return Stream.of(values()).filter(type -> type.numpy.equals(code)).findFirst();
    }

    static Optional<ElementType> of(OnnxJavaType runtimeType) {
        return Stream.of(values())
                .filter(type -> type.runtimeType == runtimeType)
                .findFirst();
    }
}
