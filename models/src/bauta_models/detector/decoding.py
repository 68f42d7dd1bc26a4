# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""From the network's three tensors to detections: what is likely enough, and of what overlaps the best."""

from __future__ import annotations

import numpy as np

from bauta_models.data.picture import KINDS, POINTS, Detections

OVERLAP = 0.45
"""Of two boxes of a kind with a larger IoU the one with the lower score goes."""

CANDIDATES = 1000
"""Cells of one kind that are looked at; an untrained network calls every cell a little likely."""

LEAST_SCORE = 0.05
MOST = 300
"""Detections of one kind that a picture may hold; the best are kept."""


def detections(
    scores: np.ndarray, boxes: np.ndarray, points: np.ndarray, least_score: float = LEAST_SCORE
) -> Detections:
    """Detections of one picture, best first.

    ``scores`` (K, A) float32 in 0..1; ``boxes`` (4K, A) float32, x of all kinds, then y, w, h; ``points`` (10, A)
    float32, x of a face's points, then y. Cells below ``least_score`` are passed over.
    """
    found = []
    boxes = boxes.reshape(4, len(KINDS), -1)
    points = points.reshape(2, POINTS, -1)
    for kind in range(len(KINDS)):
        likely = np.flatnonzero(scores[kind] >= least_score)
        likely = likely[np.argsort(-scores[kind, likely], kind="stable")][:CANDIDATES]
        kept = likely[suppress(boxes[:, kind, likely].T, OVERLAP, MOST)]
        faces = kind == KINDS.index("face")
        found.append(
            (
                boxes[:, kind, kept].T,
                scores[kind, kept],
                np.full(len(kept), kind),
                points[:, :, kept].T if faces else np.full((len(kept), POINTS, 2), np.nan),
            )
        )
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
