# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Endless scenes of a street from a pool: no talker to three, in noise at −3 to 25 dB, near and far, clipped or not.

Scene number n of a seed is the same whenever it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import fft

from bauta_models.voice.clock import STREET
from bauta_models.voice.pool import Pool

TALKERS = (0.34, 0.45, 0.14, 0.07)
"""How often a scene has none, one, two, three."""

FLOORS = (-6.0, -2.5)
"""Powers of ten, the least and the most of the white noise beneath the others, which are about 0.05 loud: who always
hears some takes whatever is silent above 2 kHz, a bell or an aeroplane far away, for a voice."""


@dataclass(frozen=True)
class Scenes:
    """``mixed``, ``speech`` and ``noise`` magnitudes (B, T, 257) float32; ``speaking`` (B, T) float32, 0 or 1."""

    mixed: np.ndarray
    speech: np.ndarray
    noise: np.ndarray
    speaking: np.ndarray


class Mixer:
    """Makes scenes of ``frames`` frames."""

    def __init__(self, pool: Pool, seed: int, frames: int) -> None:
        self.pool, self._seed, self._frames = pool, seed, frames

    def scenes(self, first: int, count: int) -> Scenes:
        """Scenes number ``first`` and so on."""
        rows = [self._scene(np.random.default_rng((self._seed, number))) for number in range(first, first + count)]
        return Scenes(*(np.stack(part) for part in zip(*rows, strict=True)))

    def _scene(self, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
        samples = (self._frames - 1) * STREET.hop
        speech, speaking = np.zeros(samples, np.float32), np.zeros(self._frames, bool)
        for _ in range(rng.choice(4, p=TALKERS)):
            piece, where = self._talker(rng)
            gain = 10 ** rng.uniform(-0.6, 0)
            speech += gain * piece
            speaking[:-1] |= where
        noise = self._noise(rng, samples)
        snr = rng.uniform(-3, 25) if rng.random() < 0.85 else rng.uniform(25, 60)
        noise *= 10 ** (-snr / 20)
        level = 10 ** (rng.uniform(-50, 0) / 20) / (np.abs(speech + noise).max() + 1e-6)
        speech, noise = speech * level, noise * level
        mixed = speech + noise
        if rng.random() < 0.08:
            limit = np.abs(mixed).max() * rng.uniform(0.15, 0.8)
            mixed = np.clip(mixed, -limit, limit)
        if rng.random() < 0.08:
            mixed = mixed + rng.uniform(-0.1, 0.1)
        return *(_magnitudes(part) for part in (mixed, speech, noise)), speaking.astype(np.float32)

    def _talker(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """A voice that is there all the time, or comes, or goes, or both; with the frames in which it speaks."""
        hops = self._frames - 1
        at = rng.integers(0, len(self.pool.speaking) - hops)
        piece = self.pool.voices[at * STREET.hop : (at + hops) * STREET.hop].astype(np.float32)
        where = self.pool.speaking[at : at + hops].copy()
        if rng.random() < 0.5:
            begin, end = np.sort(rng.integers(0, hops + 1, 2))
            silent = np.ones(hops, bool)
            silent[begin:end] = False
            where[silent] = False
            piece = (piece.reshape(hops, -1) * ~silent[:, None]).ravel()
        return piece, where

    def _noise(self, rng: np.random.Generator, samples: int) -> np.ndarray:
        noise = 10 ** rng.uniform(*FLOORS) * rng.standard_normal(samples).astype(np.float32)
        for _ in range(rng.integers(1, 4)):
            at = rng.integers(0, len(self.pool.noises) - samples)
            noise += 10 ** rng.uniform(-1, 0) * self.pool.noises[at : at + samples]
        return noise * (0.05 / (noise.std() + 1e-6))


TAPER = STREET.taper().astype(np.float32)


def _magnitudes(sound: np.ndarray) -> np.ndarray:
    """As ``STREET`` gives them, in half the precision and a third of the time."""
    padded = np.pad(sound.astype(np.float32), (STREET.hop, STREET.hop))
    cut = np.lib.stride_tricks.sliding_window_view(padded, STREET.window)[:: STREET.hop]
    return np.abs(fft.rfft(cut * TAPER, axis=1))
