# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Pictures that a detector learns in seconds: each kind is a rectangle of its own colour on a grey ground."""

from __future__ import annotations

import numpy as np

from bauta_models.data.picture import ALL_KINDS, FACE, POINTS, Picture

COLOURS = ((230, 40, 40), (40, 220, 40), (50, 60, 240), (230, 220, 40))
POINTS_AT = np.array([[0.3, 0.3], [0.7, 0.3], [0.5, 0.5], [0.3, 0.8], [0.7, 0.8]], np.float32)


class Rectangles:
    """A training stream of them; picture n depends on the seed and n only."""

    def __init__(self, width: int = 128, height: int = 96, seed: int = 1) -> None:
        self.width, self.height, self.seed = width, height, seed
        self.digest = f"rectangles-{seed}"

    def picture(self, index: int) -> Picture:
        random = np.random.default_rng((self.seed, index))
        pixels = random.normal(120, 12, (self.height, self.width, 3))
        boxes, kinds = [], []
        for _ in range(random.integers(1, 5)):
            size = random.uniform(12, 44, 2)
            box = np.array([*(random.uniform(0, (self.width, self.height) - size)), *size])
            if any(np.abs(box[:2] + box[2:] / 2 - other[:2] - other[2:] / 2).max() < 44 for other in boxes):
                continue
            kind = int(random.integers(0, 4))
            x, y, w, h = box.round().astype(int)
            pixels[y : y + h, x : x + w] = COLOURS[kind]
            boxes.append(np.array([x, y, w, h], float))
            kinds.append(kind)
        boxes = np.array(boxes, np.float32).reshape(-1, 4)
        points = boxes[:, None, :2] + boxes[:, None, 2:] * POINTS_AT
        points[np.array(kinds) != FACE] = np.nan
        return Picture(
            pixels.clip(0, 255).astype(np.uint8), boxes, np.array(kinds), points, np.zeros(len(boxes), bool), ALL_KINDS
        )

    def __iter__(self):
        index = 0
        while True:
            yield self.picture(index)
            index += 1


def picture(width=160, height=96, boxes=(), kinds=(), ignore=None, complete=ALL_KINDS, points=None) -> Picture:
    """A black picture with these labels."""
    count = len(boxes)
    return Picture(
        np.zeros((height, width, 3), np.uint8),
        np.array(boxes, np.float32).reshape(-1, 4),
        np.array(kinds, np.int64),
        np.full((count, POINTS, 2), np.nan, np.float32) if points is None else points,
        np.zeros(count, bool) if ignore is None else np.array(ignore),
        complete,
    )
