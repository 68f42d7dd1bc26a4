# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Which detection is which object: greedy matching as in PASCAL VOC (Everingham et al., IJCV 2010), with ignored boxes.

A detection hits the free object that it overlaps most, best scores first. One that lies in an ignored box, or is of a
kind for which the picture is not complete, counts neither way; any other is a false alarm, a second hit too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from bauta_models.data.boxes import covered, overlaps, sizes
from bauta_models.data.picture import Detections, Picture

HIT, FALSE_ALARM, NOTHING = 1, 0, -1


@dataclass(frozen=True)
class Matched:
    """Every detection and every object of one kind over a set of pictures.

    ``scores`` (N,) float32 and ``verdicts`` (N,) int8 (``HIT``, ``FALSE_ALARM``, ``NOTHING``) of detections, with the
    ``detected_sizes`` (N,); ``found`` (M,) float32 is the score with which an object was found, minus infinity where
    it never was; ``object_sizes`` (M,) in pixels; ``frames`` counts the pictures complete for the kind.
    """

    scores: np.ndarray
    verdicts: np.ndarray
    detected_sizes: np.ndarray
    found: np.ndarray
    object_sizes: np.ndarray
    frames: int


def match(picture: Picture, detections: Detections, kind: int, overlap: float = 0.5) -> Matched:
    """Matches one picture for one kind; ``overlap`` is the intersection over union from which a detection hits."""
    own = detections.of_kind(kind)
    order = np.argsort(-own.scores, kind="stable")
    boxes, scores = own.boxes[order], own.scores[order]
    objects = picture.boxes[(picture.kinds == kind) & ~picture.ignore]
    ignored = picture.boxes[(picture.kinds == kind) & picture.ignore]
    shared = overlaps(boxes, objects)
    doubtful = covered(boxes, ignored).max(axis=1, initial=0) > 0.5
    found = np.full(len(objects), -np.inf, np.float32)
    silent = kind not in picture.complete
    verdicts = np.full(len(boxes), NOTHING if silent else FALSE_ALARM, np.int8)
    verdicts[doubtful] = NOTHING
    for number in range(len(boxes)):
        free = np.where(np.isneginf(found), shared[number], -1.0)
        best = int(free.argmax()) if len(objects) else -1
        if best >= 0 and free[best] >= overlap:
            found[best], verdicts[number] = scores[number], HIT
    return Matched(scores, verdicts, sizes(boxes), found, sizes(objects), int(not silent))


def joined(parts: Iterable[Matched]) -> Matched:
    """Many pictures as one."""
    parts = list(parts)
    if not parts:
        empty = np.zeros(0, np.float32)
        return Matched(empty, empty.astype(np.int8), empty, empty, empty, 0)
    names = ("scores", "verdicts", "detected_sizes", "found", "object_sizes")
    arrays = [np.concatenate([getattr(part, name) for part in parts]) for name in names]
    return Matched(*arrays, frames=sum(part.frames for part in parts))
