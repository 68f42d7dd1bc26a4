# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""From the network's three tensors to detections: what is likely enough, and of what overlaps the best."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bauta_models.data.picture import FACE, KINDS, POINTS, Detections

OVERLAP = 0.45
"""Of two boxes of a kind with a larger IoU the one with the lower score goes."""

CANDIDATES = 1000
"""Cells of one kind that are looked at; an untrained network calls every cell a little likely."""

LEAST_SCORE = 0.05
EVERY = tuple(range(len(KINDS)))
MOST = 300
"""Detections of one kind that a picture may hold; the best are kept."""


def detections(
    scores: np.ndarray,
    boxes: np.ndarray,
    points: np.ndarray | None = None,
    *,
    least_score: float = LEAST_SCORE,
    kinds: Sequence[int] = EVERY,
) -> Detections:
    """Detections of one picture, best first.

    ``scores`` (K, A) float32 in 0..1; ``boxes`` (4K, A) float32, x of all kinds, then y, w, h; ``points`` (10, A)
    float32, x of a face's points, then y, of a network that finds faces. ``kinds`` are those of the K rows. Cells
    below ``least_score`` are passed over.
    """
    found = []
    boxes = boxes.reshape(4, len(kinds), -1)
    for row, kind in enumerate(kinds):
        likely = np.flatnonzero(scores[row] >= least_score)
        likely = likely[np.argsort(-scores[row, likely], kind="stable")][:CANDIDATES]
        kept = likely[suppress(boxes[:, row, likely].T, OVERLAP, MOST)]
        if kind == FACE:
            places = points.reshape(2, POINTS, -1)[:, :, kept].T
        else:
            places = np.full((len(kept), POINTS, 2), np.nan)
        found.append((boxes[:, row, kept].T, scores[row, kept], np.full(len(kept), kind), places))
    joined = [np.concatenate(part) for part in zip(*found, strict=True)]
    order = np.argsort(-joined[1], kind="stable")
    return Detections(*(part[order] for part in joined))


def suppress(boxes: np.ndarray, overlap: float, most: int) -> np.ndarray:
    """Greedy non-maximum suppression: indices of the ``most`` kept of (N, 4) boxes ``x, y, w, h``, which come best
    first."""
    kept = []
    left = np.arange(len(boxes))
    area = boxes[:, 2] * boxes[:, 3]
    while len(left) and len(kept) < most:
        best, left = left[0], left[1:]
        kept.append(best)
        low = np.maximum(boxes[best, :2], boxes[left, :2])
        high = np.minimum(boxes[best, :2] + boxes[best, 2:], boxes[left, :2] + boxes[left, 2:])
        common = np.clip(high - low, 0, None).prod(1)
        left = left[common <= overlap * (area[best] + area[left] - common)]
    return np.array(kept, dtype=np.int64)
