# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The whole way of a sound: hear, part, transform the voice, put it back. What is judged here is what Java does.

Samples of frames that are not treated as speech are not touched at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import numpy as np

from bauta_models.voice import convert, garble
from bauta_models.voice.clock import STREET
from bauta_models.voice.running import Hear, Stretches, full_mask
from bauta_models.voice.speakers import Strength


class Mode(StrEnum):
    """What becomes of a voice."""

    CONVERT = "convert"
    GARBLE = "garble"
    MUTE_SPEECH = "mute-speech"


STRENGTH = Strength()
STRETCHES = Stretches()
LONGEST = 1000
"""Frames of a stretch (16 s), after which statistics and draws begin anew."""


def anonymised(
    sound: np.ndarray, mode: Mode, hear: Hear, rng: np.random.Generator, strength: Strength = STRENGTH
) -> np.ndarray:
    """(samples,) float64 of sound (samples,) at 16,000 samples a second, its voices treated as the mode says."""
    spectra = STREET.spectra(sound)
    speech, mask = hear(STREET.magnitudes(spectra))
    voice = full_mask(mask, speech, STREET) * spectra
    change = np.zeros_like(spectra)
    for begin, end in stretches(STRETCHES.treated(speech)):
        change[begin:end] = transformed(voice[begin:end], mode, rng, strength) - voice[begin:end]
    return sound + STREET.sound(change, len(sound))


def transformed(voice: np.ndarray, mode: Mode, rng: np.random.Generator, strength: Strength = STRENGTH) -> np.ndarray:
    """(T, 257) of the speech part (T, 257) of one stretch."""
    if mode is Mode.MUTE_SPEECH:
        return np.zeros_like(voice)
    stretch = convert.analyse(voice)
    if mode is Mode.CONVERT:
        return convert.convert(stretch, *convert.draws_for(len(voice), rng), strength)
    return garble.garble(stretch, *garble.draws_for(len(voice), rng), strength)


def stretches(treated: np.ndarray) -> Iterator[tuple[int, int]]:
    """First frame and the one after the last of each run of true values, long runs in pieces of ``LONGEST`` frames."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], treated.astype(int), [0]])))
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        for at in range(begin, end, LONGEST):
            yield at, min(at + LONGEST, end)
