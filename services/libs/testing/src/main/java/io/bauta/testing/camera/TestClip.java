/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Small clips made on the spot: a moving test picture, a tone, or both. Immutable; every method that changes something
 * gives a new one.
 *
 * @param seconds length
 * @param width pixels
 * @param height pixels
 * @param framesPerSecond pictures a second; every second begins with a keyframe
 * @param videoCodec FFmpeg's name of the encoder; empty for no pictures
 * @param sound whether there is a tone of 440 Hz as AAC
 * @param bFrames pictures between two references; needs the encoder {@code mpeg4}
 */
public record TestClip(
        double seconds, int width, int height, int framesPerSecond, String videoCodec, boolean sound, int bFrames) {

    /** H.264, 320×180, 25 pictures a second, no sound. */
    public static TestClip of(double seconds) {
        return new TestClip(seconds, 320, 180, 25, "libopenh264", false, 0);
    }

    public TestClip withSound() {
        return new TestClip(seconds, width, height, framesPerSecond, videoCodec, true, bFrames);
    }

    public TestClip soundOnly() {
        return new TestClip(seconds, width, height, framesPerSecond, "", true, 0);
    }

    public TestClip withBFrames() {
        return new TestClip(seconds, width, height, framesPerSecond, "mpeg4", sound, 2);
    }

    public TestClip codec(String encoder) {
        return new TestClip(seconds, width, height, framesPerSecond, encoder, sound, bFrames);
    }

    public TestClip sized(int newWidth, int newHeight) {
        return new TestClip(seconds, newWidth, newHeight, framesPerSecond, videoCodec, sound, bFrames);
    }

    /**
     * Writes one clip after the other into one stream, as it is when a camera's settings are changed while it runs.
     *
     * @param file an MPEG transport stream ({@code .ts}), whose keyframes bring their parameter sets along
     */
    public static Path inTurn(Path file, TestClip... clips) {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < clips.length; i++) {
            Path part = clips[i].writeTo(file.resolveSibling(file.getFileName() + "." + i + ".ts"));
            parts.append("file '").append(part.getFileName()).append("'\n");
        }
        try {
            Path list = Files.writeString(file.resolveSibling(file.getFileName() + ".txt"), parts);
            FfmpegProgram.run("-f", "concat", "-i", list.toString(), "-c", "copy", file.toString());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the clip; the container follows the file's ending. */
    public Path writeTo(Path file) {
        List<String> arguments = new ArrayList<>();
        if (!videoCodec.isEmpty()) {
            arguments.addAll(
                    List.of("-f", "lavfi", "-i", "testsrc2=size=" + width + "x" + height + ":rate=" + framesPerSecond));
        }
        if (sound) {
            arguments.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"));
        }
        arguments.addAll(List.of("-t", Double.toString(seconds)));
        if (!videoCodec.isEmpty()) {
            arguments.addAll(List.of("-c:v", videoCodec, "-g", Integer.toString(framesPerSecond), "-b:v", "500k"));
            arguments.addAll(List.of("-pix_fmt", videoCodec.equals("mjpeg") ? "yuvj420p" : "yuv420p"));
            if (bFrames > 0) {
                arguments.addAll(List.of("-bf", Integer.toString(bFrames)));
            }
        }
        if (sound) {
            arguments.addAll(List.of("-c:a", "aac"));
        }
        arguments.add(file.toString());
        FfmpegProgram.run(arguments.toArray(String[]::new));
        return file;
    }
}
