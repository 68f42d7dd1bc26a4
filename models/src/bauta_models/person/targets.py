# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Which cell of the one grid answers for which person: the four around the middle; of two persons the smaller's.

A cell is background only where a picture's persons are all marked, and not inside a box that is to be ignored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from bauta_models.data.picture import PERSON, Picture
from bauta_models.person.network import STRIDE


@dataclass
class PersonTargets:
    """What the network should say of B pictures of H × W cells: ``positive`` and ``counts`` (B, H, W) bool, cells that
    answer for a person, and cells whose score is judged at all; ``boxes`` (B, H, W, 4) ``x, y, w, h`` in pixels, of use
    where positive."""

    positive: Tensor
    counts: Tensor
    boxes: Tensor

    def to(self, device: torch.device) -> PersonTargets:
        """The same on another device."""
        return PersonTargets(*(part.to(device) for part in (self.positive, self.counts, self.boxes)))


def assign(pictures: Sequence[Picture]) -> PersonTargets:
    """Targets of pictures of one size, sides multiples of 32."""
    parts = [_assign(picture) for picture in pictures]
    return PersonTargets(*(torch.from_numpy(np.stack(part)) for part in zip(*parts, strict=True)))


def _assign(picture: Picture) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows, columns = picture.height // STRIDE, picture.width // STRIDE
    persons = (picture.kinds == PERSON) & (picture.boxes[:, 2:] > 0).all(1)
    wanted, unsure = (picture.boxes[persons & (picture.ignore == ignored)] for ignored in (False, True))
    positive = np.zeros((rows, columns), bool)
    counts = np.full((rows, columns), PERSON in picture.complete)
    counts[_inside(unsure, rows, columns) & ~_inside(wanted, rows, columns)] = False
    boxes = np.zeros((rows, columns, 4), np.float32)
    for box in wanted[np.argsort(-wanted[:, 2:].prod(1), kind="stable")]:
        column, row = np.floor((box[:2] + box[2:] / 2) / STRIDE).astype(int)
        around = slice(max(0, row), max(0, row + 2)), slice(max(0, column), max(0, column + 2))
        positive[around], counts[around], boxes[around] = True, True, box
    return positive, counts, boxes


def _inside(boxes: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """(rows, columns) bool: cells whose places lie in any of the boxes (N, 4)."""
    y, x = np.mgrid[:rows, :columns] * STRIDE
    found = np.zeros((rows, columns), bool)
    for left, top, width, height in boxes:
        found |= (x >= left) & (x < left + width) & (y >= top) & (y < top + height)
    return found
