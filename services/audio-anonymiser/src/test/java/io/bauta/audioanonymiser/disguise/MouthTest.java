/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.audioanonymiser.network.FrameModel;
import io.bauta.audioanonymiser.network.NetworkFailedException;
import io.bauta.audioanonymiser.spectrum.FrameClock;
import io.bauta.audioanonymiser.spectrum.FrameTransform;
import io.bauta.audioanonymiser.spectrum.HeardFrame;
import io.bauta.audioanonymiser.spectrum.HeardFrames;
import io.bauta.audioanonymiser.spectrum.Spectrum;
import io.bauta.inference.GoldenTensors;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelRefusedException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The network that the jar carries speaks here as it did where it was trained, frame by frame. */
class MouthTest {
    private static final Path EXPORTED = Path.of("../../models/exported/mouth");
    private static final Path BROKEN = Path.of("src/test/resources/models/mouth-broken");
    private static final FrameClock CLOCK = FrameClock.of(16_000);

    @Test
    void what_the_jar_carries_is_what_was_exported() {
        try (Mouth mouth = Mouth.carried()) {
            assertThat(mouth.sha256()).isEqualTo(ModelFile.exported(EXPORTED).sha256());
        }
    }

    @Test
    void frame_by_frame_it_says_what_it_said_at_once_where_it_was_made() {
        GoldenTensors golden = GoldenTensors.exported(EXPORTED);
        float[] heard = golden.floats("heard");
        float[] wanted = golden.floats("said");
        assertThat(golden.floats("state")).as("it begins from rest").containsOnly(0);

        try (Mouth mouth = Mouth.carried()) {
            mouth.begin();
            double largest = 0;
            for (int frame = 0; frame < heard.length / Mouth.HEARD; frame++) {
                float[] said = said(mouth, heard, frame);
                for (int band = 0; band < Bands.COUNT; band++) {
                    largest = Math.max(largest, Math.abs(said[band] - wanted[frame * Bands.COUNT + band]));
                }
            }
            assertThat(wanted).hasSize(heard.length / Mouth.HEARD * Bands.COUNT);
            assertThat(largest).isLessThan(1e-4);
        }
    }

    @Test
    void begun_anew_it_has_forgotten_and_another_one_never_knew() {
        float[] heard = GoldenTensors.exported(EXPORTED).floats("heard");
        try (Mouth mouth = Mouth.carried();
                Mouth other = Mouth.carried()) {
            mouth.begin();
            other.begin();
            float[] first = said(mouth, heard, 0);

            float[] later = said(mouth, heard, 0);
            mouth.begin();

            assertThat(later).isNotEqualTo(first);
            assertThat(said(mouth, heard, 0)).isEqualTo(first);
            assertThat(said(other, heard, 0)).isEqualTo(first);
        }
    }

    @Test
    void a_piece_begun_anew_forgets_the_one_before() {
        try (Conversion conversion = new Conversion()) {
            Spectrum first = converted(conversion, 1);
            Spectrum other = converted(conversion, 2);
            Spectrum again = converted(conversion, 1);

            assertThat(other.real()).isNotEqualTo(first.real());
            assertThat(again.real()).isEqualTo(first.real());
            assertThat(again.imaginary()).isEqualTo(first.imaginary());
        }
    }

    @Test
    void a_mouth_that_says_what_is_no_number_has_said_nothing() {
        try (FrameModel broken = Mouth.model(ModelFile.exported(BROKEN));
                Conversion conversion = new Conversion(new Mouth(broken))) {
            assertThatThrownBy(() -> converted(conversion, 1))
                    .isInstanceOf(NetworkFailedException.class)
                    .hasMessage("the mouth network's said is no number");
        }
    }

    @Test
    void a_network_of_another_kind_is_no_mouth() {
        ModelFile voice = ModelFile.exported(Path.of("src/test/resources/models/voice"));

        assertThatThrownBy(() -> Mouth.model(voice))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("is no mouth network");
    }

    @Test
    void what_is_closed_speaks_no_more() {
        Mouth mouth = Mouth.carried();
        mouth.close();
        mouth.close();

        assertThatThrownBy(() -> mouth.hear(new float[Mouth.HEARD], new float[Bands.COUNT]))
                .isInstanceOf(IllegalStateException.class);
    }

    private static float[] said(Mouth mouth, float[] heard, int frame) {
        float[] said = new float[Bands.COUNT];
        mouth.hear(Arrays.copyOfRange(heard, frame * Mouth.HEARD, (frame + 1) * Mouth.HEARD), said);
        return said;
    }

    /** The tenth frame that becomes of a hiss, which is drawn from the seed as the speaker is from a fixed one. */
    private static Spectrum converted(Conversion conversion, long seed) {
        Random hiss = new Random(seed);
        HeardFrames heard = new HeardFrames(CLOCK);
        FrameTransform transform = new FrameTransform(CLOCK);
        Spectrum made = new Spectrum(CLOCK.bins());
        conversion.begin(0, new SplittableRandom(7));
        for (int frame = 0; frame < 10; frame++) {
            while (heard.last() < frame + SpeechDisguise.AHEAD) {
                HeardFrame next = heard.add();
                Arrays.setAll(next.samples(), at -> 0.1 * hiss.nextGaussian());
                transform.analyse(next.samples(), next.spectrum());
                Arrays.fill(next.mask(), 1);
            }
            made.clear();
            conversion.add(frame, heard, made);
        }
        return made;
    }
}
