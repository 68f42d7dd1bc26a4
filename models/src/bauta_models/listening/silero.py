# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""A peer beside ``voice``: Silero VAD 6 (github.com/snakers4/silero-vad), the network in the package ``silero-vad``."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np

from bauta_models.detector.running import open_session
from bauta_models.listening.activity import Listen
from bauta_models.voice.clock import STREET

BLOCK, CONTEXT = 512, 64
FILE = "data/silero_vad_16k_op15.onnx"


def silero() -> Listen:
    """How sure the network is of speech, by frame of our clock. Raises ``ModuleNotFoundError`` with what to install."""
    found = importlib.util.find_spec("silero_vad")  # the package itself wants torchaudio, its network does not
    if found is None:
        raise ModuleNotFoundError("silero_vad is not installed: 'pip install -e models[listening]' brings it")
    session = open_session(Path(found.origin).parent / FILE)

    def listen(sound: np.ndarray) -> np.ndarray:
        frames = STREET.frames(len(sound))
        padded = np.zeros(CONTEXT + frames * STREET.hop + BLOCK, np.float32)
        padded[CONTEXT : CONTEXT + len(sound)] = sound
        state, sure = np.zeros((2, 1, 128), np.float32), []
        for at in range(0, frames * STREET.hop, BLOCK):
            block = padded[at : at + CONTEXT + BLOCK][None]
            out, state = session.run(None, {"input": block, "state": state, "sr": np.array(STREET.rate, np.int64)})
            sure.append(float(out[0, 0]))
        return np.repeat(sure, BLOCK // STREET.hop)[:frames]

    return listen
