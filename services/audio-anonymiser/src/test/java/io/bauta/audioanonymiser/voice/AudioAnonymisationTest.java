/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudioAnonymisationTest {
    private static final AudioPolicy DISGUISE = new AudioPolicy(VoiceMethod.WEAK_MCADAMS, 0.8, Duration.ofMillis(500));

    @Test
    void mute_gives_zeros_of_the_same_length_at_once() {
        AudioAnonymisation mute = AudioAnonymisation.of(AudioPolicy.mute(), 16_000, VoiceEquipment.none());

        AnonymisedSound out = mute.anonymise(Sounds.sentence(16_000));

        assertThat(out.samples()).isEqualTo(new short[32_000]);
        assertThat(mute.mostHeldBack()).isZero();
        assertThat(mute.drain().length()).isZero();
        assertThat(mute.label()).isEqualTo("voice:mute");
        assertThat(mute.weak()).isFalse();
    }

    @Test
    void the_disguise_says_that_it_is_weak() {
        AudioAnonymisation disguise = AudioAnonymisation.of(DISGUISE, 16_000, VoiceEquipment.none());
        assertThat(disguise.label()).isEqualTo("voice:weak.mcadams");
        assertThat(disguise.weak()).isTrue();
        assertThat(disguise.mostHeldBack()).isEqualTo(320);
    }

    @Test
    void the_disguise_changes_what_is_said_into_it() {
        short[] sentence = Sounds.sentence(16_000);
        AudioAnonymisation disguise = AudioAnonymisation.of(DISGUISE, 16_000, VoiceEquipment.none());

        AnonymisedSound out = AnonymisedSound.join(List.of(disguise.anonymise(sentence), disguise.drain()));

        assertThat(out.length()).isEqualTo(sentence.length);
        assertThat(out.samples()).isNotEqualTo(sentence);
    }

    @Test
    void after_draining_a_new_run_begins_from_rest() {
        short[] sentence = Sounds.sentence(16_000);
        AudioAnonymisation disguise = AudioAnonymisation.of(DISGUISE, 16_000, VoiceEquipment.none());

        AnonymisedSound first = AnonymisedSound.join(List.of(disguise.anonymise(sentence), disguise.drain()));
        AnonymisedSound second = AnonymisedSound.join(List.of(disguise.anonymise(sentence), disguise.drain()));

        assertThat(second.samples()).isEqualTo(first.samples());
    }

    @Test
    void nobody_outside_this_package_can_make_anonymised_sound() {
        assertThat(AnonymisedSound.class.getDeclaredConstructors())
                .extracting(Constructor::getModifiers)
                .noneMatch(modifiers -> Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
        assertThat(Modifier.isFinal(AnonymisedSound.class.getModifiers())).isTrue();
    }

    @Test
    void anonymised_sound_masks_its_samples_and_can_be_cut_without_loss() {
        AnonymisedSound sound =
                AudioAnonymisation.of(DISGUISE, 16_000, VoiceEquipment.none()).anonymise(Sounds.sentence(16_000));

        assertThat(sound.toString()).isEqualTo("AnonymisedSound[16000 Hz, 31840 samples masked]");
        AnonymisedSound again = AnonymisedSound.join(List.of(sound.first(123), sound.after(123)));
        assertThat(again.samples()).isEqualTo(sound.samples());
        assertThatThrownBy(() -> sound.first(99_999)).isInstanceOf(IndexOutOfBoundsException.class);
        AnonymisedSound other = AudioAnonymisation.of(AudioPolicy.mute(), 8_000, VoiceEquipment.none())
                .anonymise(new short[5]);
        assertThatThrownBy(() -> AnonymisedSound.join(Arrays.asList(sound, other)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_rate_that_is_none_is_refused() {
        assertThatThrownBy(() -> AudioAnonymisation.of(DISGUISE, 0, VoiceEquipment.none()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
