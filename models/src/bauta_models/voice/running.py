# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The exported network on sound, and what is made of its numbers: which frames are treated as speech."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from bauta_models.detector.running import open_session
from bauta_models.voice.clock import Clock
from bauta_models.voice.envelope import BACKGROUND_BINS
from bauta_models.voice.network import VoiceNetwork

INPUTS = ("magnitudes", "state")
OUTPUTS = ("speech", "mask", "next_state")

Hear = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
"""Magnitudes (T, 257) float32 to speech (T,) and mask (T, 257), from silence on."""


@dataclass(frozen=True)
class Stretches:
    """The rule by which frames become stretches of speech.

    A frame is active when ``speech`` reaches ``on``; the export shifts the network so that one half is right. Every
    frame from ``before`` frames before to ``after`` frames after an active one is treated as speech.
    """

    on: float = 0.5
    before: int = 12
    after: int = 18

    def treated(self, speech: np.ndarray) -> np.ndarray:
        """(T,) bool: the frames that are not passed through."""
        active = (speech >= self.on).astype(int)
        reach = np.ones(self.before + self.after + 1, int)
        return np.convolve(active, reach)[self.before : self.before + len(active)] > 0


def in_torch(network: VoiceNetwork) -> Hear:
    """Runs a network that is in memory."""
    network = network.eval()

    @torch.no_grad()
    def hear(magnitudes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        speech, mask, _ = network(torch.from_numpy(magnitudes)[None], network.quiet())
        return torch.sigmoid(speech)[0].numpy(), torch.sigmoid(mask)[0].numpy()

    return hear


def in_onnx_runtime(file: Path) -> Hear:
    """Runs an exported network. Raises ``FileNotFoundError`` and what ONNX Runtime raises."""
    session = open_session(file)
    sizes = session.get_inputs()[1].shape

    def hear(magnitudes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        state = np.zeros(sizes, np.float32)
        speech, mask, _ = session.run(list(OUTPUTS), {"magnitudes": magnitudes[None], "state": state})
        return speech[0], mask[0]

    return hear


def full_mask(mask: np.ndarray, speech: np.ndarray, clock: Clock) -> np.ndarray:
    """(T, bins) for all bins of a rate: what the network gave to 8 kHz, above that the mean of the 16 bins below 8 kHz
    times ``speech``; bins 0 to 2 (direct current, rumble) are always background."""
    above = np.repeat((mask[:, -16:].mean(axis=1) * speech)[:, None], clock.bins - mask.shape[1], axis=1)
    whole = np.concatenate([mask, above.astype(mask.dtype)], axis=1)
    whole[:, :BACKGROUND_BINS] = 0
    return whole
