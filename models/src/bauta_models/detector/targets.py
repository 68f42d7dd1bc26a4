# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Which cell answers for which object, and where silence says nothing.

An object belongs to the cells around its centre, on the grid or the two grids its size suits (centre sampling, as in
FCOS, arXiv:1904.01355), and always to the cell nearest to its centre, so that no object of 10 px falls between cells.
Where two objects of a kind want the same cell, the smaller one has it: the larger has more.

A cell is background for a kind only where the picture's labels of that kind are complete, and not inside a box that is
to be ignored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from bauta_models.data.picture import KINDS, POINTS, Picture
from bauta_models.detector.network import STRIDES, cells

SIZES = ((0.0, 20.0), (14.0, 48.0), (36.0, 112.0), (84.0, 1e9))
"""Sides in pixels of the input (square root of the area) that each grid answers for; neighbours overlap."""

RADIUS = 1.5
"""How many cells off an object's centre still answer for it."""


@dataclass
class Targets:
    """What the network should say, for B pictures, A cells and K kinds.

    ``positive`` (B, A, K) bool: cells that answer for an object; ``counts`` (B, A, K) bool: cells whose score is
    judged at all; ``boxes`` (B, A, K, 4) ``x, y, w, h`` in pixels, of use where positive; ``points`` (B, A, 5, 2) in
    pixels, of the faces, NaN where unknown.
    """

    positive: Tensor
    counts: Tensor
    boxes: Tensor
    points: Tensor

    def to(self, device: torch.device) -> Targets:
        """The same on another device."""
        moved = (self.positive, self.counts, self.boxes, self.points)
        return Targets(*(part.to(device, non_blocking=True) for part in moved))


def assign(pictures: Sequence[Picture]) -> Targets:
    """Targets of pictures of one size, sides multiples of 32.

    Raises ``ValueError`` where sizes differ.
    """
    width, height = pictures[0].width, pictures[0].height
    if any((picture.width, picture.height) != (width, height) for picture in pictures):
        raise ValueError("pictures of a batch have one size")
    centres, strides = cells(width, height)
    parts = [_assign(picture, centres, strides) for picture in pictures]
    return Targets(*(torch.stack(part) for part in zip(*parts, strict=True)))


def _assign(picture: Picture, centres: Tensor, strides: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    count, kinds = len(centres), len(KINDS)
    positive = torch.zeros(count, kinds, dtype=torch.bool)
    counts = torch.zeros(count, kinds, dtype=torch.bool)
    boxes = torch.zeros(count, kinds, 4)
    points = torch.full((count, POINTS, 2), float("nan"))
    all_boxes = torch.from_numpy(picture.boxes)
    all_points = torch.from_numpy(picture.points)
    kind_of, ignored = torch.from_numpy(picture.kinds), torch.from_numpy(picture.ignore)
    for kind in range(kinds):
        counts[:, kind] = kind in picture.complete
        unclear = all_boxes[(kind_of == kind) & ignored]
        if len(unclear):
            counts[inside(centres, unclear).any(1), kind] = False
        wanted = torch.nonzero((kind_of == kind) & ~ignored).flatten()
        wanted = wanted[(all_boxes[wanted, 2:] > 0).all(1)]
        if not len(wanted):
            continue
        owner = owners(all_boxes[wanted], centres, strides)
        owned = owner >= 0
        positive[owned, kind] = True
        counts[owned, kind] = True
        boxes[owned, kind] = all_boxes[wanted][owner[owned]]
        if kind == KINDS.index("face"):
            points[owned] = all_points[wanted][owner[owned]]
    return positive, counts, boxes, points


def inside(centres: Tensor, boxes: Tensor) -> Tensor:
    """(A, N) bool: which cells' centres lie in which boxes."""
    off = centres[:, None] - boxes[None, :, :2]
    return ((off >= 0) & (off <= boxes[None, :, 2:])).all(-1)


def owners(boxes: Tensor, centres: Tensor, strides: Tensor) -> Tensor:
    """(A,) int64: the box each cell answers for, −1 for none."""
    middle = boxes[:, :2] + boxes[:, 2:] / 2
    size = boxes[:, 2:].prod(1).sqrt()
    off = (centres[:, None] - middle[None]).abs()
    limits = torch.tensor([SIZES[STRIDES.index(int(stride))] for stride in strides.tolist()])
    suits = (size[None] >= limits[:, :1]) & (size[None] < limits[:, 1:])
    near = (off <= RADIUS * strides[:, None, None]).all(-1) & inside(centres, boxes)
    candidate = near & suits
    distance = off.square().sum(-1).masked_fill(~suits, float("inf"))
    nearest = distance.argmin(0)  # an object beyond the edge has the cell at the edge
    candidate[nearest, torch.arange(len(boxes))] = True
    rank = size[None].expand(len(centres), -1).masked_fill(~candidate, float("inf"))
    owner = rank.argmin(1)
    owner[~candidate.any(1)] = -1
    return _nobody_left_out(owner, nearest, size)


def _nobody_left_out(owner: Tensor, nearest: Tensor, size: Tensor) -> Tensor:
    """The cell nearest to an object is its own, unless a smaller object has the same one."""
    for box in size.argsort(descending=True).tolist():
        owner[nearest[box]] = box
    return owner
