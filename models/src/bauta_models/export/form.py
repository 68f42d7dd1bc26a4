# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What form a family of detectors is exported in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from torch import nn

from bauta_models.data.picture import FACE, KINDS, POINTS


@dataclass(frozen=True)
class Form:
    """``family`` and ``version`` are for the description; ``kinds`` are what it finds, by number; ``finish`` takes a
    trained network over and gives one from bytes to the outputs of ``rows``."""

    family: str
    version: str
    kinds: tuple[int, ...]
    finish: Callable[[nn.Module], nn.Module]

    @property
    def labels(self) -> list[str]:
        """What it finds, by name."""
        return [KINDS[kind] for kind in self.kinds]

    @property
    def rows(self) -> dict[str, int]:
        """Outputs by name and how many rows each has: scores of all kinds; x of all kinds, then y, w, h; x of the
        five points of a face, then y, where faces are found."""
        rows = {"scores": len(self.kinds), "boxes": 4 * len(self.kinds)}
        return {**rows, "points": 2 * POINTS} if FACE in self.kinds else rows
