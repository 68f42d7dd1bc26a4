# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What becomes of voices: pitch is found, another voice says the same, babble knows nothing of the words."""

from dataclasses import replace

import numpy as np
import pytest

from bauta_models.listening import mcadams, prosody
from bauta_models.voice import convert, drawn, envelope, excitation, garble, pitch, shapes
from bauta_models.voice.chain import Mode, anonymised, stretches, transformed
from bauta_models.voice.clock import STREET
from bauta_models.voice.running import full_mask
from bauta_models.voice.speakers import DRAWS, Strength, average_speaker, heard_speakers

STRENGTH = Strength()
AVERAGE = average_speaker()


def pulses(hertz):
    """(T, 257) spectra of pulses at a pitch by frame."""
    return excitation.pulse_spectra(np.asarray(hertz, float))


@pytest.fixture(scope="module")
def voice():
    return STREET.spectra(drawn.voice(4.0, np.random.default_rng(11)).astype(float))


@pytest.fixture(scope="module")
def stretch(voice):
    return convert.analyse(voice)


@pytest.mark.parametrize("hertz", [80, 130, 210, 320, 450])
def test_the_pitch_of_pulses_is_found(hertz):
    sound = STREET.sound(pulses([hertz] * 60), 59 * 256)

    found, voiced = pitch.track(sound, 60)

    assert np.median(np.abs(found[5:55] / hertz - 1)) < 0.01
    assert voiced[5:55].min() > 0.7


def test_noise_and_silence_have_no_pitch():
    noise = np.random.default_rng(1).standard_normal(16_000)

    assert pitch.track(noise, 60)[1].mean() < 0.35
    assert pitch.track(np.zeros(16_000), 60)[1].max() < 0.01


def test_pulses_fall_when_the_pitch_says():
    times, amplitudes = excitation.pulse_times(np.full(20, 160.0))

    assert np.diff(times) == pytest.approx(np.full(len(times) - 1, 100.0))
    assert amplitudes == pytest.approx(np.full(len(times), 10.0))


def test_power_does_not_hang_on_pitch():
    low, high = (np.mean(np.abs(pulses([hertz] * 80)[5:75]) ** 2) for hertz in (100, 300))

    assert high / low == pytest.approx(1, abs=0.05)


def test_a_smeared_pulse_has_lower_peaks_and_the_same_power():
    plain = pulses([100] * 60)
    sharp, soft = (STREET.sound(spectra, 59 * 256) for spectra in (plain, plain * excitation.smeared()))

    assert np.abs(excitation.smeared()) == pytest.approx(1)
    assert np.abs(soft).max() < 0.5 * np.abs(sharp).max()
    assert (soft @ soft) / (sharp @ sharp) == pytest.approx(1, abs=0.1)


def test_the_average_speaker_stays_nearly_the_same_without_draws(stretch):
    frames = len(stretch.bands)
    still = replace(STRENGTH, breath=0.0)
    none = np.zeros(DRAWS)

    heard = convert.convert(stretch, none, np.random.default_rng(1).standard_normal((frames + 1) * 256), still)

    assert np.isfinite(heard).all()
    made, loud = convert.powers(heard), stretch.power > stretch.power.max() / 100
    assert made[loud] == pytest.approx(stretch.power[loud], rel=1e-3)
    assert (made <= stretch.power * 1.001 + 1e-6).all()


def test_another_voice_keeps_melody_and_stress():
    melody, stress = [], []
    for seed in range(4):
        sound = drawn.voice(4.0, np.random.default_rng(seed)).astype(float)
        spectra = transformed(STREET.spectra(sound), Mode.CONVERT, np.random.default_rng(seed))
        other = STREET.sound(spectra, len(sound))
        melody.append(prosody.pitch_correlation(sound, other))
        stress.append(prosody.energy_correlation(sound, other))

    assert np.mean(melody) > 0.7
    assert np.mean(stress) > 0.9


def test_each_draw_is_another_voice(stretch):
    frames = len(stretch.bands)
    shapes = []
    for seed in (1, 2):
        made = convert.convert(stretch, *convert.draws_for(frames, np.random.default_rng(seed)), STRENGTH)
        shapes.append(envelope.log_bands(made, stretch.hertz, stretch.voiced).mean(axis=0))

    assert np.abs(shapes[0] - shapes[1]).mean() > 0.1


def test_the_shape_of_mouth_and_throat_has_no_part_in_babble(stretch):
    rng = np.random.default_rng(3)
    given = garble.draws_for(len(stretch.bands), rng)
    level = stretch.bands.mean(axis=1, keepdims=True)
    others = replace(stretch, bands=level + (stretch.bands - level)[:, ::-1])

    assert np.array_equal(garble.garble(stretch, *given, STRENGTH), garble.garble(others, *given, STRENGTH))


def test_babble_is_as_loud_as_the_voice(stretch):
    made = garble.garble(stretch, *garble.draws_for(len(stretch.bands), np.random.default_rng(3)), STRENGTH)

    assert convert.powers(made).sum() == pytest.approx(stretch.power.sum(), rel=0.1)


def test_too_few_draws_are_refused():
    with pytest.raises(ValueError, match="do not reach"):
        garble.anchors(100, np.zeros((5, 8)))


@pytest.mark.parametrize("mode", list(Mode))
def test_where_nobody_speaks_every_sample_stays(mode):
    sound = np.random.default_rng(2).uniform(-0.5, 0.5, 48_000)

    def hear(magnitudes):
        speech = np.zeros(len(magnitudes), np.float32)
        speech[90:100] = 1
        return speech, np.ones_like(magnitudes)

    out = anonymised(sound, mode, hear, np.random.default_rng(1))

    first, last = (90 - 12 - 1) * 256, (99 + 18 + 1) * 256
    assert np.array_equal(out[:first], sound[:first])
    assert np.array_equal(out[last:], sound[last:])
    assert not np.array_equal(out[first:last], sound[first:last])


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("kind", ["silence", "clipped", "offset"])
def test_hard_sounds_come_out_finite(mode, kind, voice):
    sound = STREET.sound(voice, 64_000)[:16_000]
    sound = {"silence": 0 * sound, "clipped": np.clip(20 * sound, -1, 1), "offset": sound + 0.5}[kind]

    out = anonymised(sound, mode, lambda m: (np.ones(len(m), np.float32), np.ones_like(m)), np.random.default_rng(1))

    assert np.isfinite(out).all()
    assert np.abs(out).max() < 8


def test_long_speech_is_taken_in_pieces():
    found = list(stretches(np.ones(2300, bool)))

    assert found == [(0, 1000), (1000, 2000), (2000, 2300)]


def test_rumble_is_never_taken_for_speech():
    whole = full_mask(np.ones((4, 257), np.float32), np.ones(4, np.float32), STREET)

    assert not whole[:, :3].any()
    assert whole[:, 3:].all()


def test_a_mean_of_shapes_is_made_as_lively_as_mouths_are(stretch):
    draws, noise = np.zeros(DRAWS), np.random.default_rng(3).standard_normal((len(stretch.bands) + 1) * STREET.hop)
    mean, _ = AVERAGE

    mumbled, said = (
        envelope.log_bands(convert.convert(stretch, draws, noise, strength), stretch.hertz, stretch.voiced)
        for strength in (replace(STRENGTH, lively=1.0), STRENGTH)
    )

    swing = [
        np.abs(one - one.mean(axis=1, keepdims=True) - mean)[stretch.voiced > 0.6].mean() for one in (mumbled, said)
    ]
    assert 1.05 < swing[1] / swing[0] < STRENGTH.lively


def test_the_weak_baseline_changes_a_voice_and_keeps_its_level(voice):
    sound = STREET.sound(voice, 64_000)

    other = mcadams.disguised(sound)

    assert mcadams.disguised(sound, 1.0) == pytest.approx(sound, abs=1e-3)
    assert np.corrcoef(sound, other)[0, 1] < 0.9
    assert (other @ other) / (sound @ sound) == pytest.approx(1, abs=0.15)


def test_shapes_that_were_drawn_about_few_centres_are_found_again():
    rng = np.random.default_rng(5)
    centres = 3 * rng.standard_normal((4, envelope.BANDS))
    frames = np.repeat(centres, 50, axis=0) + 0.1 * rng.standard_normal((200, envelope.BANDS))

    found = shapes.learnt(frames, count=16)
    near = shapes.near(frames, found.astype(float), softness=1.0)

    assert np.abs(near - np.repeat(centres, 50, axis=0)).max() < 0.2


def test_a_speaker_is_known_within_a_few_frames_whatever_is_said():
    mean, spread = AVERAGE
    colour = envelope.cosines(3)[2] * 1.5
    said = mean + spread * shapes.known()[::9]

    heard = heard_speakers(said + colour, np.full(len(said), 150.0), np.full(len(said), 0.9), STRENGTH.softness)

    off = np.abs(heard.mean - mean - colour).mean(axis=1)
    assert off[12:].mean() < 0.35 * np.abs(colour).mean()


def test_converted_voices_of_two_microphones_are_nearly_alike(stretch):
    colour = envelope.cosines(4)[3] * 1.2
    other = replace(stretch, bands=stretch.bands + colour)
    draws, noise = convert.draws_for(len(stretch.bands), np.random.default_rng(3))

    made = [
        envelope.log_bands(convert.convert(one, draws, noise, STRENGTH), stretch.hertz, stretch.voiced)
        for one in (stretch, other)
    ]

    off = np.abs(made[0] - made[1])[30:].mean()
    assert off < 0.4 * np.abs(colour).mean()
