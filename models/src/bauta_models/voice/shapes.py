# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Shapes that mouths make, whoever speaks: centres of what many speakers said, each in the average speaker's measure.

A frame moved towards the centres it lies near says the same with less of whoever says it. What the centres leave over
is the speaker's own, and tells who that is within a few frames, while a plain mean must wait until many sounds were
said (signal bias removal, Rahim and Juang, IEEE Transactions on Speech and Audio Processing 4, 1996).

``python -m bauta_models.voice.shapes SHARED FILE...`` learns them anew from the speakers that the network is trained
with, and writes them as little-endian float32, for Python and for Java.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import numpy as np

from bauta_models.data.splits import Side
from bauta_models.voice import envelope, pitch, recordings
from bauta_models.voice.clock import STREET

COUNT = 256
FILE = "shapes.f32"
ROUNDS = 25
LOUD = 7.0
"""Natural logarithms of power below the loudest twentieth: frames that are learnt from."""


def known() -> np.ndarray:
    """(256, 40) float64: the centres, in spreads of the average speaker's bands from the mean."""
    stored = np.frombuffer(files("bauta_models.voice").joinpath(FILE).read_bytes(), "<f4")
    return stored.reshape(COUNT, envelope.BANDS).astype(np.float64)


def near(shapes: np.ndarray, centres: np.ndarray, softness: float | np.ndarray) -> np.ndarray:
    """(T, 40) the mean of the centres for each of ``shapes`` (T, 40), by weights that fall with the squared distance.

    ``softness``, one for all or (T, 1), is the squared distance over which a weight falls by e.
    """
    squares = (centres**2).sum(axis=1) - 2 * shapes @ centres.T
    weights = np.exp(-(squares - squares.min(axis=1, keepdims=True)) / softness)
    return weights @ centres / weights.sum(axis=1, keepdims=True)


def measured(bands: np.ndarray, hertz: np.ndarray, voiced: np.ndarray, throat: float) -> np.ndarray:
    """(n, 40) of the loud frames of one speaker's recording, in the speaker's own measure: mean 0, spread 1, and
    formants moved as ``Strength.throat`` says; of ``bands`` (T, 40), ``hertz`` and ``voiced`` (T,)."""
    level = bands.mean(axis=1)
    loud = level > np.percentile(level, 95) - LOUD
    shapes = bands - level[:, None]
    shapes = (shapes - shapes[loud].mean(axis=0)) / np.maximum(shapes[loud].std(axis=0), envelope.LEAST_SPREAD)
    sung = loud & (voiced > 0.7)
    pitch = np.log(hertz[sung]).mean() if sung.sum() > 5 else envelope.PITCH
    moved = envelope.moved(np.exp(-throat * (pitch - envelope.PITCH)))
    return np.stack([np.interp(moved, envelope.MIDDLES, row) for row in shapes[loud]])


def learnt(frames: np.ndarray, count: int = COUNT, seed: int = 1) -> np.ndarray:
    """(count, 40) float32 centres of ``frames`` (n, 40) of all speakers, by k-means (Lloyd, 1982)."""
    rng = np.random.default_rng(seed)
    centres = frames[rng.choice(len(frames), count, replace=False)].astype(np.float32)
    for _ in range(ROUNDS):
        nearest = np.concatenate(
            [((centres**2).sum(axis=1) - 2 * part @ centres.T).argmin(axis=1) for part in np.array_split(frames, 64)]
        )
        sizes = np.bincount(nearest, minlength=count)
        sums = np.stack([np.bincount(nearest, column, count) for column in frames.T], axis=1)
        lost = frames[rng.choice(len(frames), count)]
        centres = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], lost).astype(np.float32)
    return centres


def of_speakers(sounds: Iterable[np.ndarray], throat: float) -> np.ndarray:
    """(256, 40) float32 centres of what the speakers of ``sounds``, (samples,) each, said."""
    frames = []
    for sound in sounds:
        spectra = STREET.spectra(sound)
        hertz, voiced = pitch.track(sound, len(spectra))
        frames.append(measured(envelope.log_bands(spectra, hertz, voiced), hertz, voiced, throat))
    return learnt(np.concatenate(frames))


if __name__ == "__main__":
    from bauta_models.voice.speakers import Strength

    speakers = recordings.speech(Path(sys.argv[1]), wanted=recordings.speakers_for(Side.TRAINING))
    found = of_speakers((one.sound for one in speakers), Strength().throat)
    for name in sys.argv[2:]:
        Path(name).write_bytes(found.astype("<f4").tobytes())
