/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.contracts.provenance.Digests;
import io.bauta.inference.ModelFile;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The models asked for on a command line: the checkout's own, the folder of an exported one, or a file from elsewhere. */
final class ModelChoice {
    private static final String USUAL_DETECTOR = "models/exported/street";
    private static final String USUAL_PERSONS = "models/exported/person";
    private static final String USUAL_VOICE = "models/exported/voice";

    private ModelChoice() {}

    /** The detector. */
    static ModelFile detector(Optional<Path> model) throws IOException {
        return file(model, USUAL_DETECTOR, "detector", "--model");
    }

    /**
     * What finds persons: the one asked for, else the checkout's own, unless another detector was asked for that finds them
     * itself, or there is none.
     */
    static Optional<ModelFile> persons(Optional<Path> model, Optional<Path> detector) throws IOException {
        boolean usual = detector.isEmpty() && Files.isDirectory(Checkout.root().resolve(USUAL_PERSONS));
        return model.isPresent() || usual
                ? Optional.of(file(model, USUAL_PERSONS, "person model", "--person-model"))
                : Optional.empty();
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
