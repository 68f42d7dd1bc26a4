# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The network ``voice``: which frames hold speech, and which share of each bin is speech.

Inverted residuals over frequency, as in PhiNet (doi:10.1145/3510832), see one frame each; two GRUs (arXiv:1406.1078)
carry what was before; a decoder with skip connections gives the mask, as in U-Net (arXiv:1505.04597). Causal: a frame's
result depends on it and on earlier ones only, and all memory is in ``state``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn

from bauta_models.voice.clock import BINS

BANDS = 128
LAYERS = 2
PLACES = 16
"""Places along frequency where the network is deepest."""
LEAST_POWER = 1e-6
"""Below the noise of 16-bit samples there is nothing to hear."""


@dataclass(frozen=True)
class VoiceShape:
    """``width`` multiplies the channels of the convolutions; ``hidden`` is the size of each GRU."""

    width: float = 1.0
    hidden: int = 80
    expansion: int = 2

    def channels(self, base: int) -> int:
        """Channels of a layer that has ``base`` at width 1, a multiple of 4."""
        return max(4, round(base * self.width / 4) * 4)


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


class VoiceNetwork(nn.Module):
    """Magnitudes (B, T, 257), state (2, B, hidden) to logits of speech (B, T) and mask (B, T, 257), and the state."""

    def __init__(self, shape: VoiceShape) -> None:
        super().__init__()
        a, b, c = (shape.channels(base) for base in (16, 24, 32))
        self.shape = shape
        self.register_buffer("bands", torch.from_numpy(band_matrix()), persistent=False)
        self.register_buffer("bins", torch.from_numpy(bin_matrix()), persistent=False)
        self.stem = _convolution(1, b, 9, 4)
        self.down = _Residual(b, c, shape.expansion, 2)
        self.deep = _Residual(c, c, shape.expansion, 1)
        self.narrow = _convolution(c, a, 1, 1)
        self.inward = nn.Linear(PLACES * a, shape.hidden)
        self.memory = nn.GRU(shape.hidden, shape.hidden, LAYERS, batch_first=True)
        self.speech = nn.Linear(2 * shape.hidden, 1)
        self.outward = nn.Linear(2 * shape.hidden, PLACES * a)
        self.join = _convolution(a + c, c, 1, 1)
        self.up = _Rise(c, b, b)
        self.rise = nn.ConvTranspose2d(b, 7, (1, 4), (1, 4))
        self.mask = nn.Conv2d(8, 1, (1, 5), padding=(0, 2))

    def forward(self, magnitudes: Tensor, state: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``speech`` (B, T) and ``mask`` (B, T, 257) before the sigmoid, and the state after the last frame."""
        batch, frames = magnitudes.shape[0], magnitudes.shape[1]
        seen = ((torch.log(magnitudes.square() @ self.bands + LEAST_POWER) + 4) / 5).unsqueeze(1)
        first = self.stem(seen)
        second = self.deep(self.down(first))
        entering = torch.relu(self.inward(self.narrow(second).transpose(1, 2).flatten(2)))
        remembered, state = self.memory(entering, state)
        known = torch.cat([remembered, entering], dim=2)
        deep = torch.relu(self.outward(known)).reshape(batch, frames, self.narrow[0].out_channels, PLACES)
        deep = self.up(self.join(torch.cat([deep.transpose(1, 2), second], dim=1)), first)
        bands = self.mask(torch.cat([torch.relu(self.rise(deep)), seen], dim=1)).squeeze(1)
        return self.speech(known).squeeze(2), bands @ self.bins, state

    def quiet(self, batch: int = 1) -> Tensor:
        """The state at the beginning: (2, batch, hidden) zeros."""
        return torch.zeros(LAYERS, batch, self.shape.hidden)


def _convolution(
    channels: int, out: int, kernel: int, stride: int, groups: int = 1, active: bool = True
) -> nn.Sequential:
    layers = [
        nn.Conv2d(channels, out, (1, kernel), (1, stride), (0, kernel // 2), groups=groups, bias=False),
        nn.BatchNorm2d(out, eps=1e-3, momentum=0.03),
    ]
    return nn.Sequential(*layers, *([nn.ReLU(inplace=True)] if active else []))


class _Residual(nn.Module):
    """Expand, look along frequency, project; added to the input where the sizes agree."""

    def __init__(self, channels: int, out: int, expansion: int, stride: int) -> None:
        super().__init__()
        hidden = channels * expansion
        self.through = nn.Sequential(
            _convolution(channels, hidden, 1, 1),
            _convolution(hidden, hidden, 5, stride, hidden),
            _convolution(hidden, out, 1, 1, active=False),
        )
        self.added = channels == out and stride == 1

    def forward(self, x: Tensor) -> Tensor:
        return x + self.through(x) if self.added else self.through(x)


class _Rise(nn.Module):
    """Twice as many places, joined with what the encoder had there."""

    def __init__(self, channels: int, beside: int, out: int) -> None:
        super().__init__()
        self.rise = nn.ConvTranspose2d(channels, out, (1, 2), (1, 2))
        self.join = _convolution(out + beside, out, 1, 1)
        self.look = _convolution(out, out, 5, 1, out)

    def forward(self, x: Tensor, beside: Tensor) -> Tensor:
        return self.look(self.join(torch.cat([torch.relu(self.rise(x)), beside], dim=1)))
