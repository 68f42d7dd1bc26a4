# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Plates of real vehicles, cut out to hang in other scenes: the few that were marked, on many vehicles at any size."""

from __future__ import annotations

import numpy as np

from bauta_models.data.picture import PLATE
from bauta_models.data.sources import People

LEAST_WIDTH = 10
"""Pixels: a narrower one is a smear."""

LEAST_RATIO = 1.2
"""Width over height; what is nearly upright in its box hangs too much askew to be cut out as it is."""


class RealPlates:
    """The marked plates of ``people.tar`` that can be cut out; none where nobody marked any."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._places = [
            (number, box)
            for number in range(len(people))
            for box, kind, ignore in _rows(people.labels(number))
            if kind == PLATE and not ignore and box[2] >= LEAST_WIDTH and box[2] >= LEAST_RATIO * box[3]
        ]

    def __len__(self) -> int:
        return len(self._places)

    def any(self, rng: np.random.Generator) -> tuple[np.ndarray, float]:
        """One by chance: (H, W, 3) uint8 RGB, and its width over height."""
        number, box = self._places[int(rng.integers(0, len(self._places)))]
        pixels = self._people[number, None].pixels
        left, top = np.floor(box[:2]).astype(int).clip(0)
        right, bottom = np.ceil(box[:2] + box[2:]).astype(int)
        return pixels[top:bottom, left:right].copy(), float(box[2] / box[3])


def _rows(labels: dict) -> zip:
    return zip(labels["boxes"], labels["kinds"], labels["ignore"], strict=True)
