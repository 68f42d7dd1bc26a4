# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Pictures that need no data: drawn rooms and streets without people, and cartoon faces.

They let every recipe run anywhere for its smoke test, and thicken the backgrounds otherwise.
"""

from __future__ import annotations

import cv2
import numpy as np

from bauta_models.data.picture import ALL_KINDS, Picture
from bauta_models.data.sources import Crop, box_of_points

SKIN = ((245, 215, 195), (230, 185, 150), (205, 150, 110), (160, 110, 75), (115, 75, 50), (75, 50, 38))


def background(width: int, height: int, rng: np.random.Generator) -> Picture:
    """A scene of soft gradients, boxes and lines that holds none of the kinds: complete for all, without boxes."""
    coarse = rng.integers(20, 235, (int(rng.integers(2, 7)), int(rng.integers(2, 9)), 3)).astype(np.uint8)
    pixels = cv2.resize(
        coarse, (width, height), interpolation=cv2.INTER_CUBIC if rng.random() < 0.6 else cv2.INTER_NEAREST
    )
    for _ in range(int(rng.integers(3, 16))):
        colour = tuple(int(value) for value in rng.integers(0, 255, 3))
        x, y = int(rng.integers(-10, width)), int(rng.integers(-10, height))
        w, h = int(rng.integers(3, width // 2)), int(rng.integers(3, height // 2))
        if rng.random() < 0.6:
            cv2.rectangle(pixels, (x, y), (x + w, y + h), colour, -1 if rng.random() < 0.6 else 1)
        else:
            cv2.line(pixels, (x, y), (x + w, y + h), colour, int(rng.integers(1, 4)), cv2.LINE_AA)
    empty = np.zeros
    return Picture(pixels, empty((0, 4)), empty(0), empty((0, 5, 2)), empty(0, bool), ALL_KINDS, "drawn", "background")


class DrawnFaces:
    """As many cartoon faces as asked for; the same number is always the same face."""

    def __init__(self, count: int = 64, seed: int = 1) -> None:
        self._count, self._seed = count, seed

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> Crop:
        if not 0 <= index < self._count:
            raise IndexError(index)
        rng = np.random.default_rng([self._seed, index])
        skin = np.float32(SKIN[int(rng.integers(0, len(SKIN)))]) * rng.uniform(0.85, 1.05)
        pixels = np.full((128, 128, 3), np.clip(skin, 0, 255), np.float32).astype(np.uint8)
        points = np.float32([[42, 44], [86, 44], [64, 68], [47, 92], [81, 92]]) + rng.normal(0, 2, (5, 2)).astype(
            np.float32
        )
        shade = tuple(int(value) for value in skin * 0.65)
        for eye in points[:2]:
            place = (int(eye[0]), int(eye[1]))
            cv2.ellipse(pixels, place, (9, 5), 0, 0, 360, (240, 240, 240), -1, cv2.LINE_AA)
            cv2.circle(pixels, place, 4, tuple(int(value) for value in rng.integers(10, 90, 3)), -1, cv2.LINE_AA)
            cv2.line(pixels, (place[0] - 11, place[1] - 11), (place[0] + 11, place[1] - 12), shade, 3, cv2.LINE_AA)
        cv2.line(pixels, (int(points[2, 0]), 50), (int(points[2, 0]), int(points[2, 1])), shade, 3, cv2.LINE_AA)
        lips = ((points[3] + points[4]) / 2).astype(int)
        cv2.ellipse(pixels, (int(lips[0]), int(lips[1])), (16, 5), 0, 0, 360, (165, 70, 75), -1, cv2.LINE_AA)
        return Crop(cv2.GaussianBlur(pixels, (0, 0), 1), points, box_of_points(points), f"drawn-{index}")
