# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What every room of the factory passes on: pictures with labels, and what a detector found.

The same types serve training (``Picture`` out of a ``TrainingStream``), judging (``Picture`` against ``Detections``)
and the teachers (``Detections`` turned into labels). They hold numpy arrays only, so none needs PyTorch.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np

KINDS = ("face", "head", "person", "plate")
"""The kinds of object, in the order of their numbers: ``KINDS[k]`` is the name of kind ``k``."""

FACE, HEAD, PERSON, PLATE = range(len(KINDS))

VEHICLE = len(KINDS)
"""Nothing that a network finds, but what plates are on: where it is to be ignored, nobody has looked for them."""

POINTS = 5
"""Points of a face: the eye on the left of the picture, the other eye, the nose, the left and right mouth corner."""

ALL_KINDS = frozenset(range(len(KINDS)))


def _array(value: object, dtype: type, shape: tuple[int, ...], what: str) -> np.ndarray:
    array = np.asarray(value, dtype=dtype)
    if array.size == 0 and array.shape != shape and 0 in shape:
        array = array.reshape(shape)
    if array.shape != shape:
        raise ValueError(f"{what} has shape {array.shape}, not {shape}")
    return array


@dataclass(frozen=True)
class Picture:
    """One labelled picture.

    ``pixels`` is (H, W, 3) uint8 RGB. ``boxes`` is (N, 4) float32 ``x, y, w, h`` in pixels, origin at the top left;
    a box may reach over the edge. ``kinds`` is (N,) int64, an index into ``KINDS``. ``points`` is (N, 5, 2) float32
    ``x, y`` in pixels, NaN where unknown. ``ignore`` is (N,) bool: neither object nor background. ``complete`` holds
    the kinds for which no box means background; of any other kind the absence of a box says nothing. ``source`` is the
    name of the set, ``name`` that of the picture inside it.

    Raises ``ValueError`` where shapes do not agree.
    """

    pixels: np.ndarray
    boxes: np.ndarray
    kinds: np.ndarray
    points: np.ndarray
    ignore: np.ndarray
    complete: frozenset[int] = field(default_factory=frozenset)
    source: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        pixels = np.asarray(self.pixels)
        if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8:
            raise ValueError(f"pixels are {pixels.dtype} {pixels.shape}, not uint8 (H, W, 3)")
        count = len(self.kinds)
        object.__setattr__(self, "boxes", _array(self.boxes, np.float32, (count, 4), "boxes"))
        object.__setattr__(self, "kinds", _array(self.kinds, np.int64, (count,), "kinds"))
        object.__setattr__(self, "points", _array(self.points, np.float32, (count, POINTS, 2), "points"))
        object.__setattr__(self, "ignore", _array(self.ignore, bool, (count,), "ignore"))
        object.__setattr__(self, "complete", frozenset(int(kind) for kind in self.complete))

    @property
    def height(self) -> int:
        """Rows of pixels."""
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        """Columns of pixels."""
        return int(self.pixels.shape[1])


@dataclass(frozen=True)
class Detections:
    """What a detector found in one picture, in pixels of that picture.

    ``boxes`` is (N, 4) float32 ``x, y, w, h``; ``scores`` (N,) float32 in 0..1; ``kinds`` (N,) int64; ``points``
    (N, 5, 2) float32, NaN where the detector gives none. Raises ``ValueError`` where shapes do not agree.
    """

    boxes: np.ndarray
    scores: np.ndarray
    kinds: np.ndarray
    points: np.ndarray

    def __post_init__(self) -> None:
        count = len(self.scores)
        object.__setattr__(self, "boxes", _array(self.boxes, np.float32, (count, 4), "boxes"))
        object.__setattr__(self, "scores", _array(self.scores, np.float32, (count,), "scores"))
        object.__setattr__(self, "kinds", _array(self.kinds, np.int64, (count,), "kinds"))
        object.__setattr__(self, "points", _array(self.points, np.float32, (count, POINTS, 2), "points"))

    def __len__(self) -> int:
        return len(self.scores)

    def of_kind(self, kind: int) -> Detections:
        """Only those of one kind."""
        chosen = self.kinds == kind
        return Detections(self.boxes[chosen], self.scores[chosen], self.kinds[chosen], self.points[chosen])

    @staticmethod
    def none() -> Detections:
        """Nothing found."""
        return Detections(np.zeros((0, 4)), np.zeros(0), np.zeros(0), np.zeros((0, POINTS, 2)))


class Detector(Protocol):
    """Anything that finds objects in a picture: our networks, a teacher, a rival."""

    def detect(self, pixels: np.ndarray) -> Detections:
        """Finds objects in (H, W, 3) uint8 RGB pixels; every score that the detector gives, best first."""
        ...


class PictureSource(Protocol):
    """Pictures that can be read by number: ``source[index, rng]``."""

    def __len__(self) -> int: ...

    def __getitem__(self, key: tuple[int, np.random.Generator]) -> Picture:
        """The picture of number ``key[0]``; ``key[1]`` decides whatever a drawn source draws."""
        ...


class TrainingPictures(Protocol):
    """Pictures for training: all of one size, augmented, endless. ``bauta_models.data.stream.TrainingStream`` is ours.

    Built as ``TrainingStream(width, height, seed, shared)``; the picture of a number depends on the seed and that
    number only, so a run that resumes at step n sees what it would have seen. ``digest`` is the SHA-256 of all it
    draws from.
    """

    width: int
    height: int
    digest: str

    def picture(self, index: int) -> Picture:
        """The picture of that number."""
        ...

    def __iter__(self) -> Iterator[Picture]: ...


def only(picture: Picture, kinds: Collection[int]) -> Picture:
    """The picture as if it told of no other kinds."""
    told = with_boxes(picture, np.isin(picture.kinds, list(kinds)))
    return replace(told, complete=picture.complete & frozenset(kinds))


def with_boxes(picture: Picture, keep: np.ndarray) -> Picture:
    """The picture with those of its boxes alone that are to be kept, (N,) bool."""
    rows = {name: getattr(picture, name)[keep] for name in ("boxes", "kinds", "points", "ignore")}
    return replace(picture, **rows)


def find_shared(given: str | Path | None = None) -> Path | None:
    """The folder that holds ``data``: the one given, else ``BAUTA_SHARED``, else ``shared`` beside the checkout.

    Returns ``None`` where there is none, so that a caller can skip with a reason.
    """
    candidates = [given, os.environ.get("BAUTA_SHARED")]
    here = Path(__file__).resolve()
    candidates += [up.parent / "shared" for up in here.parents if (up / "models" / "pyproject.toml").exists()]
    for candidate in candidates:
        if candidate and (Path(candidate) / "data").is_dir():
            return Path(candidate)
    return None
