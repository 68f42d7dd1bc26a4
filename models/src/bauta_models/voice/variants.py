# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What becomes of a recorded voice in a street: far away, whispered, shouted, higher. (samples,) float32 all."""

from __future__ import annotations

import numpy as np
from scipy.signal import fftconvolve, lfilter, resample_poly

from bauta_models.voice.clock import STREET

RATE = 16_000


def far_away(sound: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Reverberation: the direct sound, a few echoes and an exponential tail (0.2 to 1.2 s to −60 dB)."""
    decay = rng.uniform(0.2, 1.2)
    time = np.arange(int(decay * RATE)) / RATE
    tail = rng.standard_normal(len(time)) * 10 ** (-3 * time / decay)
    tail = lfilter([1 - 0.5], [1, -0.5], tail) if rng.random() < 0.6 else tail
    tail[: int(rng.uniform(0.002, 0.02) * RATE)] = 0
    tail *= 10 ** (-rng.uniform(-3, 14) / 20) / (np.sqrt((tail**2).sum()) + 1e-9)
    tail[0] += 1
    return fftconvolve(sound, tail)[: len(sound)].astype(np.float32)


def envelope(spectra: np.ndarray, kept: int = 30) -> np.ndarray:
    """(T, bins) smooth magnitudes of spectra, by keeping the first coefficients of the cepstrum."""
    cepstra = np.fft.irfft(np.log(np.abs(spectra) + 1e-6), axis=1)
    cepstra[:, kept : cepstra.shape[1] - kept + 1] = 0
    return np.exp(np.fft.rfft(cepstra, axis=1).real)


def whispered(sound: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Breath in place of vocal folds: the envelope stays, noise goes through it, low tones are weak."""
    spectra = STREET.spectra(sound)
    breath = STREET.spectra(rng.standard_normal(len(sound)))
    tilt = np.minimum(1, np.arange(STREET.bins) / rng.uniform(25, 60)) ** rng.uniform(0.5, 1)
    return STREET.sound(envelope(spectra) * breath / 16 * tilt, len(sound)).astype(np.float32)


def higher(sound: np.ndarray, rng: np.random.Generator, most: float = 1.5) -> np.ndarray:
    """Another size: as a child (faster up to ``most``) or a giant (slower)."""
    up = rng.choice([20, 21, 22, 26, 28, 30])
    ratio = int(np.clip(round(up * rng.uniform(1.05, most)), up + 1, 45)) if rng.random() < 0.75 else up - 3
    return resample_poly(sound, up, ratio).astype(np.float32)


def shouted(sound: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Higher, harder, louder in the middle of the spectrum, often clipped."""
    strong = lfilter([1, -rng.uniform(0.5, 0.9)], [1], higher(sound, rng, 1.3))
    strong = strong / (np.abs(strong).max() + 1e-9)
    return np.tanh(strong * rng.uniform(1, 6)).astype(np.float32) * 0.5


def recoloured(sound: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Through another microphone: a random smooth response of ±8 dB, sometimes a telephone's band."""
    spectrum = np.fft.rfft(sound)
    places = np.linspace(0, 1, 9)
    gains = rng.uniform(-8, 8, 9)
    if rng.random() < 0.15:
        gains += np.where((places < 0.03) | (places > 0.43), -30, 0)
    response = 10 ** (np.interp(np.linspace(0, 1, len(spectrum)), places, gains) / 20)
    return np.fft.irfft(spectrum * response, len(sound)).astype(np.float32)


def speech_frames(sound: np.ndarray, below: float = 35.0, gap: int = 5) -> np.ndarray:
    """(frames,) bool: frames within ``below`` dB of the loud ones, and gaps between them of at most ``gap`` frames.

    Meant for a voice alone: that is the truth that the network is taught and judged by.
    """
    level = 10 * np.log10((np.abs(STREET.spectra(sound)) ** 2).sum(axis=1) + 1e-9)
    speaking = level > max(np.percentile(level, 95) - below, -45.0)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], speaking.astype(int), [0]])))
    for end, begin in zip(edges[1::2], edges[2::2], strict=False):
        if begin - end <= gap:
            speaking[end:begin] = True
    return speaking
