/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.openh264;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * How the library's structures lie in memory, after its {@code codec_app_def.h}. Its makers raise the number in the
 * library's file name with each change; a library of another number than these is left alone.
 */
@SuppressWarnings("ImmutableEnumChecker") // a layout never changes
enum BinaryInterface {
    /** Versions from 2.6 on; a layer tells its noise as well. */
    EIGHT("libopenh264.so.8", 4),
    /** Versions up to 2.5. */
    SEVEN("libopenh264.so.7", 0);

    /** SSpatialLayerConfig: one of the sizes that a stream may hold; here there is one. */
    static final StructLayout SPATIAL_LAYER = MemoryLayout.structLayout(
            JAVA_INT.withName("width"),
            JAVA_INT.withName("height"),
            JAVA_FLOAT.withName("frameRate"),
            JAVA_INT.withName("bitrate"),
            JAVA_INT.withName("maxBitrate"),
            JAVA_INT.withName("profile"),
            JAVA_INT.withName("level"),
            JAVA_INT.withName("qp"),
            JAVA_INT.withName("sliceMode"),
            MemoryLayout.sequenceLayout(37, JAVA_INT).withName("sliceSizes"),
            JAVA_BOOLEAN.withName("videoSignal"),
            JAVA_BYTE.withName("videoFormat"),
            JAVA_BOOLEAN.withName("fullRange"),
            JAVA_BOOLEAN.withName("colourDescription"),
            MemoryLayout.sequenceLayout(3, JAVA_BYTE).withName("colours"),
            JAVA_BOOLEAN.withName("aspectRatio"),
            MemoryLayout.sequenceLayout(2, JAVA_INT).withName("aspect"));

    /** SEncParamExt: what is encoded, and how. With room for what 2.6 put at its end. */
    static final StructLayout PARAMETERS = MemoryLayout.structLayout(
            JAVA_INT.withName("usage"),
            JAVA_INT.withName("width"),
            JAVA_INT.withName("height"),
            JAVA_INT.withName("bitrate"),
            JAVA_INT.withName("rateControl"),
            JAVA_FLOAT.withName("frameRate"),
            JAVA_INT.withName("temporalLayers"),
            JAVA_INT.withName("spatialLayers"),
            MemoryLayout.sequenceLayout(4, SPATIAL_LAYER).withName("spatial"),
            JAVA_INT.withName("complexity"),
            JAVA_INT.withName("intraPeriod"),
            JAVA_INT.withName("references"),
            JAVA_INT.withName("parameterSetIds"),
            JAVA_BOOLEAN.withName("prefixUnits"),
            JAVA_BOOLEAN.withName("sei"),
            JAVA_BOOLEAN.withName("simulcast"),
            MemoryLayout.paddingLayout(1),
            JAVA_INT.withName("padding"),
            JAVA_INT.withName("entropyCoding"),
            JAVA_BOOLEAN.withName("frameSkip"),
            MemoryLayout.paddingLayout(3),
            JAVA_INT.withName("maxBitrate"),
            JAVA_INT.withName("maxQp"),
            JAVA_INT.withName("minQp"),
            JAVA_INT.withName("maxUnitSize"),
            JAVA_BOOLEAN.withName("longTermReference"),
            MemoryLayout.paddingLayout(3),
            JAVA_INT.withName("longTermReferences"),
            JAVA_INT.withName("longTermPeriod"),
            JAVA_SHORT.withName("threads"),
            JAVA_BOOLEAN.withName("loadBalancing"),
            MemoryLayout.paddingLayout(1),
            MemoryLayout.sequenceLayout(3, JAVA_INT).withName("loopFilter"),
            JAVA_BOOLEAN.withName("denoise"),
            JAVA_BOOLEAN.withName("backgroundDetection"),
            JAVA_BOOLEAN.withName("adaptiveQuantisation"),
            JAVA_BOOLEAN.withName("cropping"),
            JAVA_BOOLEAN.withName("sceneChange"),
            JAVA_BOOLEAN.withName("lossless"),
            JAVA_BOOLEAN.withName("overshoot"),
            MemoryLayout.paddingLayout(1),
            JAVA_INT.withName("keyframeShare"),
            MemoryLayout.paddingLayout(4));

    /** SSourcePicture: a picture to encode. With room for what 2.6 put at its end. */
    static final StructLayout PICTURE = MemoryLayout.structLayout(
            JAVA_INT.withName("format"),
            MemoryLayout.sequenceLayout(4, JAVA_INT).withName("strides"),
            MemoryLayout.paddingLayout(4),
            MemoryLayout.sequenceLayout(4, ADDRESS).withName("planes"),
            JAVA_INT.withName("width"),
            JAVA_INT.withName("height"),
            JAVA_LONG.withName("time"),
            MemoryLayout.paddingLayout(8));

    private static final int MOST_LAYERS = 128;

    private final String file;
    private final StructLayout layer;
    private final StructLayout frame;

    BinaryInterface(String file, int numbersMore) {
        this.file = file;
        this.layer = MemoryLayout.structLayout(
                MemoryLayout.sequenceLayout(3, JAVA_BYTE).withName("ids"),
                MemoryLayout.paddingLayout(1),
                JAVA_INT.withName("kind"),
                JAVA_BYTE.withName("type"),
                MemoryLayout.paddingLayout(3),
                JAVA_INT.withName("sequence"),
                JAVA_INT.withName("units"),
                MemoryLayout.paddingLayout(4),
                ADDRESS.withName("unitBytes"),
                ADDRESS.withName("data"),
                MemoryLayout.sequenceLayout(numbersMore, JAVA_INT).withName("noise"));
        this.frame = MemoryLayout.structLayout(
                JAVA_INT.withName("layers"),
                MemoryLayout.paddingLayout(4),
                MemoryLayout.sequenceLayout(MOST_LAYERS, layer).withName("layer"),
                JAVA_INT.withName("kind"),
                JAVA_INT.withName("bytes"),
                JAVA_LONG.withName("time"));
    }

    /** The name by which the system's loader knows the library. */
    String file() {
        return file;
    }

    /** SFrameBSInfo: what came of a picture. */
    StructLayout frame() {
        return frame;
    }

    /** SLayerBSInfo: a run of NAL units of a frame. */
    StructLayout layer() {
        return layer;
    }

    /** One of a frame's layers. */
    MemorySegment layer(MemorySegment of, int index) {
        long offset = frame.byteOffset(PathElement.groupElement("layer"), PathElement.sequenceElement(index));
        return of.asSlice(offset, layer.byteSize());
    }
}
