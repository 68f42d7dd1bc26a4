# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The recipe of ``voice``: every number that makes it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace

from bauta_models.voice.network import VoiceShape

NAME = "voice"
FAMILY = "gru"
VERSION = "1"


@dataclass(frozen=True)
class Recipe:
    """``scenes`` of ``frames`` frames (16 ms each) are the whole training, ``batch`` of them one step.

    The learning rate rises over ``warm_up`` scenes to ``rate`` and falls as a cosine to a hundredth of it; the network
    that is kept is an average over about ``1 / (1 − average)`` steps. ``sure`` is how much dearer an unheard frame of
    speech is than a false alarm; ``leak`` how much dearer speech left in the background is than background taken.
    """

    name: str = NAME
    shape: VoiceShape = field(default_factory=VoiceShape)
    frames: int = 200
    scenes: int = 400_000
    batch: int = 32
    rate: float = 3e-3
    weight_decay: float = 1e-3
    warm_up: int = 2_000
    average: float = 0.995
    largest_gradient: float = 5.0
    sure: float = 1.0
    leak: float = 2.0
    seed: int = 1

    def as_json(self) -> dict:
        """All of it as plain numbers, for the run's ``config.json``."""
        return asdict(self)

    @staticmethod
    def from_json(numbers: dict) -> Recipe:
        """The recipe of a run's ``config.json``. Raises ``TypeError`` or ``KeyError`` where it is none."""
        return Recipe(**{**numbers, "shape": VoiceShape(**numbers["shape"])})

    def shortened(self, scenes: int) -> Recipe:
        """The same recipe for a run of seconds."""
        return replace(self, scenes=scenes, batch=8, frames=100, warm_up=scenes // 10, average=0.9)


VOICE = Recipe()
