# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The network ``voice``: which frames hold speech, and which share of each bin is speech.

As RNNoise (Valin, arXiv:1709.08243) it gives few gated recurrent layers (arXiv:1406.1078) what is known to matter: the
shape of the spectrum in bands, its level, and how well it is explained by a pitch. Causal: a frame's result depends on
it and on earlier ones only, and all memory is in ``state``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn

from bauta_models.voice.clock import BINS, STREET

BANDS = 128
LAGS = 64
LAYERS = 2
LEAST_POWER = 1e-6
"""Below the noise of 16-bit samples there is nothing to hear."""


@dataclass(frozen=True)
class VoiceShape:
    """``hidden`` is the size of each layer."""

    hidden: int = 96


def band_matrix() -> np.ndarray:
    """(257, 128) float32 that averages bins into bands: every bin to 2 kHz, then pairs to 4 kHz, then fours."""
    edges = [*range(64), *range(64, 128, 2), *range(128, 256, 4), BINS]
    matrix = np.zeros((BINS, BANDS), np.float32)
    for band, (first, end) in enumerate(pairwise(edges)):
        matrix[first:end, band] = 1 / (end - first)
    return matrix


def bin_matrix() -> np.ndarray:
    """(128, 257) float32 that draws straight lines between the bands' middles, so that a mask has no steps."""
    averages = band_matrix()
    middles = (averages * np.arange(BINS)[:, None]).sum(axis=0)
    return np.stack([np.interp(np.arange(BINS), middles, row) for row in np.eye(BANDS)]).astype(np.float32)


def lag_matrix() -> np.ndarray:
    """(257, 64) float32: cosines of periods from 2 to 14 ms (500 to 71 Hz), as a compressed spectrum's autocorrelation
    has them; only bins from 62 Hz to 2.5 kHz count."""
    lags = np.geomspace(32, 224, LAGS)
    bins = np.arange(BINS)
    heard = (bins >= 2) & (bins <= 80)
    return (np.cos(2 * np.pi * bins[:, None] * lags / STREET.window) * heard[:, None]).astype(np.float32)


class VoiceNetwork(nn.Module):
    """Magnitudes (B, T, 257), state (2, B, hidden) to logits of speech (B, T) and mask (B, T, 257), and the state."""

    def __init__(self, shape: VoiceShape) -> None:
        super().__init__()
        hidden = shape.hidden
        self.shape = shape
        self.register_buffer("bands", torch.from_numpy(band_matrix()), persistent=False)
        self.register_buffer("bins", torch.from_numpy(bin_matrix()), persistent=False)
        self.register_buffer("lags", torch.from_numpy(lag_matrix()), persistent=False)
        self.inward = nn.Linear(BANDS + LAGS + 1, hidden)
        self.memory = nn.GRU(hidden, hidden, LAYERS, batch_first=True)
        self.speech = nn.Linear(2 * hidden, 1)
        self.mask = nn.Linear(2 * hidden + BANDS, BANDS)

    def forward(self, magnitudes: Tensor, state: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``speech`` (B, T) and ``mask`` (B, T, 257) before the sigmoid, and the state after the last frame."""
        heard = torch.log(magnitudes.square() @ self.bands + LEAST_POWER)
        level = heard.mean(dim=2, keepdim=True)
        shape = (heard - level) / 2
        compressed = magnitudes.sqrt()
        periods = compressed @ self.lags / (compressed[:, :, 2:81].sum(dim=2, keepdim=True) + 1e-3)
        entering = torch.relu(self.inward(torch.cat([shape, 3 * periods, (level + 4) / 5], dim=2)))
        remembered, state = self.memory(entering, state)
        known = torch.cat([remembered, entering], dim=2)
        mask = self.mask(torch.cat([known, shape], dim=2))
        return self.speech(known).squeeze(2), mask @ self.bins, state

    def quiet(self, batch: int = 1) -> Tensor:
        """The state at the beginning: (2, batch, hidden) zeros."""
        return torch.zeros(LAYERS, batch, self.shape.hidden)
