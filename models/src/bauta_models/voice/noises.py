# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Noise that nobody recorded: what streets have besides the few recordings, from horns and bells to rain on tin."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.signal import lfilter

from bauta_models.voice.drawn import RATE, resonance


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
        sound[begin : begin + length] += rng.uniform(0.3, 1) * resonance(burst, min(frequency, 7500), width)
        begin += int(gap * RATE * (rng.uniform(0.95, 1.05) if even else rng.uniform(0.2, 2)))
    return sound


def _wind(samples: int, rng: np.random.Generator) -> np.ndarray:
    gusts = np.exp(coloured(samples // 1600 + 2, 4, rng))
    gusts = np.interp(np.arange(samples) / 1600, np.arange(len(gusts)), gusts)
    return coloured(samples, rng.uniform(6, 12), rng) * gusts


def _music(samples: int, rng: np.random.Generator) -> np.ndarray:
    return sum(rng.uniform(0.3, 1) * maker(samples, rng) for maker in (_tones, _tones, _knocks))


def _clatter(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Applause, gravel, fire, rain on tin: so many short blows through a few resonances that none is heard alone."""
    sound, swell = np.zeros(samples), _swell(samples, rng)
    for _ in range(rng.integers(3, 9)):
        blows = (rng.random(samples) < 2 ** rng.uniform(2, 10) / RATE) * rng.exponential(1.0, samples)
        sound += resonance(blows, 2 ** rng.uniform(7.5, 12.8), 2 ** rng.uniform(6.5, 11)) * rng.uniform(0.2, 1)
    return sound * swell + 0.02 * sound.std() * coloured(samples, 3, rng)


def _bells(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Many partials without a common pitch that ring into one another, as of church bells."""
    sound, time = np.zeros(samples), np.arange(samples) / RATE
    bells = [(2 ** rng.uniform(7, 9.5), rng.uniform(0.9, 6, rng.integers(5, 16))) for _ in range(rng.integers(1, 4))]
    gap, begin = rng.uniform(0.3, 2.0), int(rng.uniform(0, 0.5) * RATE)
    while begin < samples:
        note, partials = bells[rng.integers(len(bells))]
        last = time[: samples - begin]
        for partial in partials[note * partials < RATE / 2]:
            fall = rng.uniform(0.3, 2) * partial
            sound[begin:] += np.exp(-last * fall) / partial * np.sin(2 * np.pi * note * partial * last)
        begin += int(gap * rng.uniform(0.9, 1.1) * RATE)
    return sound + 0.003 * coloured(samples, 3, rng)


def _machine(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Rotors, saws, drills, keys: a noise of one colour that comes and goes evenly, 2 to 90 times a second."""
    moving = np.interp(np.linspace(0, 6, samples), np.arange(7), rng.uniform(0.85, 1.15, 7))
    turn = np.cumsum(2 ** rng.uniform(1, 6.5) * moving / RATE) % 1
    strokes = np.exp(-turn * rng.uniform(0.5, 12)) if rng.random() < 0.6 else 1 + np.sin(2 * np.pi * turn)
    return strokes * resonance(coloured(samples, rng.uniform(-2, 7), rng), 2 ** rng.uniform(6, 12), 800)


def _whistle(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Brakes, gates, gusts at a corner, waves: noise or a buzz through one resonance that wanders slowly."""
    sound, size = np.empty(samples), 800
    places = np.cumsum(rng.normal(0, rng.uniform(0.02, 0.25), samples // size + 1)) + rng.uniform(8, 11.5)
    width, state = 2 ** rng.uniform(4, 9), np.zeros(2)
    buzz = np.cumsum(rng.uniform(150, 1500) * 2 ** (0.3 * np.sin(np.linspace(0, rng.uniform(1, 20), samples)))) / RATE
    source = coloured(samples, rng.uniform(0, 4), rng) if rng.random() < 0.6 else 2 * (buzz % 1) - 1
    for begin, place in zip(range(0, samples, size), np.clip(places, 7.5, 12.5), strict=False):
        radius = np.exp(-np.pi * width / RATE)
        poles = [1, -2 * radius * np.cos(2 * np.pi * 2**place / RATE), radius**2]
        sound[begin : begin + size], state = lfilter([1 - radius], poles, source[begin : begin + size], zi=state)
    return sound * _swell(samples, rng)


def _rumble(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Thunder, trains, things that fall: deep bursts that die away, and a roar beneath."""
    sound, begin = 0.1 * coloured(samples, rng.uniform(4, 9), rng), 0
    while begin < samples:
        last = np.arange(samples - begin) / RATE
        burst = coloured(max(2, len(last)), rng.uniform(3, 10), rng)[: len(last)]
        sound[begin:] += rng.uniform(0.2, 1) * burst * np.exp(-last * 2 ** rng.uniform(0, 4))
        begin += int(2 ** rng.uniform(-2.5, 2) * RATE) + 1
    return sound


def _swell(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Loudness that comes and goes, slowly or as fast as syllables do: there is more to a voice than that."""
    step = int(RATE / 2 ** rng.uniform(0, 4))
    loudness = np.exp(rng.uniform(0, 1.5) * rng.standard_normal(samples // step + 2))
    return np.interp(np.arange(samples) / step, np.arange(len(loudness)), loudness)


NOISES: dict[str, Callable[[int, np.random.Generator], np.ndarray]] = {
    "traffic": _traffic,
    "hum": _hum,
    "tones": _tones,
    "siren": _siren,
    "birds": _birds,
    "knocks": _knocks,
    "wind": _wind,
    "music": _music,
    "clatter": _clatter,
    "bells": _bells,
    "machine": _machine,
    "whistle": _whistle,
    "rumble": _rumble,
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
