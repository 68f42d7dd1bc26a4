# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Babble in place of words: level, rhythm and melody stay, what mouth and throat did is drawn anew.

The shapes of the spectrum wander from one drawn shape to the next and know nothing of the voice; so no phoneme is left
to be found, however it is cleaned. Level and voicing are smoothed over about a syllable.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bauta_models.voice import envelope
from bauta_models.voice.clock import STREET
from bauta_models.voice.convert import HIGHEST_PITCH, LOWEST_PITCH, Analysis, spoken
from bauta_models.voice.speakers import DRAWS, Strength, heard_speakers, pseudo_speaker

SHORTEST, LONGEST = 5, 11
"""Frames from one drawn shape to the next: 80 to 176 ms, about as long as phonemes."""

COEFFICIENTS = (1.0, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
"""How much a shape differs from the average, by cosine from number 1 on, in spreads of the band."""

SMOOTH = 4
"""Frames on each side over which level and voicing are averaged."""


def anchors(frames: int, draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the drawn shapes lie, in frames, and their coefficients (n, 7); ``draws`` (n, 8) from −1 to 1, of which as
    many are used as are needed. Raises ``ValueError`` where they are too few."""
    gaps = SHORTEST + np.floor((draws[:, 0] + 1) / 2 * (LONGEST - SHORTEST + 1)).clip(0, LONGEST - SHORTEST)
    places = np.concatenate([[0], np.cumsum(gaps)[:-1]])
    if places[-1] < frames:
        raise ValueError(f"{len(draws)} drawn shapes do not reach over {frames} frames")
    return places, draws[:, 1:] * np.array(COEFFICIENTS) * np.sqrt(3)


def smoothed(values: np.ndarray) -> np.ndarray:
    """(T,) the mean over ``SMOOTH`` frames on each side; at the ends over those that there are."""
    summed = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(len(values))
    low, high = np.maximum(at - SMOOTH, 0), np.minimum(at + SMOOTH + 1, len(values))
    return (summed[high] - summed[low]) / (high - low)


def garble(
    stretch: Analysis, draws: np.ndarray, shapes: np.ndarray, noise: np.ndarray, strength: Strength
) -> np.ndarray:
    """(T, 257) complex128: the stretch as babble.

    ``draws`` and ``noise`` as in ``convert``; ``shapes`` (n, 8) evenly from −1 to 1, one row for each drawn shape.
    """
    frames = len(stretch.bands)
    voice = pseudo_speaker(draws, strength)
    heard = heard_speakers(stretch.bands, stretch.hertz, stretch.voiced, strength.softness)
    places, coefficients = anchors(frames, shapes)
    cosines = envelope.cosines(len(COEFFICIENTS) + 1)[1:]
    wandering = np.stack([np.interp(np.arange(frames), places, column) for column in coefficients.T], axis=1)
    shape = voice.mean + voice.spread * (wandering @ cosines)
    melody = (np.log(stretch.hertz) - heard.pitch) / heard.pitch_spread
    hertz = np.exp(voice.pitch + voice.pitch_spread * smoothed(np.clip(melody, -3, 3)))
    plain = replace(stretch, voiced=smoothed(stretch.voiced), power=smoothed(stretch.power))
    return spoken(shape, np.clip(hertz, LOWEST_PITCH, HIGHEST_PITCH), plain, voice, noise)


def draws_for(frames: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draws, shapes and noise for a stretch, for judging; on the edge they come from secret keys."""
    shapes = rng.uniform(-1, 1, (frames // SHORTEST + 2, 1 + len(COEFFICIENTS)))
    return rng.uniform(-1, 1, DRAWS), shapes, rng.standard_normal((frames + 1) * STREET.hop)
