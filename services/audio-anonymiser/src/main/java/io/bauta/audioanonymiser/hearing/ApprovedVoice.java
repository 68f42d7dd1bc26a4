/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

import io.bauta.inference.ApprovedModel;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelStore;
import java.time.Duration;
import java.util.Map;

/**
 * The voice model whose digest was approved: fetched when the service starts, listened with once, and kept for the
 * microphones. Until it is there nobody hears. Thread-safe.
 */
public final class ApprovedVoice implements Hearing, AutoCloseable {
    private final ApprovedModel<VoiceModel> approved;

    /**
     * @param sha256 64 hexadecimal digits
     * @throws IllegalArgumentException if it is something else
     */
    public ApprovedVoice(String sha256, ModelStore store) {
        this.approved = new ApprovedModel<>(VoiceModel.ROLE, sha256, store, ApprovedVoice::rehearsed);
    }

    ApprovedVoice(String sha256, ModelStore store, Duration betweenTries) {
        this.approved = new ApprovedModel<>(VoiceModel.ROLE, sha256, store, ApprovedVoice::rehearsed, betweenTries);
    }

    /** What cannot be loaded or does not compute is found before the first microphone needs it. */
    private static VoiceModel rehearsed(ModelFile found) {
        VoiceModel model = VoiceModel.open(found);
        boolean answered = false;
        try (SpeechNetwork network = model.open()) {
            network.begin();
            network.hear(new float[SpeechNetwork.BINS], new float[SpeechNetwork.BINS]);
            answered = true;
            return model;
        } finally {
            if (!answered) {
                model.close();
            }
        }
    }

    /** Begins to fetch it, and does not wait. */
    public void fetch() {
        approved.fetch();
    }

    /** The approved digest. */
    public String sha256() {
        return approved.sha256();
    }

    /** Whether it has come and has answered. */
    public boolean isThere() {
        return approved.get().isPresent();
    }

    @Override
    public SpeechNetwork open() {
        return approved.get().orElseThrow(VoiceModelMissingException::new).open();
    }

    @Override
    public Map<String, String> models() {
        return Map.of(VoiceModel.ROLE, approved.sha256());
    }

    @Override
    public void close() {
        approved.close();
    }
}
