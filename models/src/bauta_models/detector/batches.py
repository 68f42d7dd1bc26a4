# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Batches for training: picture number n is the same in every run, however many processes prepare them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset, Sampler

from bauta_models.data.picture import TrainingPictures
from bauta_models.detector.targets import Targets, assign

MakePictures = Callable[[], TrainingPictures]


@dataclass
class Batch:
    """``planes`` (B, 3, H, W) uint8 RGB and what the network should say of them."""

    planes: torch.Tensor
    targets: Targets


class _Batches(Dataset):
    """Batch number n holds pictures n · size to n · size + size − 1. Each process opens its own pictures."""

    def __init__(self, make: MakePictures, size: int) -> None:
        self._make, self._size, self._pictures = make, size, None

    def __getitem__(self, number: int) -> Batch:
        self._pictures = self._pictures or self._make()
        first = number * self._size
        pictures = [self._pictures.picture(index) for index in range(first, first + self._size)]
        planes = np.stack([picture.pixels.transpose(2, 0, 1) for picture in pictures])
        return Batch(torch.from_numpy(planes), assign(pictures))


class _From(Sampler):
    """Numbers from ``first`` to ``end``."""

    def __init__(self, first: int, end: int) -> None:
        self._numbers = range(first, end)

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def batches(make: MakePictures, size: int, first: int, end: int, processes: int) -> DataLoader:
    """Batches ``first`` to ``end`` − 1 of ``size`` pictures, prepared by so many other processes (0: by this one)."""
    return DataLoader(
        _Batches(make, size),
        batch_size=None,
        sampler=_From(first, end),
        num_workers=processes,
        worker_init_fn=_one_thread,
        pin_memory=False,
    )


def _one_thread(_: int) -> None:
    torch.set_num_threads(1)
