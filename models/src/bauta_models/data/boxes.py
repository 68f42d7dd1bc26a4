# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Arithmetic of boxes ``x, y, w, h`` (float32, pixels) that data and judging share."""

from __future__ import annotations

import numpy as np


def intersections(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Shared area in square pixels of every pair: (N, 4) and (M, 4) to (N, M)."""
    a, b = first[:, None, :], second[None, :, :]
    left_top = np.maximum(a[..., :2], b[..., :2])
    right_bottom = np.minimum(a[..., :2] + a[..., 2:], b[..., :2] + b[..., 2:])
    return np.prod(np.maximum(right_bottom - left_top, 0), axis=-1)


def overlaps(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Intersection over union of every pair: (N, 4) and (M, 4) to (N, M) in 0..1."""
    shared = intersections(first, second)
    union = areas(first)[:, None] + areas(second)[None, :] - shared
    return shared / np.maximum(union, 1e-9)


def covered(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Share of each box of ``first`` that lies inside each of ``second``: (N, M) in 0..1."""
    return intersections(first, second) / np.maximum(areas(first)[:, None], 1e-9)


def areas(boxes: np.ndarray) -> np.ndarray:
    """Area in square pixels: (N, 4) to (N,)."""
    return np.maximum(boxes[:, 2], 0) * np.maximum(boxes[:, 3], 0)


def sizes(boxes: np.ndarray) -> np.ndarray:
    """Size of a box as the size buckets count it: the square root of its area, in pixels."""
    return np.sqrt(areas(boxes))


def suppress(boxes: np.ndarray, scores: np.ndarray, overlap: float = 0.45, most: int = 600) -> np.ndarray:
    """Greedy non-maximum suppression of the ``most`` best: indices to keep, best score first."""
    order = np.argsort(-scores, kind="stable")[:most]
    kept: list[int] = []
    while order.size:
        best, order = order[0], order[1:]
        kept.append(int(best))
        if order.size:
            order = order[overlaps(boxes[best : best + 1], boxes[order])[0] <= overlap]
    return np.asarray(kept, dtype=np.int64)


def clipped(boxes: np.ndarray, width: float, height: float) -> np.ndarray:
    """The parts of boxes that lie inside a picture; one wholly outside gets no area."""
    left_top = np.clip(boxes[:, :2], 0, (width, height))
    right_bottom = np.clip(boxes[:, :2] + boxes[:, 2:], 0, (width, height))
    return np.concatenate([left_top, right_bottom - left_top], axis=1).astype(np.float32)


def around(points: np.ndarray) -> np.ndarray:
    """The boxes that just hold the points: (N, P, 2) to (N, 4)."""
    low, high = points.min(axis=1), points.max(axis=1)
    return np.concatenate([low, high - low], axis=1).astype(np.float32)
