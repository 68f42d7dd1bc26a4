# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Frames of the training clips as backgrounds: labelled by the teachers where they were asked, else not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from bauta_models.data.cache import TeacherCache
from bauta_models.data.labels import labelled
from bauta_models.data.picture import Picture
from bauta_models.data.sources import NEGATIVE_CLIPS, clip_files, frames
from bauta_models.data.splits import Side

EVERY = {"car-detection.mp4": 9}
LONGEST = 640


class Clips:
    """Some frames of each clip of one side, at most 640 pixels wide; a ``PictureSource``."""

    def __init__(self, shared: Path, side: Side, cache: TeacherCache | None = None) -> None:
        self.files = clip_files(shared, side)
        self._cache = cache
        self._frames: list[tuple[str, np.ndarray]] = []
        for file in self.files:
            for number, pixels in frames(file, EVERY.get(file.name, 4), LONGEST):
                self._frames.append((f"{file.name}#{number}", pixels))

    def __len__(self) -> int:
        return len(self._frames)

    def __getitem__(self, key: tuple[int, np.random.Generator | None]) -> Picture:
        name, pixels = self._frames[key[0]]
        empty = name.split("#")[0] in NEGATIVE_CLIPS
        record = {"source": "clip", "boxes": [], "complete": ["face", "head", "person"] if empty else []}
        labels = labelled(record, self._cache.taught(name) if self._cache else None)
        return Picture(pixels, **labels.arrays(), source="clip", name=name)

    def readers(self) -> Iterator[tuple[str, Callable[[], np.ndarray]]]:
        """Names and readers of all frames, as the teacher cache wants them."""
        for name, pixels in self._frames:
            yield name, lambda pixels=pixels: pixels
