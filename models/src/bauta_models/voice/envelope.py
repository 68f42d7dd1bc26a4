# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The smooth shape of a voice's spectrum in 40 bands, and the average of many speakers that it is compared with.

Power is averaged over at least one harmonic's width about each band's middle (as in CheapTrick, Morise, Speech
Communication 67, 2015), so that the shape tells of mouth and throat and not of the vocal folds.
"""

from __future__ import annotations

import numpy as np

from bauta_models.voice.clock import BINS

BANDS = 40
HERTZ_A_BIN = 31.25
LEAST_POWER = 1e-7
BACKGROUND_BINS = 3
"""Bins 0 to 2, below 78 Hz, belong to the background always."""

VOICED = 0.4
"""A correlation above which the width of a harmonic is known."""

AVERAGE = (0.0, 3.8, 0.13, 0.86, -0.16, -0.2, -0.26, -0.2, -0.07, -0.04, -0.08, -0.09)
"""The mean log power of 168 speakers by band, as a sum of cosines; a frame's mean is taken away."""

SPREAD = (2.13, -0.01, 0.38, -0.07, -0.03, 0.04)
"""Its standard deviation over a speaker's loud frames."""

SPEAKERS = (0.91, 0.53, 0.4, 0.36, 0.29, 0.25, 0.22, 0.19)
"""How much the speakers' means differ: the standard deviation of the coefficients 1 to 8 of ``AVERAGE``."""

PITCH, PITCH_SPREAD = 5.04, 0.21
"""Mean of the natural logarithm of their pitch in Hz, and its standard deviation over a speaker's frames."""

VOICING = 0.62
"""How voiced their loud frames are on average, as ``pitch.track`` tells it."""

LEAST_SPREAD = 0.3
"""What a band's spread may be taken for, so that a steady sound is not blown up."""

KNEE = 190.0
"""Bins from 0 to which (5.9 kHz) formants move in proportion; above, the rest is stretched or squeezed to fit."""


def cosines(count: int, places: int = BANDS) -> np.ndarray:
    """(count, places): cosine number c is ``cos(π c (i + ½) / places)``."""
    return np.cos(np.pi * np.outer(np.arange(count), (np.arange(places) + 0.5) / places))


def mel(hertz: np.ndarray | float) -> np.ndarray | float:
    """How high a tone sounds."""
    return 1127 * np.log(1 + np.asarray(hertz) / 700)


def middles() -> np.ndarray:
    """(40,) float64: where the bands lie, in bins; evenly in mel from 60 to 7,700 Hz."""
    even = np.linspace(mel(60.0), mel(7700.0), BANDS)
    return 700 * (np.exp(even / 1127) - 1) / HERTZ_A_BIN


MIDDLES = middles()
WIDTHS = np.maximum(np.gradient(MIDDLES), 1.0)


def moved(warp: float) -> np.ndarray:
    """(40,) where each band of a voice whose formants lie ``warp`` times as high looks in the old one, in bins."""
    knee = min(KNEE, KNEE * warp)
    return np.interp(MIDDLES, [0, knee, BINS - 1], [0, knee / warp, BINS - 1])


def log_bands(spectra: np.ndarray, hertz: np.ndarray, voiced: np.ndarray) -> np.ndarray:
    """(T, 40) natural logarithm of the mean power about each band's middle, of spectra (T, 257) with their pitch."""
    power = np.abs(spectra) ** 2 + LEAST_POWER
    summed = np.concatenate([np.zeros((len(power), 1)), np.cumsum(power, axis=1)], axis=1)
    edges = np.arange(BINS + 1) - 0.5
    harmonic = np.where(voiced > VOICED, np.clip(hertz, 80, 400) / HERTZ_A_BIN, 3.0)
    bands = np.empty((len(power), BANDS))
    for row, (total, width) in enumerate(zip(summed, harmonic, strict=True)):
        half = np.maximum(WIDTHS, width) / 2
        low, high = np.maximum(MIDDLES - half, -0.5), np.minimum(MIDDLES + half, BINS - 0.5)
        bands[row] = (np.interp(high, edges, total) - np.interp(low, edges, total)) / (high - low)
    return np.log(bands)
