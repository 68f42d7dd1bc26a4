/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.actors;

import io.bauta.testing.camera.FfmpegProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Films test charts: clips of known length, made on the spot, so that the stories need nothing from elsewhere. */
public final class Camera {
    private final Path folder;

    public Camera(Path folder) {
        this.folder = folder;
    }

    /** 25 frames a second with B-frames, a keyframe every two seconds and a tone: the stream that is hardest to cut. */
    public Path filmsWithSound(String name, String size, int seconds) {
        return make(
                name + ".mp4",
                seconds,
                List.of(
                        List.of("-f", "lavfi", "-i", "testsrc2=size=" + size + ":rate=25"),
                        List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"),
                        List.of("-c:v", "mpeg4", "-bf", "2", "-g", "50", "-q:v", "8", "-c:a", "aac", "-shortest")));
    }

    /** H.264 without sound, as most street cameras send it. */
    public Path films(String name, String size, int rate, int seconds) {
        return make(
                name + ".mp4",
                seconds,
                List.of(
                        List.of("-f", "lavfi", "-i", "testsrc2=size=" + size + ":rate=" + rate),
                        List.of("-c:v", "libopenh264", "-g", Integer.toString(2 * rate), "-b:v", "2M")));
    }

    /** Colours that flow into each other, in H.264: what no network takes for somebody, nor for a plate. */
    public Path filmsNobody(String name, String size, int rate, int seconds) {
        return make(
                name + ".mp4",
                seconds,
                List.of(
                        List.of("-f", "lavfi", "-i", "gradients=size=" + size + ":rate=" + rate + ":seed=1:speed=0.05"),
                        List.of("-c:v", "libopenh264", "-g", Integer.toString(2 * rate), "-b:v", "2M")));
    }

    /** A microphone's file: sound and nothing else. */
    public Path records(String name, int seconds) {
        return make(
                name + ".flac",
                seconds,
                List.of(List.of("-f", "lavfi", "-i", "sine=frequency=300:sample_rate=16000"), List.of("-c:a", "flac")));
    }

    private Path make(String file, int seconds, List<List<String>> arguments) {
        Path clip = folder.resolve(file);
        List<String> command = new ArrayList<>();
        arguments.forEach(command::addAll);
        command.addAll(List.of("-t", Integer.toString(seconds), clip.toString()));
        FfmpegProgram.run(command.toArray(String[]::new));
        return clip;
    }
}
