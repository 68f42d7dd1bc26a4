/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.contracts.site.SensorDeclaration;
import io.bauta.contracts.site.SensorKind;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.contracts.site.SourceLocation;
import io.bauta.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTextTest {
    private static final Input FILM = input("/videos/Market Square.mp4", true, true);
    private static final Input SPEECH = input("/sounds/bells.flac", false, true);
    private static final Input CAMERA = input("rtsp://operator:secret@10.0.0.7:554/stream?token=x", true, false);

    @Test
    void pictureAndSoundOfOneFileAreTwoSensorsWithOneSource() {
        Site site = site(List.of(FILM), PolicyChoice.strictest(), false);

        assertThat(site.sensors())
                .extracting(sensor -> sensor.id().value())
                .containsExactly("market-square", "market-square-sound");
        assertThat(site.sensors())
                .extracting(SensorDeclaration::kind)
                .containsExactly(SensorKind.CAMERA, SensorKind.MICROPHONE);
        assertThat(site.sensors())
                .extracting(sensor -> sensor.source().value())
                .containsOnly("/videos/Market Square.mp4");
    }

    @Test
    void aFileWithSoundOnlyIsAMicrophone() {
        assertThat(site(List.of(SPEECH), PolicyChoice.strictest(), false).sensors())
                .singleElement()
                .satisfies(sensor -> {
                    assertThat(sensor.id().value()).isEqualTo("bells");
                    assertThat(sensor.kind()).isEqualTo(SensorKind.MICROPHONE);
                });
    }

    @Test
    void theSameFileTwiceGivesDifferentSensors() {
        assertThat(site(List.of(FILM, FILM), PolicyChoice.strictest(), false).sensors())
                .extracting(sensor -> sensor.id().value())
                .containsExactly("market-square", "market-square-sound", "market-square-2", "market-square-2-sound");
    }

    @Test
    void aCamerasPasswordIsInItsSourceButNotInItsName() {
        SensorDeclaration camera =
                site(List.of(CAMERA), PolicyChoice.strictest(), false).sensors().getFirst();

        assertThat(camera.id().value()).isEqualTo("10-0-0-7-554-stream");
        assertThat(camera.source().value()).contains("secret");
    }

    @Test
    void onlyFilesLoop() {
        Site site = site(List.of(SPEECH, CAMERA), PolicyChoice.strictest(), true);

        assertThat(site.sensors()).extracting(SensorDeclaration::loop).containsExactly(true, false);
    }

    @Test
    void whoeverChoosesNothingGetsTheStrictestPolicy() {
        Site site = site(List.of(FILM), PolicyChoice.strictest(), false);

        assertThat(site.policyOf(site.sensors().getFirst().id())
                        .orElseThrow()
                        .audio()
                        .voice())
                .isEqualTo(VoiceMethod.MUTE);
    }

    @Test
    void aBuiltInPolicyIsWrittenOut() {
        Site site = site(List.of(FILM), PolicyChoice.named("solid"), false);

        assertThat(site.policyOf(site.sensors().getFirst().id())
                        .orElseThrow()
                        .video()
                        .frame())
                .isEqualTo(FrameMethod.SOLID);
    }

    @Test
    void aPolicyFileIsTakenAsItIsAndItsFaultsAreFound(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), "id: mine\nvideo: {frame: glass}\n");

        assertThatThrownBy(() -> site(List.of(FILM), PolicyChoice.named(file.toString()), false))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("glass");
    }

    @Test
    void aPolicyThatIsNeitherNameNorFileIsRefused() {
        assertThatThrownBy(() -> PolicyChoice.named("lenient"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'lenient'")
                .hasMessageContaining("strictest");
    }

    @Test
    void aNameWithoutAnyLetterStillGivesAnId() {
        assertThat(site(List.of(input("/x/___.mp4", true, false)), PolicyChoice.strictest(), false)
                        .sensors())
                .singleElement()
                .extracting(sensor -> sensor.id().value())
                .isEqualTo("sensor");
    }

    private static Site site(List<Input> inputs, PolicyChoice policy, boolean loop) {
        return SiteReader.parse(SiteText.of(inputs, policy, loop), "test");
    }

    private static Input input(String location, boolean picture, boolean sound) {
        return new Input(new SourceLocation(location), picture, sound, OptionalLong.empty());
    }
}
