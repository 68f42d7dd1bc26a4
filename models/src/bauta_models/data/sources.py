# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Readers of the shared data: pictures of people, face crops with five points, and frames of clips.

They read the tar files where they lie; nothing is unpacked or copied. Every reader takes the ``Side`` of the split it
may show.
"""

from __future__ import annotations

import csv
import gzip
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import cv2
import numpy as np

from bauta_models.data.boxes import around
from bauta_models.data.cache import TeacherCache
from bauta_models.data.labels import hand_made, labelled, nobody
from bauta_models.data.marked import marked_plates
from bauta_models.data.picture import Picture
from bauta_models.data.splits import Side, clip_side, near_duplicates, picture_group, side_of, thumbnail

MOST_DECODED = 1024
"""Pictures of people that stay decoded: all of one side, below 410 MB. Training looks at each hundreds of times."""

PEOPLE = ("street", "coco", "maskface", "cctv")

NEGATIVE_CLIPS = frozenset({"car-detection.mp4"})
"""Clips in which no person shows, so that every frame is background for faces, heads and persons."""


def read_tar(file: Path) -> dict[str, bytes]:
    """All members of a tar file by name. Raises ``FileNotFoundError``."""
    with tarfile.open(file) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar if member.isfile()}


def decoded(jpeg: bytes, flags: int = cv2.IMREAD_COLOR) -> np.ndarray:
    """(H, W, 3) uint8 RGB of a JPEG. Raises ``ValueError`` for one that cannot be decoded."""
    pixels = cv2.imdecode(np.frombuffer(jpeg, np.uint8), flags)
    if pixels is None:
        raise ValueError("a picture of the shared data cannot be decoded")
    return pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)


class People:
    """``people/people.tar`` with labels; a ``PictureSource``.

    On the training side labels are filled by the teachers where the cache has them, and pictures that look like a
    held-out one are left out; on the held-out side there is only what hands made.
    """

    def __init__(self, shared: Path, side: Side, cache: TeacherCache | None = None) -> None:
        folder = shared / "data" / "people"
        self._jpegs = read_tar(folder / "people.tar")
        lines = (folder / "people.jsonl").read_text().splitlines()
        every = [json.loads(line) for line in lines]
        chosen = [record for record in every if side_of(picture_group(record["file"])) == side]
        if side is Side.TRAINING:
            chosen = self._unlike_held_out(every, chosen)
        self.records = chosen
        self._side = side
        self._cache = cache
        self._pixels = lru_cache(MOST_DECODED)(self._decoded)

    def __len__(self) -> int:
        return len(self.records)

    def __getitem__(self, key: tuple[int, np.random.Generator | None]) -> Picture:
        record = self.records[key[0]]
        return Picture(
            self._pixels(record["file"]), **self._labels[key[0]], source=record["source"], name=record["file"]
        )

    def _decoded(self, name: str) -> np.ndarray:
        pixels = decoded(self._jpegs[name])
        pixels.flags.writeable = False  # it is given out again and again
        return pixels

    def labels(self, number: int) -> dict:
        """The labels of a picture, as ``Picture`` takes them, without reading its pixels."""
        return self._labels[number]

    @cached_property
    def _labels(self) -> list[dict]:
        plates = marked_plates()
        if self._side is Side.HELD_OUT:
            return [hand_made(record, plates.get(record["file"])).arrays() for record in self.records]
        taught = self._cache.taught if self._cache else lambda _: None
        return [
            labelled(record, taught(record["file"]), plates.get(record["file"])).arrays() for record in self.records
        ]

    @cached_property
    def vehicles(self) -> list[np.ndarray]:
        """For each picture the boxes (N, 4) where a teacher saw a vehicle surely; empty without a teacher."""
        taught = [self._cache.taught(record["file"]) if self._cache else None for record in self.records]
        return [
            np.zeros((0, 4), np.float32) if one is None else one.vehicles[one.vehicles[:, 4] >= 0.5, :4]
            for one in taught
        ]

    def without_people(self) -> list[int]:
        """Numbers of the pictures that hold nobody, so that faces may be pasted onto them freely."""
        return [number for number, record in enumerate(self.records) if nobody(record)]

    def _unlike_held_out(self, every: list[dict], chosen: list[dict]) -> list[dict]:
        own = {record["file"] for record in chosen}
        held = [record for record in every if record["file"] not in own]
        near = near_duplicates(self._thumbnails(chosen), self._thumbnails(held))
        return [record for record, alike in zip(chosen, near, strict=True) if not alike]

    def _thumbnails(self, records: list[dict]) -> np.ndarray:
        reduced = cv2.IMREAD_REDUCED_GRAYSCALE_4
        found = [thumbnail(decoded(self._jpegs[record["file"]], reduced)) for record in records]
        return np.stack(found) if found else np.zeros((0, 144), np.float32)


@dataclass(frozen=True)
class Crop:
    """One face crop: (H, W, 3) uint8 RGB, points (5, 2) and box (4,) float32 in its pixels, and what is said of it.

    ``gender`` and ``ethnicity`` are the numbers of UTKFace (0 male, 1 female; 0 White to 4 other), -1 where unknown.
    """

    pixels: np.ndarray
    points: np.ndarray
    box: np.ndarray
    name: str
    gender: int = -1
    ethnicity: int = -1
    age: int = -1


class Faces:
    """``faces/utk-128.tar`` and ``faces/ytf-128.tar``: crops that are pasted into scenes."""

    def __init__(self, shared: Path, side: Side, sets: tuple[str, ...] = ("utk", "ytf")) -> None:
        folder = shared / "data" / "faces"
        self._jpegs: dict[str, bytes] = {}
        self._rows: list[dict] = []
        for name in sets:
            self._jpegs |= read_tar(folder / f"{name}-128.tar")
            file = folder / ("utk-128.csv.gz" if name == "utk" else "ytf-128-landmarks.csv.gz")
            with gzip.open(file, "rt") as lines:
                self._rows += [
                    row for row in csv.DictReader(lines) if side_of(row.get("identity") or row["file"]) == side
                ]

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int) -> Crop:
        row = self._rows[index]
        pixels = decoded(self._jpegs[row["file"]])
        if "x67" in row:
            marks = np.float32([[row[f"x{i}"], row[f"y{i}"]] for i in range(68)])
            return Crop(pixels, five_points(marks), box_of_68(marks), row["file"])
        points = np.float32([[row[f"x{i}"], row[f"y{i}"]] for i in range(5)])
        about = {key: int(row[key]) for key in ("gender", "ethnicity", "age")}
        return Crop(pixels, points, box_of_points(points), row["file"], **about)


def five_points(marks: np.ndarray) -> np.ndarray:
    """Five points (5, 2) of 68 landmarks (68, 2) in the usual order."""
    return np.stack([marks[36:42].mean(0), marks[42:48].mean(0), marks[30], marks[48], marks[54]]).astype(np.float32)


def box_of_68(marks: np.ndarray) -> np.ndarray:
    """The face box (4,) of 68 landmarks; the share of forehead is the median of what YuNet draws on the same crops."""
    x, y, w, h = around(marks[None])[0]
    return np.float32([x + 0.03 * w, y - 0.33 * h, 0.94 * w, 1.30 * h])


def box_of_points(points: np.ndarray) -> np.ndarray:
    """The face box (4,) of five points; proportions are the medians of what YuNet draws on the same crops."""
    eyes, mouth = points[:2].mean(0), points[3:].mean(0)
    size = max(float(np.linalg.norm(mouth - eyes)), float(np.linalg.norm(points[1] - points[0])))
    middle = points.mean(0) + np.float32([0.0, -0.21 * size])
    side = np.float32([2.18 * size, 2.92 * size])
    return np.concatenate([middle - side / 2, side]).astype(np.float32)


def clip_files(shared: Path, side: Side) -> list[Path]:
    """The clips of one side, by name."""
    return [file for file in sorted((shared / "data" / "video").iterdir()) if clip_side(file.name) == side]


def frames(clip: Path, every: int = 1, longest: int | None = None) -> Iterator[tuple[int, np.ndarray]]:
    """Frames of a clip as (number, (H, W, 3) uint8 RGB), each ``every``-th, at most ``longest`` pixels a side.

    Raises ``ValueError`` for a clip that cannot be opened.
    """
    opened = cv2.VideoCapture(str(clip))
    if not opened.isOpened():
        raise ValueError(f"{clip.name} cannot be opened as a video")
    number = 0
    try:
        while opened.grab():
            if number % every == 0:
                pixels = cv2.cvtColor(opened.retrieve()[1], cv2.COLOR_BGR2RGB)
                yield number, _at_most(pixels, longest)
            number += 1
    finally:
        opened.release()


def frames_per_second(clip: Path) -> float:
    """The frame rate that a clip states."""
    opened = cv2.VideoCapture(str(clip))
    rate = opened.get(cv2.CAP_PROP_FPS)
    opened.release()
    return rate if rate > 0 else 10.0


def _at_most(pixels: np.ndarray, longest: int | None) -> np.ndarray:
    scale = 1.0 if longest is None else longest / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = (round(pixels.shape[1] * scale), round(pixels.shape[0] * scale))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
