/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.MediaLibrary;
import io.bauta.media.openh264.OpenH264Library;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * The H.264 encoders a process may use, best first. Which of the machine's there are is found out by trying ({@link
 * EncoderProbe}), once per process. All are LGPL-clean: those of hardware are reached through the driver's own
 * library.
 *
 * <p>Left out is {@code h264_vaapi}: it takes pictures only from a pool in the graphics processor's memory (an {@code
 * AVHWFramesContext}), into which each would first have to be uploaded. Thread-safe.
 */
public enum H264Encoder {
    /** Nvidia's graphics cards. */
    NVENC("h264_nvenc", "preset=p1:tune=ull:rc=cbr:zerolatency=1:delay=0:forced-idr=1:profile=baseline"),
    /** Nvidia's Jetson boards, in an FFmpeg that was built for them. */
    NVMPI("h264_nvmpi", ""),
    /** Encoders behind Linux's video devices: Raspberry Pi and other boards. */
    V4L2("h264_v4l2m2m", ""),
    /** On any processor, OpenH264 as the machine has it, with its assembler. */
    OPENH264_INSTALLED("openh264", ""),
    /** On any processor: inside FFmpeg, always there; without its assembler, so twice as slow. */
    OPENH264("libopenh264", "profile=constrained_baseline:rc_mode=bitrate:allow_skip_frames=0");

    /** Encoders of hardware would take 0 for "keyframes only"; nobody waits for the hours this takes. */
    private static final int KEYFRAMES_ON_REQUEST = 1 << 20;

    private final String label;
    private final String options;

    H264Encoder(String label, String options) {
        this.label = label;
        this.options = options;
    }

    /** What settings call the choice by probe. */
    public static final String AUTO = "auto";

    private static final class Probed {
        private static final List<H264Encoder> WORKING =
                Arrays.stream(values()).filter(EncoderProbe::passes).toList();
    }

    /** Those that work here, best first; never empty where FFmpeg's natives are of the default build. */
    public static List<H264Encoder> working() {
        return Probed.WORKING;
    }

    /**
     * The one that a setting asks for.
     *
     * @param wanted {@value #AUTO} for the best, or FFmpeg's name of one
     * @throws EncodeException if it does not work here; says which do
     */
    public static H264Encoder of(String wanted) {
        return working().stream()
                .filter(one -> wanted.equals(AUTO) || wanted.equals(one.label))
                .findFirst()
                .orElseThrow(() -> new EncodeException("encoder " + wanted + " does not work here; let it be " + AUTO
                        + " or one of "
                        + working().stream().map(H264Encoder::label).collect(Collectors.joining(", "))));
    }

    /** FFmpeg's name. */
    public String label() {
        return label;
    }

    /** Of its own, as FFmpeg's command line spells them. */
    String options() {
        return options;
    }

    /** Pictures from one keyframe of the encoder's own accord to the next. */
    int groupOfPictures() {
        return this == OPENH264 ? 0 : KEYFRAMES_ON_REQUEST;
    }

    /**
     * Opens it.
     *
     * @param silent whether it keeps to itself why it refuses, for one that is only tried
     * @throws EncodeException if it refuses
     */
    PictureCoder coder(VideoSettings settings, boolean silent) {
        return this == OPENH264_INSTALLED ? OpenH264Coder.open(settings) : FfmpegCoder.open(settings, this, silent);
    }

    /** Whether it can be called at all, which says nothing of a driver or a device. */
    boolean callable() {
        MediaLibrary.load();
        return this == OPENH264_INSTALLED
                ? OpenH264Library.installed().isPresent()
                : avcodec.avcodec_find_encoder_by_name(label) != null;
    }
}
