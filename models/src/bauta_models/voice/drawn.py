# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Sound that nobody recorded: voices by source and formants (Klatt, JASA 67, 1980, much simplified), and street noise.

A drawn voice speaks or sings vowels and hisses; it is good enough to teach what a voice is where there is no data, and
to test with. Drawn noise adds what streets have besides the few recordings: hums, horns, sirens, bells, birds, clicks,
music.
"""

from __future__ import annotations

from collections.abc import Callable

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
        source = _resonance(source, min(formant, 7500), 60 + 0.05 * formant)
    swell = np.minimum(1, np.minimum(time, time[::-1]) / 0.02)
    return source * swell / (np.abs(source).max() + 1e-9)


def _hiss(rng: np.random.Generator) -> np.ndarray:
    samples = int(rng.uniform(0.04, 0.14) * RATE)
    noise = _resonance(rng.standard_normal(samples), rng.uniform(2500, 6500), rng.uniform(500, 2000))
    return rng.uniform(0.05, 0.4) * noise / (np.abs(noise).max() + 1e-9) * np.hanning(samples)


def _resonance(sound: np.ndarray, frequency: float, width: float) -> np.ndarray:
    radius = np.exp(-np.pi * width / RATE)
    return lfilter([1 - radius], [1, -2 * radius * np.cos(2 * np.pi * frequency / RATE), radius**2], sound)


def coloured(samples: int, slope: float, rng: np.random.Generator) -> np.ndarray:
    """Noise whose power falls by ``slope`` dB an octave, of unit power."""
    spectrum = np.fft.rfft(rng.standard_normal(samples))
    bins = np.maximum(np.arange(len(spectrum)), samples * 40 / RATE)
    noise = np.fft.irfft(spectrum * bins ** (-slope / 6.02), samples)
    return noise / (noise.std() + 1e-9)


def _traffic(samples: int, rng: np.random.Generator) -> np.ndarray:
    swell = np.exp(coloured(samples // 4000 + 2, 3, rng) * 0.7)
    return coloured(samples, rng.uniform(2, 7), rng) * np.interp(
        np.arange(samples) / 4000, np.arange(len(swell)), swell
    )


def _hum(samples: int, rng: np.random.Generator) -> np.ndarray:
    """An engine or a fan: harmonics of a slowly moving speed."""
    moving = np.interp(np.linspace(0, 8, samples), np.arange(9), rng.uniform(0.8, 1.25, 9))
    phase = np.cumsum(rng.uniform(20, 140) * moving / RATE)
    weights = rng.random(40) * np.arange(1, 41) ** -rng.uniform(0.5, 1.5)
    tones = sum(w * np.sin(2 * np.pi * k * phase + 6 * rng.random()) for k, w in enumerate(weights, 1))
    return tones + rng.uniform(0.05, 0.6) * tones.std() * coloured(samples, rng.uniform(0, 6), rng)


def _tones(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Horns, alarms, bells, a tune: notes of a few partials that begin at once and hold or die away."""
    sound = 0.001 * coloured(samples, 3, rng)
    struck = rng.random() < 0.5
    for _ in range(rng.integers(2, 14)):
        begin, time = rng.integers(0, samples), np.arange(samples) / RATE
        note, partials = 2 ** rng.uniform(np.log2(180), np.log2(3500)), rng.integers(1, 9)
        stretch = rng.uniform(0.98, 1.4) if struck else 1
        last = time[: samples - begin]
        shape = (
            np.exp(-last * rng.uniform(1, 9)) if struck else (last < rng.uniform(0.1, 1.2)) * np.minimum(1, last / 0.01)
        )
        chord = sum(
            rng.random() / k * np.sin(2 * np.pi * note * (k**stretch) * last + 6 * rng.random())
            for k in range(1, partials + 1) if note * k**stretch < RATE / 2
        )  # fmt: skip
        sound[begin:] += shape * chord
    return sound


def _siren(samples: int, rng: np.random.Generator) -> np.ndarray:
    time = np.arange(samples) / RATE
    swing = np.sin(2 * np.pi * rng.uniform(0.15, 4) * time + 6 * rng.random())
    swing = np.sign(swing) if rng.random() < 0.4 else swing
    phase = np.cumsum(rng.uniform(500, 1400) * 2 ** (rng.uniform(0.1, 0.7) * swing)) / RATE
    return sum(rng.random() / k * np.sin(2 * np.pi * k * phase) for k in range(1, rng.integers(2, 6)))


def _birds(samples: int, rng: np.random.Generator) -> np.ndarray:
    sound = 0.02 * coloured(samples, 4, rng)
    for _ in range(rng.integers(4, 30)):
        length = int(rng.uniform(0.03, 0.3) * RATE)
        begin = rng.integers(0, max(1, samples - length))
        bend = rng.uniform(-0.6, 0.6) * np.linspace(-1, 1, length) + 0.1 * np.sin(
            np.linspace(0, rng.uniform(5, 90), length)
        )
        chirp = np.sin(2 * np.pi * np.cumsum(rng.uniform(1500, 5500) * 2**bend) / RATE) * np.hanning(length)
        piece = sound[begin : begin + length]
        piece += rng.uniform(0.2, 1) * chirp[: len(piece)]
    return sound


def _knocks(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Steps, doors, keys, barks of things: short bursts through resonances, in a rhythm or not."""
    sound, begin = 0.01 * coloured(samples, 3, rng), 0
    gap, even = rng.uniform(0.06, 0.8), rng.random() < 0.5
    frequency, width, fall = 2 ** rng.uniform(6.5, 12.3), rng.uniform(80, 2000), rng.uniform(15, 150)
    while begin < samples:
        length = min(int(0.25 * RATE), samples - begin)
        burst = rng.standard_normal(length) * np.exp(-np.arange(length) / RATE * fall)
        sound[begin : begin + length] += rng.uniform(0.3, 1) * _resonance(burst, min(frequency, 7500), width)
        begin += int(gap * RATE * (rng.uniform(0.95, 1.05) if even else rng.uniform(0.2, 2)))
    return sound


def _wind(samples: int, rng: np.random.Generator) -> np.ndarray:
    gusts = np.exp(coloured(samples // 1600 + 2, 4, rng))
    gusts = np.interp(np.arange(samples) / 1600, np.arange(len(gusts)), gusts)
    return coloured(samples, rng.uniform(6, 12), rng) * gusts


def _music(samples: int, rng: np.random.Generator) -> np.ndarray:
    return sum(rng.uniform(0.3, 1) * maker(samples, rng) for maker in (_tones, _tones, _knocks))


NOISES: dict[str, Callable[[int, np.random.Generator], np.ndarray]] = {
    "traffic": _traffic,
    "hum": _hum,
    "tones": _tones,
    "siren": _siren,
    "birds": _birds,
    "knocks": _knocks,
    "wind": _wind,
    "music": _music,
}


def noise(seconds: float, rng: np.random.Generator, kind: str | None = None) -> np.ndarray:
    """(samples,) float32 of drawn noise without any voice, peak 0.5; of one kind, or of two mixed at random."""
    samples, kinds = int(seconds * RATE), list(NOISES)
    chosen = [kind] if kind else [kinds[rng.integers(len(kinds))] for _ in range(rng.integers(1, 3))]
    sound = np.zeros(samples)
    for name in chosen:
        part = NOISES[name](samples, rng)
        sound += part / (part.std() + 1e-9) * 10 ** rng.uniform(-0.5, 0)
    return (0.5 * sound / (np.abs(sound).max() + 1e-9)).astype(np.float32)
