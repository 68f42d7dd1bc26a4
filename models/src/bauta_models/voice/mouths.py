# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What the network ``mouth`` hears of a voice, and what it says of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

from bauta_models.detector.running import open_session
from bauta_models.mouth.network import AHEAD
from bauta_models.voice import envelope
from bauta_models.voice.speakers import FORGETS, Heard

EXPORTED = Path(__file__).resolve().parents[3] / "exported" / "mouth"
"""The network that voices are converted with here, whichever ``voice`` is judged: the one that is committed."""

INPUTS = ("heard", "state")
OUTPUTS = ("said", "next_state")

FAINTEST = 12.0
"""Natural logarithms of power below the loudest so far, beyond which frames are equally faint."""

Say = Callable[[np.ndarray], np.ndarray]
"""What is heard of a stretch (T, 42) to the shapes of an average mouth (T, 40) that would say it."""


def heard(bands: np.ndarray, voiced: np.ndarray, speaker: Heard, throat: float) -> np.ndarray:
    """(T, 42) float32: ``own`` shapes in the speaker's measure so far, how loud each frame is, and how voiced (T,)."""
    level = bands.mean(axis=1)
    loudest, below = -np.inf, np.empty(len(level))
    for k, now in enumerate(level):
        loudest = max(now, loudest - FORGETS)
        below[k] = now - loudest
    loudness = 1 + np.maximum(below, -FAINTEST) / 4
    return np.concatenate([own(bands, speaker, throat), loudness[:, None], voiced[:, None]], axis=1).astype(np.float32)


def own(bands: np.ndarray, speaker: Heard, throat: float) -> np.ndarray:
    """(T, 40) the shape of each frame in a speaker's measure: ``bands`` (T, 40) less their mean and the speaker's, by
    the speaker's spread, with formants moved as ``Strength.throat`` says."""
    shape = (bands - bands.mean(axis=1, keepdims=True) - speaker.mean) / np.maximum(
        speaker.spread, envelope.LEAST_SPREAD
    )
    return moved(np.exp(-throat * (speaker.pitch - envelope.PITCH)), shape)


def moved(warps: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """(T, 40) with the formants of each row moved by its warp (T,)."""
    return np.stack(
        [np.interp(envelope.moved(warp), envelope.MIDDLES, row) for warp, row in zip(warps, shape, strict=True)]
    )


def in_onnx_runtime(file: Path) -> Say:
    """Runs an exported network; beyond the end of a stretch its last frame is heard again. Raises
    ``FileNotFoundError`` and what ONNX Runtime raises."""
    session = open_session(file)
    sizes = session.get_inputs()[1].shape

    def say(heard: np.ndarray) -> np.ndarray:
        whole = np.concatenate([heard, heard[-1:].repeat(AHEAD, axis=0)])
        state = np.zeros(sizes, np.float32)
        said, _ = session.run(list(OUTPUTS), {"heard": whole[None], "state": state})
        return said[0, AHEAD:].astype(np.float64)

    return say


@cache
def exported() -> Say:
    """The network that is committed, as Java has it."""
    return in_onnx_runtime(EXPORTED / "model.onnx")
