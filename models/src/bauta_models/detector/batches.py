# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Batches for training: picture number n is the same in every run, however many processes prepare them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset, Sampler

from bauta_models.data.picture import Picture, TrainingPictures
from bauta_models.detector.targets import assign

MIRRORED_POINTS = [1, 0, 2, 4, 3]
"""Each of the five points of a face, by the one that takes its place in a mirror."""

MakePictures = Callable[[], TrainingPictures]
Assign = Callable[[list[Picture]], Any]
"""Pictures to what a network should say of them, with ``to`` for another device."""


@dataclass
class Batch:
    """``planes`` (B, 3, H, W) uint8 RGB and what the network should say of them."""

    planes: torch.Tensor
    targets: Any


class _Batches(Dataset):
    """Batch number n holds pictures n · size / 2 on, each with its mirror image. Each process opens its own pictures.

    Preparing a picture takes longer than a step on it, so each is used twice (data echoing, arXiv:1907.05550).
    """

    def __init__(self, make: MakePictures, size: int, assign: Assign) -> None:
        self._make, self._size, self._assign, self._pictures = make, size, assign, None

    def __getitem__(self, number: int) -> Batch:
        self._pictures = self._pictures or self._make()
        half = self._size // 2
        once = [self._pictures.picture(index) for index in range(number * half, (number + 1) * half)]
        pictures = [*once, *(mirrored(picture) for picture in once)]
        planes = np.stack([picture.pixels.transpose(2, 0, 1) for picture in pictures])
        return Batch(torch.from_numpy(planes), self._assign(pictures))


class _From(Sampler):
    """Numbers from ``first`` to ``end``."""

    def __init__(self, first: int, end: int) -> None:
        self._numbers = range(first, end)

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def mirrored(picture: Picture) -> Picture:
    """The picture in a mirror: what was left is right, of eyes and mouth corners too."""
    boxes, points = picture.boxes.copy(), picture.points[:, MIRRORED_POINTS].copy()
    boxes[:, 0] = picture.width - boxes[:, 0] - boxes[:, 2]
    points[..., 0] = picture.width - points[..., 0]
    return replace(picture, pixels=np.ascontiguousarray(picture.pixels[:, ::-1]), boxes=boxes, points=points)


def batches(
    make: MakePictures, size: int, first: int, end: int, processes: int, *, assign: Assign = assign
) -> DataLoader:
    """Batches ``first`` to ``end`` − 1 of ``size`` pictures, prepared by so many other processes (0: by this one);
    ``assign`` tells what a network should say of them.

    Raises ``ValueError`` where ``size`` is odd: half of them are mirror images of the others.
    """
    if size % 2:
        raise ValueError(f"a batch holds pictures and their mirror images, so its size is even, not {size}")
    return DataLoader(
        _Batches(make, size, assign),
        batch_size=None,
        sampler=_From(first, end),
        num_workers=processes,
        worker_init_fn=_one_thread,
        pin_memory=False,
    )


def _one_thread(_: int) -> None:
    torch.set_num_threads(1)
