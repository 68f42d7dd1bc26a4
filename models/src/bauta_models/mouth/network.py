# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Hears a voice frame by frame and says a mouth's shapes a little later.

A window over few frames hears sounds, a gated recurrent layer (arXiv:1406.1078) remembers what came before, and what is
said begins with the shape of the frame itself. What is said after frame ``t + AHEAD`` is the shape of frame ``t``. All
memory, the window's too, is in ``state``.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from bauta_models.voice.envelope import BANDS

AHEAD = 5
"""Frames that are heard after a frame before its shape is said."""

BEHIND = 5
"""Frames before it that the window reaches back to."""

HEARD = BANDS + 2
"""Numbers that are heard of a frame, see ``bauta_models.voice.mouths.heard``."""

RECENT = AHEAD + BEHIND
"""Frames that are kept for the window."""

ITSELF, BESIDE = 0.6, 0.3
"""How much of a frame's own shape an untrained network says, and how small all else is."""


@dataclass(frozen=True)
class MouthShape:
    """``window``, ``memory`` and ``thought``: numbers that the window gives, that are remembered, and before the last
    step; ``dropped``, the share of those of the first and the last that training leaves out (Srivastava et al., JMLR
    15, 2014), since there are few speakers to learn from."""

    window: int = 192
    memory: int = 192
    thought: int = 192
    dropped: float = 0.15


class MouthNetwork(nn.Module):
    """``heard`` (B, T, 42), state (B, 420 + memory) to ``said`` (B, T, 40), in spreads of the bands, and the state."""

    def __init__(self, shape: MouthShape) -> None:
        super().__init__()
        self.shape = shape
        self.window = nn.Conv1d(HEARD, shape.window, RECENT + 1)
        self.memory = nn.GRU(shape.window, shape.memory, batch_first=True)
        self.thought = nn.Linear(shape.memory + shape.window, shape.thought)
        self.said = nn.Linear(shape.thought, BANDS)
        self.itself = nn.Linear(HEARD, BANDS, bias=False)
        self.drop = nn.Dropout(shape.dropped)
        with torch.no_grad():
            self.itself.weight.copy_(ITSELF * torch.eye(BANDS, HEARD))
            self.said.weight.mul_(BESIDE)

    def forward(self, heard: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
        """What is said of frames ``AHEAD`` earlier, and the state after the last frame."""
        recent = state[:, : RECENT * HEARD].reshape(-1, RECENT, HEARD)
        heard = torch.cat([recent, heard], dim=1)
        entering = self.drop(torch.relu(self.window(heard.transpose(1, 2)).transpose(1, 2)))
        remembered, memory = self.memory(entering, state[None, :, RECENT * HEARD :].contiguous())
        thought = self.drop(torch.relu(self.thought(torch.cat([remembered, entering], dim=2))))
        said = self.said(thought) + self.itself(heard[:, BEHIND:-AHEAD])
        return said, torch.cat([heard[:, -RECENT:].flatten(1), memory[0]], dim=1)

    def quiet(self, batch: int = 1) -> Tensor:
        """The state at the beginning: (batch, 420 + memory) zeros."""
        return torch.zeros(batch, RECENT * HEARD + self.shape.memory)
