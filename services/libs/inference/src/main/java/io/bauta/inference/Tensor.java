/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * A dense tensor in native memory, the last dimension innermost. Its binding owns it; after that is closed every view of
 * it throws instead of showing other memory. It never prints what it holds.
 */
public final class Tensor {
    /** One cache line: vector loads of whole lines need no second one. */
    private static final long ALIGNMENT = 64;

    private final String name;
    private final ElementType type;
    private final long[] sizes;
    private final Arena arena;
    private final MemorySegment memory;
    private final OnnxTensor handle;

    private Tensor(String name, ElementType type, long[] sizes, Arena arena, MemorySegment memory) throws OrtException {
        this.name = name;
        this.type = type;
        this.sizes = sizes;
        this.arena = arena;
        this.memory = memory;
        this.handle = OnnxTensor.createTensor(InferenceSession.environment(), buffer(), sizes, type.runtimeType());
    }

    /** Zeros. @throws IllegalArgumentException if it has no elements or does not fit a buffer of 2 GiB */
    static Tensor allocate(String name, ElementType type, long[] sizes) {
        long bytes = bytes(name, type, sizes);
        Arena arena = Arena.ofShared();
        try {
            return new Tensor(name, type, sizes, arena, arena.allocate(bytes, ALIGNMENT));
        } catch (OrtException e) {
            arena.close();
            throw new IllegalStateException("ONNX Runtime took no tensor of " + bytes + " bytes: " + e.getCode(), e);
        }
    }

    public String name() {
        return name;
    }

    public ElementType type() {
        return type;
    }

    /** Outermost first. */
    public long[] sizes() {
        return sizes.clone();
    }

    /** Number of elements. */
    public int elements() {
        return (int) (memory.byteSize() / type.bytes());
    }

    /** The memory itself, for vector loads and stores. */
    public MemorySegment memory() {
        return memory;
    }

    /** A new view: direct, native order, position 0. @throws IllegalStateException if it holds no bytes */
    public ByteBuffer bytes() {
        require(type == ElementType.UINT8 || type == ElementType.INT8);
        return buffer();
    }

    /** A new view, position 0. @throws IllegalStateException if it holds no floats */
    public FloatBuffer floats() {
        require(type == ElementType.FLOAT32);
        return buffer().asFloatBuffer();
    }

    /** A new view, position 0. @throws IllegalStateException if it holds no ints */
    public IntBuffer ints() {
        require(type == ElementType.INT32);
        return buffer().asIntBuffer();
    }

    /** A new view, position 0. @throws IllegalStateException if it holds no longs */
    public LongBuffer longs() {
        require(type == ElementType.INT64);
        return buffer().asLongBuffer();
    }

    OnnxTensor handle() {
        return handle;
    }

    void close() {
        handle.close();
        arena.close();
    }

    private ByteBuffer buffer() {
        return memory.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private void require(boolean rightType) {
        if (!rightType) {
            throw new IllegalStateException("tensor '" + name + "' holds " + type.label());
        }
    }

    private static long bytes(String name, ElementType type, long[] sizes) {
        long bytes = type.bytes();
        for (long size : sizes) {
            bytes = size < 1 || bytes > Integer.MAX_VALUE / size ? 0 : bytes * size;
        }
        if (bytes == 0) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' of sizes " + Arrays.toString(sizes) + " is empty or does not fit 2 GiB");
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "Tensor[" + name + ", " + type.label() + Arrays.toString(sizes) + "]";
    }
}
