# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Drawn sound, what becomes of voices in a street, and the scenes that training mixes of them."""

import numpy as np
import pytest

from bauta_models.voice import drawn, noises, variants
from bauta_models.voice.mixing import Mixer
from bauta_models.voice.pool import drawn_pool

RATE = 16_000


@pytest.fixture(scope="module")
def pool():
    return drawn_pool(1, 16, 16)


@pytest.fixture
def voice():
    return drawn.voice(3.0, np.random.default_rng(5))


@pytest.mark.parametrize("kind", noises.NOISES)
def test_each_kind_of_noise_can_be_drawn_and_drawn_again(kind):
    one, same, other = (noises.noise(1.0, np.random.default_rng(seed), kind) for seed in (1, 1, 2))

    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)
    assert np.abs(one).max() == pytest.approx(0.5)


@pytest.mark.parametrize("name", ["far_away", "whispered", "higher", "shouted", "recoloured"])
def test_a_voice_stays_a_finite_sound_whatever_becomes_of_it(name, voice):
    changed = getattr(variants, name)(voice, np.random.default_rng(2))

    assert np.isfinite(changed).all()
    assert changed.std() > 0
    assert not np.array_equal(changed, voice)


def test_whispering_has_no_pitch(voice):
    from bauta_models.voice import pitch

    whisper = variants.whispered(voice, np.random.default_rng(2))

    voiced = [pitch.track(sound, 100)[1].mean() for sound in (voice, whisper)]
    assert voiced[1] < 0.5 * voiced[0]


def test_frames_of_speech_are_told_from_long_pauses_and_not_from_short_ones(voice):
    loud = np.tile(voice[:1600], 10)
    pause, gap = np.zeros(RATE // 2), np.zeros(800)

    speaking = variants.speech_frames(np.concatenate([loud, pause, loud, gap, loud]))

    assert speaking[10:50].all()
    assert not speaking[66:92].any()
    assert speaking[100:].all()


def test_a_scene_is_the_same_whenever_it_is_asked_for(pool):
    together = Mixer(pool, 3, 50).scenes(0, 4)
    alone = Mixer(pool, 3, 50).scenes(2, 1)

    assert np.array_equal(together.mixed[2], alone.mixed[0])
    assert together.mixed.shape == together.speech.shape == together.noise.shape == (4, 50, 257)


def test_scenes_hold_speech_noise_and_silence(pool):
    scenes = Mixer(pool, 4, 100).scenes(0, 40)
    spoken = scenes.speaking.mean(axis=1)

    assert (spoken == 0).any()
    assert (spoken > 0.5).any()
    silent = scenes.speech[spoken == 0]
    assert np.abs(silent).max() == 0
    assert (scenes.noise.mean(axis=(1, 2)) > 0).all()
