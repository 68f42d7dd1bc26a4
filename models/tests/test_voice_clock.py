# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The clock of sound: frames add up to what they came from, at both rates, and mean the same."""

import numpy as np
import pytest

from bauta_models.voice.clock import BINS, FRAMES_A_SECOND, Clock


@pytest.fixture
def noise():
    return np.random.default_rng(1).uniform(-1, 1, 10_001)


@pytest.mark.parametrize("rate", [16_000, 48_000])
def test_untouched_frames_add_up_to_the_sound(rate, noise):
    clock = Clock(rate)

    again = clock.sound(clock.spectra(noise), len(noise))

    assert np.abs(again - noise).max() < 1e-12


def test_a_second_has_as_many_frames_at_each_rate():
    assert Clock(16_000).hop / 16_000 == Clock(48_000).hop / 48_000 == 1 / FRAMES_A_SECOND


def test_a_tone_looks_the_same_at_both_rates():
    seen = []
    for rate in (16_000, 48_000):
        clock = Clock(rate)
        tone = 0.3 * np.sin(2 * np.pi * 1000 * np.arange(rate) / rate)
        seen.append(clock.magnitudes(clock.spectra(tone))[20])

    assert seen[0].argmax() == seen[1].argmax() == 32
    assert seen[0].shape == seen[1].shape == (BINS,)
    assert np.abs(seen[0] - seen[1]).max() < 0.05 * seen[0].max()


def test_other_rates_are_refused():
    with pytest.raises(ValueError, match="44100"):
        Clock(44_100)
