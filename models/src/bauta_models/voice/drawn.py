# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Voices that nobody has: by source and formants (Klatt, JASA 67, 1980, much simplified).

A drawn voice speaks or sings vowels and hisses; it is good enough to teach what a voice is where there is no data, and
to test with.
"""

from __future__ import annotations

import numpy as np
from scipy.signal import lfilter

RATE = 16_000
VOWELS = np.array(
    [(730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410), (440, 1020, 2240),
     (660, 1720, 2410), (490, 1350, 1690)], float
)  # fmt: skip
"""Formants in Hz of a man's vowels (Peterson and Barney, JASA 24, 1952)."""


def voice(seconds: float, rng: np.random.Generator, sings: bool = False) -> np.ndarray:
    """(samples,) float32 of one drawn speaker, peak 0.5: syllables with pauses, or held notes."""
    parts, length = [], int(seconds * RATE)
    pitch, tract = rng.uniform(85, 300), rng.uniform(0.95, 1.35)
    while sum(map(len, parts)) < length:
        if not sings and rng.random() < 0.12:
            parts.append(np.zeros(int(rng.uniform(0.1, 0.5) * RATE)))
        if rng.random() < 0.4:
            parts.append(_hiss(rng))
        note = pitch * 2 ** (rng.integers(-5, 8) / 12) if sings else pitch * rng.uniform(0.8, 1.3)
        parts.append(_syllable(note, tract, rng.uniform(0.25, 0.9) if sings else rng.uniform(0.07, 0.25), sings, rng))
    sound = np.concatenate(parts)[:length]
    return (0.5 * sound / (np.abs(sound).max() + 1e-9)).astype(np.float32)


def _syllable(pitch: float, tract: float, seconds: float, sings: bool, rng: np.random.Generator) -> np.ndarray:
    samples = int(seconds * RATE)
    time = np.arange(samples) / RATE
    wobble = (
        0.02 * np.sin(2 * np.pi * rng.uniform(4, 7) * time)
        if sings
        else np.linspace(0, rng.uniform(-0.2, 0.1), samples)
    )
    phase = np.cumsum(pitch * (1 + wobble) / RATE) + rng.random()
    pulses = np.diff(np.floor(phase), prepend=np.floor(phase[0]))
    source = lfilter([1], [1, -0.96], pulses) + 0.003 * rng.standard_normal(samples)
    vowel = VOWELS[rng.integers(len(VOWELS))] * tract
    for formant in [*vowel, 3500 * tract]:
        source = resonance(source, min(formant, 7500), 60 + 0.05 * formant)
    swell = np.minimum(1, np.minimum(time, time[::-1]) / 0.02)
    return source * swell / (np.abs(source).max() + 1e-9)


def _hiss(rng: np.random.Generator) -> np.ndarray:
    samples = int(rng.uniform(0.04, 0.14) * RATE)
    noise = resonance(rng.standard_normal(samples), rng.uniform(2500, 6500), rng.uniform(500, 2000))
    return rng.uniform(0.05, 0.4) * noise / (np.abs(noise).max() + 1e-9) * np.hanning(samples)


def resonance(sound: np.ndarray, frequency: float, width: float) -> np.ndarray:
    """``sound`` through a filter that rings at ``frequency``, ``width`` wide (Hz both)."""
    radius = np.exp(-np.pi * width / RATE)
    return lfilter([1 - radius], [1, -2 * radius * np.cos(2 * np.pi * frequency / RATE), radius**2], sound)
