/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.openh264;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;

/**
 * The OpenH264 that is installed on the machine (Debian's and Ubuntu's {@code libopenh264-7} or {@code libopenh264-8}, or
 * Cisco's own file), taken from where the system's loader looks for libraries and nowhere else. Thread-safe.
 */
@SuppressWarnings("restricted") // to load and to call a library
public final class OpenH264Library {
    private static final System.Logger LOG = System.getLogger(OpenH264Library.class.getName());
    private static final FunctionDescriptor VERSION = FunctionDescriptor.ofVoid(ADDRESS);
    private static final FunctionDescriptor CREATE = FunctionDescriptor.of(JAVA_INT, ADDRESS);
    private static final FunctionDescriptor DESTROY = FunctionDescriptor.ofVoid(ADDRESS);

    private static final class Found {
        private static final Optional<OpenH264Library> HERE = Arrays.stream(BinaryInterface.values())
                .flatMap(each -> load(each).stream())
                .findFirst();
    }

    private final BinaryInterface binary;
    private final String version;
    private final MethodHandle create;
    private final MethodHandle destroy;

    private OpenH264Library(BinaryInterface binary, SymbolLookup symbols) {
        this.binary = binary;
        this.version = version(handle(symbols, "WelsGetCodecVersionEx", VERSION));
        this.create = handle(symbols, "WelsCreateSVCEncoder", CREATE);
        this.destroy = handle(symbols, "WelsDestroySVCEncoder", DESTROY);
    }

    /** The one of this machine; looked for once a process. */
    public static Optional<OpenH264Library> installed() {
        return Found.HERE;
    }

    private static Optional<OpenH264Library> load(BinaryInterface binary) {
        try {
            return Optional.of(new OpenH264Library(binary, SymbolLookup.libraryLookup(binary.file(), Arena.global())));
        } catch (IllegalArgumentException | IllegalCallerException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0} is not used: {1}", binary.file(), e.getMessage());
            return Optional.empty();
        }
    }

    /** As its makers number it: {@code 2.3.1}. */
    public String version() {
        return version;
    }

    BinaryInterface binary() {
        return binary;
    }

    /** A new encoder, an object of C++ that begins with the address of its table of functions. */
    MemorySegment create() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(ADDRESS);
            int code = Native.call(() -> (int) create.invokeExact(place));
            if (code != 0) {
                throw new OpenH264Exception("makes no encoder", code);
            }
            return place.get(ADDRESS, 0);
        }
    }

    void destroy(MemorySegment encoder) {
        Native.call(() -> {
            destroy.invokeExact(encoder);
            return null;
        });
    }

    private static String version(MethodHandle ask) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment numbers = arena.allocate(JAVA_INT, 4);
            Native.call(() -> {
                ask.invokeExact(numbers);
                return null;
            });
            return numbers.getAtIndex(JAVA_INT, 0) + "." + numbers.getAtIndex(JAVA_INT, 1) + "."
                    + numbers.getAtIndex(JAVA_INT, 2);
        }
    }

    private static MethodHandle handle(SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
        MemorySegment address =
                symbols.find(name).orElseThrow(() -> new IllegalArgumentException("it has no function " + name));
        return Linker.nativeLinker().downcallHandle(address, descriptor);
    }
}
