/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.openh264;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * One stream's encoder: constrained baseline, one slice and one thread, keyframes on request only, no picture skipped; else
 * set up as FFmpeg does it, so that films are as good and as large as those of the OpenH264 inside FFmpeg. Not thread-safe.
 */
@SuppressWarnings("restricted") // the library is C++: nothing checks what it gives
public final class OpenH264Encoder implements AutoCloseable {
    private static final int I420 = 23;
    private static final int BY_BITRATE = 1;
    private static final int BASELINE = 66;
    private static final int UNSPECIFIED_FORMAT = 5;
    private static final int TRACE_LEVEL = 25;
    private static final int NOTHING = 0;
    private static final int IDR = 1;
    private static final int SKIPPED = 4;
    private static final int PARAMETER_SETS = 0;

    /**
     * What is encoded.
     *
     * @param width pixels, even, at least 16
     * @param height pixels, even, at least 16
     * @param framesPerSecond for rate control
     * @param bitsPerSecond wanted
     * @param fullRange whether luma spans 0 to 255
     */
    public record Stream(int width, int height, double framesPerSecond, int bitsPerSecond, boolean fullRange) {}

    /**
     * A picture of the stream's size, planar YUV 4:2:0, in native memory that stays the caller's.
     *
     * @param addresses of Y, U and V
     * @param strides bytes from row to row of each
     */
    @SuppressWarnings("ArrayRecordComponent") // made anew for each picture and read once
    public record Planes(long[] addresses, int[] strides) {}

    /**
     * A picture's NAL units, each after a start code, without parameter sets.
     *
     * @param data empty if the library left the picture out
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once
    public record Coded(boolean keyframe, byte[] data) {}

    private final OpenH264Library library;
    private final Arena memory = Arena.ofShared();
    private final MemorySegment encoder;
    private final EncoderFunctions functions;
    private final MemorySegment picture;
    private final MemorySegment frame;
    private boolean closed;

    private OpenH264Encoder(OpenH264Library library) {
        this.library = library;
        this.picture = memory.allocate(BinaryInterface.PICTURE);
        this.frame = memory.allocate(library.binary().frame());
        this.encoder = library.create();
        this.functions = new EncoderFunctions(encoder);
    }

    /** @throws OpenH264Exception if the library refuses the stream: above all a picture larger than H.264's levels allow */
    public static OpenH264Encoder open(OpenH264Library library, Stream stream) {
        OpenH264Encoder made = new OpenH264Encoder(library);
        try {
            made.initialise(stream);
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private void initialise(Stream stream) {
        try (Arena arena = Arena.ofConfined()) {
            // It would write to standard error.
            functions.option(TRACE_LEVEL, arena.allocateFrom(JAVA_INT, 0));
            MemorySegment told = arena.allocate(BinaryInterface.PARAMETERS);
            check("gives no defaults", functions.defaults(told));
            Members all = new Members(told, BinaryInterface.PARAMETERS);
            all.put("width", stream.width());
            all.put("height", stream.height());
            all.put("bitrate", stream.bitsPerSecond());
            all.put("maxBitrate", stream.bitsPerSecond());
            all.put("rateControl", BY_BITRATE);
            all.put("frameRate", (float) stream.framesPerSecond());
            all.put("frameSkip", false);
            all.put("parameterSetIds", 0);
            all.put("entropyCoding", 0);
            leaveOutWhatDoesNotPay(all);
            told.set(JAVA_SHORT, all.offset("threads"), (short) 1);
            putLayer(told, stream);
            check("refuses " + stream.width() + "x" + stream.height(), functions.initialise(told));
            picture.set(JAVA_INT, at("format"), I420);
            picture.set(JAVA_INT, at("width"), stream.width());
            picture.set(JAVA_INT, at("height"), stream.height());
        }
    }

    /**
     * Both look at all pixels once more before a picture is encoded, and change nothing of it; but the second adds keyframes
     * that nobody asked for. To tell the background from the rest does pay: what stands still costs a fifth of the bits less.
     */
    private static void leaveOutWhatDoesNotPay(Members all) {
        all.put("adaptiveQuantisation", false);
        all.put("sceneChange", false);
    }

    private static void putLayer(MemorySegment told, Stream stream) {
        long offset = BinaryInterface.PARAMETERS.byteOffset(
                PathElement.groupElement("spatial"), PathElement.sequenceElement(0));
        StructLayout layout = BinaryInterface.SPATIAL_LAYER;
        Members layer = new Members(told.asSlice(offset, layout.byteSize()), layout);
        layer.put("width", stream.width());
        layer.put("height", stream.height());
        layer.put("frameRate", (float) stream.framesPerSecond());
        layer.put("bitrate", stream.bitsPerSecond());
        layer.put("maxBitrate", stream.bitsPerSecond());
        layer.put("profile", BASELINE);
        layer.put("videoSignal", true);
        layer.put("fullRange", stream.fullRange());
        layer.part().set(JAVA_BYTE, layer.offset("videoFormat"), (byte) UNSPECIFIED_FORMAT);
    }

    /** The stream's SPS and PPS, each after a start code. */
    public byte[] parameterSets() {
        demandOpen();
        check("tells no parameter sets", functions.encodeParameterSets(frame));
        ByteArrayOutputStream sets = new ByteArrayOutputStream();
        for (int i = 0; i < frame.get(JAVA_INT, 0); i++) {
            sets.writeBytes(bytes(library.binary().layer(frame, i)));
        }
        return sets.toByteArray();
    }

    /**
     * Encodes one picture.
     *
     * @param millis when it is shown
     * @param keyframe whether it must be an IDR picture; the first one always is
     * @throws OpenH264Exception if it cannot be encoded
     */
    public Coded encode(Planes planes, long millis, boolean keyframe) {
        demandOpen();
        for (int i = 0; i < planes.strides().length; i++) {
            picture.set(JAVA_INT, at("strides") + i * JAVA_INT.byteSize(), planes.strides()[i]);
            picture.set(ADDRESS, at("planes") + i * ADDRESS.byteSize(), MemorySegment.ofAddress(planes.addresses()[i]));
        }
        picture.set(JAVA_LONG, at("time"), millis);
        if (keyframe) {
            check("makes no keyframe", functions.forceKeyframe());
        }
        check("cannot encode a picture", functions.encode(picture, frame));
        Members coded = new Members(frame, library.binary().frame());
        int kind = coded.number("kind");
        if (kind == NOTHING) { // what lies in the frame is of the picture before
            throw new OpenH264Exception("made nothing of a picture", kind);
        }
        return new Coded(kind == IDR, kind == SKIPPED ? new byte[0] : pictureUnits());
    }

    private byte[] pictureUnits() {
        ByteArrayOutputStream units = new ByteArrayOutputStream();
        for (int i = 0; i < frame.get(JAVA_INT, 0); i++) {
            MemorySegment layer = library.binary().layer(frame, i);
            Members members = new Members(layer, library.binary().layer());
            if (layer.get(JAVA_BYTE, members.offset("type")) != PARAMETER_SETS) {
                units.writeBytes(bytes(layer));
            }
        }
        return units.toByteArray();
    }

    /** The units of a layer, which lie one behind the other. */
    private byte[] bytes(MemorySegment layer) {
        Members members = new Members(layer, library.binary().layer());
        int units = members.number("units");
        MemorySegment lengths = members.address("unitBytes").reinterpret(units * JAVA_INT.byteSize());
        long length = 0;
        for (int i = 0; i < units; i++) {
            length += lengths.getAtIndex(JAVA_INT, i);
        }
        return members.address("data").reinterpret(length).toArray(JAVA_BYTE);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            functions.uninitialise();
            library.destroy(encoder);
            memory.close();
        }
    }

    private static long at(String member) {
        return BinaryInterface.PICTURE.byteOffset(PathElement.groupElement(member));
    }

    private void demandOpen() {
        if (closed) {
            throw new IllegalStateException("the encoder is closed");
        }
    }

    private static void check(String what, int code) {
        if (code != 0) {
            throw new OpenH264Exception(what, code);
        }
    }
}
