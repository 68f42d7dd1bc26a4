/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.provenance.Digests;
import io.bauta.inference.GoldenTensors;
import io.bauta.inference.InferenceSession;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelRefusedException;
import io.bauta.inference.ModelSource;
import io.bauta.inference.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovedVoiceTest {
    private static final Duration SOON = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    @Test
    void until_the_approved_model_is_there_nobody_hears() throws IOException {
        String approved = ModelFile.exported(TestVoices.LOUD_IS_SPEECH).sha256();
        Path exported = folder.resolve("exported");
        try (ApprovedVoice voice = voice(approved, exported)) {
            voice.fetch();
            assertThat(voice.isThere()).isFalse();
            assertThatThrownBy(voice::open).isInstanceOf(VoiceModelMissingException.class);

            copy(TestVoices.LOUD_IS_SPEECH, exported.resolve("voice"));
            await(voice);

            try (SpeechNetwork network = voice.open()) {
                network.begin();
                assertThat(network.hear(new float[SpeechNetwork.BINS], new float[SpeechNetwork.BINS]))
                        .isBetween(0f, 0.1f);
            }
            assertThat(voice.models()).isEqualTo(Map.of("voice", approved));
        }
    }

    @Test
    void a_file_that_is_no_network_is_no_voice() throws IOException {
        Path garbage = Files.write(folder.resolve("garbage.onnx"), new byte[] {1, 2, 3, 4});
        ModelFile brought = ModelFile.brought(garbage, Digests.sha256(Files.readAllBytes(garbage)));

        assertThatThrownBy(() -> VoiceModel.open(brought)).isInstanceOf(ModelRefusedException.class);
    }

    @Test
    void a_network_of_another_kind_is_no_voice() {
        ModelFile detector = ModelFile.exported(Path.of("../libs/inference/src/test/resources/models/detector-street"));

        assertThatThrownBy(() -> VoiceModel.open(detector))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("no voice network");
    }

    @Test
    void it_hears_here_what_it_heard_where_it_was_made() {
        try (InferenceSession session = InferenceSession.open(ModelFile.exported(TestVoices.LOUD_IS_SPEECH))) {
            assertThat(GoldenTensors.exported(TestVoices.LOUD_IS_SPEECH)
                            .replay(session)
                            .largest())
                    .isLessThan(1e-5);
        }
    }

    private ApprovedVoice voice(String sha256, Path exported) {
        return new ApprovedVoice(
                sha256, new ModelStore(folder.resolve("cache"), List.of(new ModelSource.Folder(exported))), SOON);
    }

    private static void copy(Path from, Path to) throws IOException {
        Path partial = Files.createDirectories(to.resolveSibling("partial"));
        for (String name : List.of("model.onnx", "model.json")) {
            Files.copy(from.resolve(name), partial.resolve(name));
        }
        Files.move(partial, to);
    }

    private static void await(ApprovedVoice voice) {
        Instant end = Instant.now().plusSeconds(30);
        while (!voice.isThere()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }
}
