# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Writes golden frames of the disguises: ``bauta_models.voice`` on a drawn voice, with numbers Java draws too.

``sound.s16`` is the voice, little-endian int16; ``convert.f32`` and ``garble.f32`` are real and imaginary parts of each
fourth bin of some frames, little-endian float32. The last 13 frames are left out: on the edge the end of a stretch is
not known by then.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from bauta_models.voice import convert, garble
from bauta_models.voice.clock import STREET
from bauta_models.voice.speakers import DRAWS, Strength

FRAMES = 250
AHEAD = 13
EVERY = 25
"""Of the frames that are compared one in so many, so that the files stay small."""


def numbers(seed: int) -> Iterator[float]:
    """A linear congruential generator, evenly from -1 to 1."""
    state = seed
    while True:
        state = (1103515245 * state + 12345) % 2**31
        yield 2 * state / 2**31 - 1


def drawn(seed: int, rows: int, columns: int) -> np.ndarray:
    """(rows, columns) of them."""
    source = numbers(seed)
    return np.array([next(source) for _ in range(rows * columns)]).reshape(rows, columns)


def voice() -> np.ndarray:
    """(samples,) four seconds of pulses with a moving pitch through two moving resonances, and hisses."""
    samples = FRAMES * STREET.hop
    seconds = np.arange(samples) / STREET.rate
    pitch = 130 * 2 ** (0.4 * np.sin(2 * np.pi * 0.7 * seconds))
    phase = np.cumsum(pitch) / STREET.rate
    source = np.diff(np.floor(phase), prepend=0.0)
    hiss = drawn(3, 1, samples)[0]
    source = np.where(np.sin(2 * np.pi * 1.3 * seconds) > -0.6, source, 0.05 * hiss)
    for middle, swing, rate in ((600, 250, 2.1), (1700, 600, 1.7), (2900, 200, 0.9)):
        place = 2 * np.pi * (middle + swing * np.sin(2 * np.pi * rate * seconds)) / STREET.rate
        out = np.zeros(samples)
        for n in range(samples):
            out[n] = source[n] + 1.9 * np.cos(place[n]) * out[n - 1] - 0.9025 * out[n - 2]
        source = out
    return np.round(10_000 * source / np.abs(source).max()).astype("<i2")


def saved(spectra: np.ndarray) -> np.ndarray:
    """(frames, bins, 2) float32 of those that are compared."""
    some = spectra[: FRAMES - AHEAD : EVERY, ::4]
    return np.stack([some.real, some.imag], axis=-1).astype("<f4")


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "resources/disguises")
    target.mkdir(parents=True, exist_ok=True)
    sound = voice()
    sound.tofile(target / "sound.s16")
    spectra = STREET.spectra(sound / 32768)[:FRAMES]
    spectra[:, :3] = 0
    strength = Strength()
    stretch = convert.analyse(spectra)
    draws = drawn(1, 1, DRAWS)[0]
    noise = np.sqrt(3) * drawn(2, 1, (FRAMES + 1) * STREET.hop)[0]
    shapes = drawn(4, 60, 8)
    saved(convert.convert(stretch, draws, noise, strength)).tofile(target / "convert.f32")
    saved(garble.garble(stretch, draws, shapes, noise, strength)).tofile(target / "garble.f32")
