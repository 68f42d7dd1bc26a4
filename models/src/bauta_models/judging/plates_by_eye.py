# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The plates of ``car-park-plates.mp4``, marked by eye: the only real plates that judging has.

``car_park_plates.csv`` beside this file has a row for every plate that a person can make out in a frame, in pixels of
the 2560 x 1920 frame; marked in five frames, between them moved along with the picture's motion and looked at.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np

from bauta_models.data.picture import PLATE, Picture
from bauta_models.data.sources import frames
from bauta_models.data.views import within

CLIP = "car-park-plates.mp4"
WINDOWS = ((0, 640, 1060, 795), (1500, 820, 1060, 795))
"""The parts of a frame that are judged, ``x, y, w, h``: the left row of cars and the right one."""

SIZE = (512, 384)
"""What a window is scaled to, and judged at: as large as the network sees it where a policy says ``reach: far``."""


def marked() -> dict[int, np.ndarray]:
    """Boxes (N, 4) float32 of the plates by frame number."""
    rows: dict[int, list] = defaultdict(list)
    with (Path(__file__).parent / "car_park_plates.csv").open() as lines:
        for row in csv.DictReader(lines):
            rows[int(row["frame"])].append([float(row[key]) for key in "xywh"])
    return {frame: np.float32(boxes) for frame, boxes in rows.items()}


def pictures(shared: Path) -> list[Picture]:
    """Two windows of every frame, complete for plates; one too small or cut off is ignored."""
    found = marked()
    made = []
    for number, pixels in frames(shared / "data" / "video" / CLIP):
        for x, y, w, h in WINDOWS:
            scale = SIZE[0] / w
            small = cv2.resize(pixels[y : y + h, x : x + w], SIZE, interpolation=cv2.INTER_AREA)
            boxes = (found[number] - np.float32([x, y, 0, 0])) * scale
            count = len(boxes)
            picture = Picture(
                small,
                boxes,
                np.full(count, PLATE),
                np.full((count, 5, 2), np.nan),
                np.zeros(count, bool),
                frozenset({PLATE}),
                "car park",
                f"{CLIP}#{number}@{x}",
            )
            made.append(within(picture, *SIZE))
    return made
