# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The recipe of ``mouth``: every number that makes it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace

from bauta_models.mouth.network import MouthShape

NAME = "mouth"
FAMILY = "gru"
VERSION = "1"


@dataclass(frozen=True)
class Recipe:
    """``pieces`` of ``frames`` frames (16 ms each) are the whole training, ``batch`` of them one step.

    ``turns`` is how often each recording is there in another size, room and noise, beside once as it is. The rate rises
    over ``warm_up`` pieces and falls as a cosine; the network that is kept is an average over about ``1 / (1 −
    average)`` steps. ``moving`` is how dear it is to move otherwise than the taught shapes do, beside being elsewhere.
    """

    name: str = NAME
    shape: MouthShape = field(default_factory=MouthShape)
    frames: int = 128
    pieces: int = 400_000
    batch: int = 64
    turns: int = 10
    rate: float = 2e-3
    weight_decay: float = 1e-3
    warm_up: int = 6_400
    average: float = 0.998
    largest_gradient: float = 1.0
    moving: float = 0.3
    seed: int = 1

    def as_json(self) -> dict:
        """All of it as plain numbers, for the run's ``config.json``."""
        return asdict(self)

    @staticmethod
    def from_json(numbers: dict) -> Recipe:
        """The recipe of a run's ``config.json``. Raises ``TypeError`` or ``KeyError`` where it is none."""
        return Recipe(**{**numbers, "shape": MouthShape(**numbers["shape"])})

    def shortened(self, pieces: int) -> Recipe:
        """The same recipe for a run of seconds."""
        return replace(self, pieces=pieces, batch=8, frames=80, turns=1, warm_up=pieces // 10, average=0.9)


MOUTH = Recipe()
