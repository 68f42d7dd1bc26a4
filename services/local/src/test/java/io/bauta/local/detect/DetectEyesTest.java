/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.inference.ModelFile;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.Detectors;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.Eye;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever looks at pictures of their own sees persons and plates by the networks made for them. */
class DetectEyesTest {
    private static final Path MODELS = Path.of("../libs/inference/src/test/resources/models");

    @Test
    void personsAreThoseOfTheEyeMadeForThem() {
        List<Detection> alone = look(Map.of());
        List<Detection> both = look(Map.of(ObjectKind.PERSON, eye("detector-person")));

        assertThat(of(ObjectKind.PERSON, alone)).hasSize(1).noneMatch(one -> one.height() == 50);
        assertThat(of(ObjectKind.PERSON, both)).hasSize(1).allMatch(one -> one.height() == 50);
        for (ObjectKind kind : List.of(ObjectKind.FACE, ObjectKind.HEAD, ObjectKind.PLATE)) {
            assertThat(of(kind, both)).isNotEmpty().isEqualTo(of(kind, alone));
        }
        assertThat(both).isSortedAccordingTo((one, other) -> Float.compare(other.score(), one.score()));
    }

    @Test
    void oneThatFindsWhatItWasNotAskedForHasNoSayAboutThat() {
        List<Detection> alone = look(Map.of());
        List<Detection> both = look(Map.of(ObjectKind.PLATE, eye("detector-person")));

        assertThat(of(ObjectKind.PLATE, both)).isEmpty();
        assertThat(of(ObjectKind.PERSON, both)).isEqualTo(of(ObjectKind.PERSON, alone));
    }

    private static List<Detection> look(Map<ObjectKind, Eye> apart) {
        try (DetectEyes eyes = new DetectEyes(eye("detector-street"), apart);
                Frame frame = Frame.black(64, 64, 0)) {
            assertThat(eyes.kinds()).containsExactlyInAnyOrder(ObjectKind.values());
            red(frame);
            return eyes.look(frame, 0.2f);
        }
    }

    private static Eye eye(String model) {
        return Eye.of(Detectors.open(ModelFile.exported(MODELS.resolve(model))));
    }

    private static List<Detection> of(ObjectKind kind, List<Detection> found) {
        return found.stream().filter(one -> one.kind() == kind).toList();
    }

    /** In the dark the networks have no numbers to tell. */
    private static void red(Frame frame) {
        fill(frame, 0, 82);
        fill(frame, 1, 90);
        fill(frame, 2, 240);
    }

    private static void fill(Frame frame, int plane, int value) {
        for (int at = 0; at < frame.writablePlane(plane).capacity(); at++) {
            frame.writablePlane(plane).put(at, (byte) value);
        }
    }
}
