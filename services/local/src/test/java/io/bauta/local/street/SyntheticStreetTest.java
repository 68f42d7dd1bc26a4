/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.local.street.stage.Light;
import io.bauta.local.street.truth.Box;
import io.bauta.local.street.truth.FrameTruth;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bench may rely on when it takes the street for the truth. */
class SyntheticStreetTest {
    private static final StreetSettings SMALL = new StreetSettings(640, 360, 25, 12, 7, Light.DAY);

    @Test
    void theSameSeedGivesTheSameFrames() {
        SyntheticStreet one = street(SMALL);
        SyntheticStreet other = street(SMALL);

        for (int frame : new int[] {0, 77, 299}) {
            assertThat(pixels(one, frame)).isEqualTo(pixels(other, frame));
            assertThat(one.truth(frame)).isEqualTo(other.truth(frame));
        }
    }

    @Test
    void framesMayBeAskedForInAnyOrder() {
        SyntheticStreet street = street(SMALL);
        int[] first = pixels(street, 50);

        pixels(street, 200);

        assertThat(pixels(street, 50)).isEqualTo(first);
    }

    @Test
    void anotherSeedGivesAnotherStreet() {
        StreetSettings other = new StreetSettings(640, 360, 25, 12, 8, Light.DAY);

        assertThat(pixels(street(SMALL), 0)).isNotEqualTo(pixels(street(other), 0));
    }

    @ParameterizedTest
    @EnumSource(Light.class)
    void paintingAndTellingAgree(Light light) {
        SyntheticStreet street = street(new StreetSettings(640, 360, 25, 12, 3, light));
        BufferedImage canvas = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);

        assertThat(street.play(33, canvas)).isEqualTo(street.truth(33));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 1234567})
    void boxesLieInThePictureAndInEachOther(long seed) {
        SyntheticStreet street = street(new StreetSettings(1280, 720, 25, 20, seed, Light.DAY));
        Box picture = new Box(0, 0, 1280, 720);

        for (int frame = 0; frame < 500; frame += 7) {
            FrameTruth truth = street.truth(frame);
            Map<String, Box> persons = byId(truth.persons(), FrameTruth.Person::id, FrameTruth.Person::box);
            Map<String, Box> heads = byId(truth.heads(), FrameTruth.Head::id, FrameTruth.Head::box);
            assertThat(persons.values()).allMatch(picture::contains).allMatch(SyntheticStreetTest::hasArea);
            assertThat(truth.heads()).allMatch(head -> persons.get(head.id()).contains(head.box()));
            assertThat(truth.faces()).allMatch(face -> heads.get(face.id()).contains(face.box()));
            assertThat(truth.plates()).allMatch(plate -> picture.contains(plate.box()));
        }
    }

    @Test
    void facesOfEverySizeTurnedAndMaskedAndNumberPlatesAreThere() {
        SyntheticStreet street = street(StreetSettings.full(7));
        List<FrameTruth> all =
                IntStream.range(0, 100).mapToObj(i -> street.truth(5 * i)).toList();
        List<FrameTruth.Face> faces =
                all.stream().flatMap(truth -> truth.faces().stream()).toList();

        assertThat(faces).anyMatch(face -> face.box().w() <= 13 && face.visible() > 0.9);
        assertThat(faces).anyMatch(face -> face.box().w() >= 75 && face.visible() > 0.9);
        assertThat(faces).anyMatch(FrameTruth.Face::turned).anyMatch(face -> !face.turned());
        assertThat(faces).anyMatch(FrameTruth.Face::masked);
        assertThat(faces).anyMatch(face -> face.visible() < 0.3);
        assertThat(all).anyMatch(truth -> truth.heads().size() > truth.faces().size());
        assertThat(all).anyMatch(truth -> truth.plates().stream().anyMatch(plate -> plate.visible() > 0.9));
    }

    @Test
    void theSceneGoesOnWhereItBegan() {
        SyntheticStreet street = street(SMALL);
        int last = SMALL.frames() - 1;

        double within = difference(pixels(street, last - 1), pixels(street, last));
        double joint = difference(pixels(street, last), pixels(street, 0));

        assertThat(joint).isLessThan(2.5 * within + 0.5);
        assertThat(street.trafficLoudness(0))
                .isCloseTo(street.trafficLoudness(1), org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> new StreetSettings(641, 360, 25, 12, 7, Light.DAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("width 641");
        assertThatThrownBy(() -> new StreetSettings(640, 360, 25, 1, 7, Light.DAY))
                .hasMessageContaining("seconds 1");
    }

    private static SyntheticStreet street(StreetSettings settings) {
        return new SyntheticStreet(settings, Map.of());
    }

    private static boolean hasArea(Box box) {
        return box.w() > 0 && box.h() > 0;
    }

    private static int[] pixels(SyntheticStreet street, int frame) {
        StreetSettings settings = street.settings();
        BufferedImage canvas = new BufferedImage(settings.width(), settings.height(), BufferedImage.TYPE_INT_RGB);
        street.play(frame, canvas);
        return Arrays.copyOf(
                ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData(), settings.width() * settings.height());
    }

    /** Mean difference of the green channel in steps of 0 to 255. */
    private static double difference(int[] one, int[] other) {
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] >> 8 & 0xFF) - (other[i] >> 8 & 0xFF));
        }
        return (double) sum / one.length;
    }

    private static <T> Map<String, Box> byId(List<T> all, Function<T, String> id, Function<T, Box> box) {
        return all.stream().collect(Collectors.toMap(id, box));
    }
}
