# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Whole persons, cut out of pictures with soft edges and pasted into others at any size.

Pictures of people are few and most show them at one size; a person before many backgrounds teaches what is person and
what is place (Dwibedi, Misra, Hebert: "Cut, Paste and Learn", arXiv:1708.01642). So that the edge of a paste does not
become the mark of a person, pieces of pictures of nobody are pasted in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from bauta_models.data.boxes import areas, clipped
from bauta_models.data.labels import Labels
from bauta_models.data.picture import PERSON, PLATE, VEHICLE, Picture
from bauta_models.data.scenes import Scene, blend
from bauta_models.data.sources import People

LEAST_HEIGHT = 40
"""Pixels: a smaller person is too coarse to be shown larger."""

MARGIN = 0.07
"""How much of a box's height is cut along on each side, for the edge to fade in."""


@dataclass(frozen=True)
class Cutout:
    """``pixels`` (H, W, 4) uint8 RGBA, and the labels of what is in it, in its pixels."""

    pixels: np.ndarray
    labels: Labels


class Persons:
    """The persons of ``people.tar`` that are shown whole and large enough."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._nobody = people.without_people()
        self._places = [
            (number, label)
            for number in range(len(people))
            for label in _whole(people.labels(number), people.records[number])
        ]

    def __len__(self) -> int:
        return len(self._places)

    def cutout(self, height: float, rng: np.random.Generator) -> Cutout:
        """Any person, ``height`` pixels tall or as much smaller as its picture allows, perhaps mirrored."""
        number, label = self._places[int(rng.integers(0, len(self._places)))]
        picture = self._people[number, None]
        return cut(picture, picture.boxes[label], height, rng)

    def piece(self, height: float, rng: np.random.Generator) -> Cutout | None:
        """A piece of a picture of nobody, in the shape of a person; ``None`` without such pictures."""
        if not self._nobody:
            return None
        picture = self._people[self._nobody[int(rng.integers(0, len(self._nobody)))], None]
        tall = rng.uniform(0.3, 0.9) * picture.height
        wide = min(tall * rng.uniform(0.3, 0.6), 0.8 * picture.width)
        place = rng.uniform(0, 1, 2) * (picture.width - wide, picture.height - tall)
        return cut(picture, np.float32([*place, wide, tall]), height, rng)


def among(scene: Scene, persons: Persons, count: int, rng: np.random.Generator) -> None:
    """Pastes persons, the small ones first, and for every three of them a piece of nobody."""
    height, width = scene.pixels.shape[:2]
    middle = np.exp(rng.uniform(np.log(22), np.log(0.8 * height)))
    for size in np.sort(np.clip(middle * np.exp(rng.normal(0, 0.35, count)), 16, 1.1 * height)):
        cutout = persons.piece(size, rng) if rng.random() < 0.25 else persons.cutout(size, rng)
        if cutout is not None:
            wide = cutout.pixels.shape[1]
            paste(scene, cutout, rng.uniform(-0.2 * wide, width - 0.8 * wide), rng.uniform(-0.1, 0.9) * height, rng)


def paste(scene: Scene, cutout: Cutout, x: float, y: float, rng: np.random.Generator) -> None:
    """Lays a cutout with its top left corner at ``x, y``; one that would stand below the picture is moved up."""
    tall, wide = cutout.pixels.shape[:2]
    left, top = round(x), round(min(y, scene.pixels.shape[0] - 0.7 * tall))
    scene.hide(np.float32([left + 0.1 * wide, top, 0.8 * wide, tall]))
    blend(scene.pixels, cutout.pixels, left, top, rng)
    labels, shift = cutout.labels, np.float32([left, top])
    for box, kind, points, ignore in zip(labels.boxes, labels.kinds, labels.points, labels.ignore, strict=True):
        scene.labels.add(kind, np.concatenate([box[:2] + shift, box[2:]]), ignore, points + shift)


def cut(picture: Picture, box: np.ndarray, height: float, rng: np.random.Generator) -> Cutout:
    """What is in a box (4,) of a picture, at most 1.3 times enlarged, with edges that fade over a margin."""
    margin = MARGIN * float(box[3])
    low = np.floor(np.maximum(box[:2] - margin, 0)).astype(int)
    high = np.ceil(np.minimum(box[:2] + box[2:] + margin, (picture.width, picture.height))).astype(int)
    part = picture.pixels[low[1] : high[1], low[0] : high[0]]
    scale = min(height / max(float(box[3]), 1.0), 1.3)
    size = (max(4, round(part.shape[1] * scale)), max(8, round(part.shape[0] * scale)))
    small = cv2.resize(part, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    labels = _inside(picture, low, high, scale)
    if rng.random() < 0.5:
        small, labels = small[:, ::-1], _mirrored(labels, size[0])
    fade = max(1, round(margin * scale * rng.uniform(0.4, 1.0)))
    return Cutout(np.dstack([small, _faded(size, fade)]), labels)


def _whole(labels: dict, record: dict) -> list[int]:
    """Numbers of a picture's labels that are persons, whole, of a person's shape."""
    width, height = record["width"], record["height"]
    x, y, w, h = labels["boxes"].T if len(labels["boxes"]) else np.zeros((4, 0))
    inside = (x >= 0) & (y >= 0) & (x + w <= width) & (y + h <= height)
    upright = (h >= LEAST_HEIGHT) & (h > 1.3 * w) & (h < 4.5 * w)
    return np.flatnonzero((labels["kinds"] == PERSON) & ~labels["ignore"] & inside & upright).tolist()


def _inside(picture: Picture, low: np.ndarray, high: np.ndarray, scale: float) -> Labels:
    """Labels of what lies inside; of what is cut through, ignored ones."""
    labels = Labels()
    if not len(picture.kinds):
        return labels
    shifted = picture.boxes - np.float32([*low, 0, 0])
    seen = clipped(shifted, *(high - low))
    share = areas(seen) / np.maximum(areas(shifted), 1e-6)
    for at in np.flatnonzero((share > 0.1) & ~np.isin(picture.kinds, (PLATE, VEHICLE))):
        labels.add(
            int(picture.kinds[at]),
            seen[at] * scale,
            bool(picture.ignore[at]) or share[at] < 0.8,
            (picture.points[at] - np.float32(low)) * scale,
        )
    return labels


def _mirrored(labels: Labels, width: int) -> Labels:
    turned = Labels()
    for box, kind, points, ignore in zip(labels.boxes, labels.kinds, labels.points, labels.ignore, strict=True):
        there = points[[1, 0, 2, 4, 3]] * np.float32([-1, 1]) + np.float32([width, 0])
        turned.add(kind, np.float32([width - box[0] - box[2], *box[1:]]), ignore, there)
    return turned


def _faded(size: tuple[int, int], fade: int) -> np.ndarray:
    """(H, W) uint8: opaque in the middle, nothing at the edge."""
    across, down = (np.minimum(np.arange(side) + 0.5, side - np.arange(side) - 0.5) / fade for side in size)
    return (np.clip(np.minimum(across[None], down[:, None]), 0, 1) * 255).astype(np.uint8)
