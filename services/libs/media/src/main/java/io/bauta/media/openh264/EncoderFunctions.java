/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.openh264;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The table of an encoder's functions (ISVCEncoderVtbl of {@code codec_api.h}), each of which takes the encoder first. */
@SuppressWarnings("restricted") // the library is C++: nothing checks what it is given
final class EncoderFunctions {
    private static final int INITIALIZE_EXT = 1;
    private static final int GET_DEFAULT_PARAMS = 2;
    private static final int UNINITIALIZE = 3;
    private static final int ENCODE_FRAME = 4;
    private static final int ENCODE_PARAMETER_SETS = 5;
    private static final int FORCE_INTRA_FRAME = 6;
    private static final int SET_OPTION = 7;
    private static final int LENGTH = 9;

    private static final MethodHandle ONE = handle();
    private static final MethodHandle WITH_ADDRESS = handle(ADDRESS);
    private static final MethodHandle WITH_TWO = handle(ADDRESS, ADDRESS);
    private static final MethodHandle WITH_FLAG = handle(JAVA_BOOLEAN);
    private static final MethodHandle WITH_OPTION = handle(JAVA_INT, ADDRESS);

    private final MemorySegment encoder;
    private final MemorySegment table;

    EncoderFunctions(MemorySegment encoder) {
        this.encoder = encoder;
        this.table = encoder.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0).reinterpret(LENGTH * ADDRESS.byteSize());
    }

    /** Fills the parameters with the library's own. */
    int defaults(MemorySegment parameters) {
        return Native.call(() -> (int) WITH_ADDRESS.invokeExact(function(GET_DEFAULT_PARAMS), encoder, parameters));
    }

    int initialise(MemorySegment parameters) {
        return Native.call(() -> (int) WITH_ADDRESS.invokeExact(function(INITIALIZE_EXT), encoder, parameters));
    }

    int encode(MemorySegment picture, MemorySegment frame) {
        return Native.call(() -> (int) WITH_TWO.invokeExact(function(ENCODE_FRAME), encoder, picture, frame));
    }

    int encodeParameterSets(MemorySegment frame) {
        return Native.call(() -> (int) WITH_ADDRESS.invokeExact(function(ENCODE_PARAMETER_SETS), encoder, frame));
    }

    /** Makes the next picture an IDR picture. */
    int forceKeyframe() {
        return Native.call(() -> (int) WITH_FLAG.invokeExact(function(FORCE_INTRA_FRAME), encoder, true));
    }

    int option(int option, MemorySegment value) {
        return Native.call(() -> (int) WITH_OPTION.invokeExact(function(SET_OPTION), encoder, option, value));
    }

    int uninitialise() {
        return Native.call(() -> (int) ONE.invokeExact(function(UNINITIALIZE), encoder));
    }

    private MemorySegment function(int index) {
        return table.getAtIndex(ADDRESS, index);
    }

    private static MethodHandle handle(MemoryLayout... more) {
        MemoryLayout[] all = new MemoryLayout[more.length + 1];
        all[0] = ADDRESS;
        System.arraycopy(more, 0, all, 1, more.length);
        return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_INT, all));
    }
}
