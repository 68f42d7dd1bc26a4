/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test cameras are watched with FFmpeg the program, which knows nothing of Bauta. */
class CameraIT {
    @TempDir
    static Path folder;

    private static Path clip;

    @BeforeAll
    static void aClip() {
        clip = TestClip.of(2).withSound().writeTo(folder.resolve("clip.mp4"));
    }

    @Test
    void pictureAndSoundArriveOverRtsp() {
        try (RtspCamera camera = RtspCamera.playingWithSound(clip)) {
            Path seen = folder.resolve("seen.mkv");
            watch(camera.url(), seen);
            FfmpegProgram.run("-i", seen.toString(), "-map", "0:v", "-map", "0:a", "-f", "null", "-");
        }
    }

    @Test
    void theRightPasswordOpensAndTheWrongOneDoesNot() {
        try (RtspCamera camera = RtspCamera.playing(clip).demandingDigest("guard", "secret")) {
            watch(camera.url("guard", "secret"), folder.resolve("digest.mkv"));
            assertThatThrownBy(() -> watch(camera.url("guard", "wrong"), folder.resolve("no.mkv")))
                    .hasMessageContaining("401");
            camera.demandingBasic("guard", "secret");
            watch(camera.url("guard", "secret"), folder.resolve("basic.mkv"));
        }
    }

    @Test
    void parameterSetsCanBeLeftOutOfTheDescription() {
        try (RtspCamera camera = RtspCamera.playing(clip)) {
            assertThat(camera.description()).contains("sprop-parameter-sets").contains("a=control:trackID=0");
            assertThat(camera.withoutParameterSets().description()).doesNotContain("sprop");
        }
    }

    @Test
    void aRefusingCameraCanBeWonBack() {
        try (RtspCamera camera = RtspCamera.playing(clip)) {
            camera.refuse(true);
            assertThatThrownBy(() -> watch(camera.url(), folder.resolve("no.mkv")))
                    .hasMessageContaining("refused");
            camera.refuse(false);
            watch(camera.url(), folder.resolve("back.mkv"));
        }
    }

    @Test
    void mjpegArrivesOverHttp() {
        try (MjpegCamera camera = MjpegCamera.playing(clip)) {
            Path seen = folder.resolve("mjpeg.mkv");
            FfmpegProgram.run("-f", "mpjpeg", "-t", "1", "-i", camera.url(), "-c", "copy", seen.toString());
            assertThat(seen).isNotEmptyFile();
        }
    }

    private static void watch(String url, Path seen) {
        FfmpegProgram.run("-rtsp_transport", "tcp", "-i", url, "-t", "1", "-c", "copy", seen.toString());
    }
}
