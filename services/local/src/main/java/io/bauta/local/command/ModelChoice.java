/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.contracts.provenance.Digests;
import io.bauta.inference.ModelFile;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The models asked for on a command line: the checkout's own, the folder of an exported one, or a file from elsewhere. */
final class ModelChoice {
    private static final String USUAL_DETECTOR = "models/exported/street";
    private static final Map<ObjectKind, String> USUAL_APART =
            Map.of(ObjectKind.PERSON, "models/exported/person", ObjectKind.PLATE, "models/exported/plate");
    private static final String USUAL_VOICE = "models/exported/voice";

    private ModelChoice() {}

    /** The detector. */
    static ModelFile detector(Optional<Path> model) throws IOException {
        return file(model, USUAL_DETECTOR, "detector", "--model");
    }

    /**
     * What finds these kinds and nothing else, by kind: those asked for, else the checkout's own, unless another detector was
     * asked for that finds them itself, or there are none.
     *
     * @param models those asked for
     */
    static Map<ObjectKind, ModelFile> apart(
            Set<ObjectKind> kinds, Map<ObjectKind, Path> models, Optional<Path> detector) throws IOException {
        Map<ObjectKind, ModelFile> found = new EnumMap<>(ObjectKind.class);
        for (Map.Entry<ObjectKind, String> own : USUAL_APART.entrySet()) {
            Optional<Path> model = Optional.ofNullable(models.get(own.getKey()));
            boolean usual =
                    detector.isEmpty() && Files.isDirectory(Checkout.root().resolve(own.getValue()));
            if (kinds.contains(own.getKey()) && (model.isPresent() || usual)) {
                String what = own.getKey().label();
                found.put(own.getKey(), file(model, own.getValue(), what + " model", "--" + what + "-model"));
            }
        }
        return found;
    }

    /** The model that hears speech. */
    static ModelFile voice(Optional<Path> model) throws IOException {
        return file(model, USUAL_VOICE, "voice model", "--voice-model");
    }

    /** The folder of the checkout's own voice model. */
    static Path usualVoice() {
        return Checkout.root().resolve(USUAL_VOICE);
    }

    /**
     * A file from elsewhere is taken as it is: whoever runs this has chosen it, and sees the digest a policy would name.
     *
     * @throws Refusal if it is not there
     * @throws io.bauta.inference.ModelRefusedException if it is no model that can be used
     */
    private static ModelFile file(Optional<Path> model, String usual, String what, String option) throws IOException {
        Path place = model.orElseGet(() -> Checkout.root().resolve(usual));
        if (Files.isDirectory(place)) {
            return ModelFile.exported(place);
        }
        if (!Files.isRegularFile(place)) {
            throw new Refusal(
                    ExitCode.LACKING,
                    place + " is not there; " + option + " names an ONNX file or the folder of an exported model");
        }
        String digest = Digests.sha256(Files.readAllBytes(place));
        System.err.println("bauta: " + what + " " + place.getFileName() + ", sha256:" + digest);
        return ModelFile.brought(place, digest);
    }
}
