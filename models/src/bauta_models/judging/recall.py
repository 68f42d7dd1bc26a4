# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Recall where false alarms are few: at most one in ten frames, overall and by size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bauta_models.judging.matching import FALSE_ALARM, Matched

FALSE_ALARMS_A_FRAME = 0.1

BUCKETS = ((10.0, 16.0), (16.0, 32.0), (32.0, 64.0), (64.0, float("inf")))
"""Sizes in pixels, the square root of the area of the object: from, up to but not including."""


SMALLEST = BUCKETS[0][0]
"""Objects under 10 pixels count neither way in the overall recall."""


@dataclass(frozen=True)
class Recall:
    """Recall at a threshold, of all objects from 10 pixels and by bucket (NaN where one is empty), with counts."""

    threshold: float
    false_alarms_a_frame: float
    overall: float
    by_size: tuple[float, ...]
    objects: int
    objects_by_size: tuple[int, ...]


def bucket_name(bucket: tuple[float, float]) -> str:
    """``10–16`` or ``> 64``."""
    low, high = bucket
    return f"> {low:.0f}" if np.isinf(high) else f"{low:.0f}–{high:.0f}"


def threshold_for(matched: Matched, false_alarms_a_frame: float = FALSE_ALARMS_A_FRAME) -> float:
    """The least score at which false alarms stay within the limit; 0 where they always do.

    Raises ``ValueError`` where no frame was complete for the kind, so that false alarms cannot be counted.
    """
    if matched.frames == 0:
        raise ValueError("no frame is complete for this kind: false alarms cannot be counted")
    alarms = np.sort(matched.scores[matched.verdicts == FALSE_ALARM])[::-1]
    allowed = int(np.floor(false_alarms_a_frame * matched.frames + 1e-9))
    return 0.0 if len(alarms) <= allowed else float(np.nextafter(alarms[allowed], np.float32(np.inf)))


def recall_at(matched: Matched, threshold: float) -> Recall:
    """Recall of objects found with at least ``threshold``."""
    found = matched.found >= threshold
    alarms = ((matched.verdicts == FALSE_ALARM) & (matched.scores >= threshold)).sum()
    inside = [(matched.object_sizes >= low) & (matched.object_sizes < high) for low, high in BUCKETS]
    return Recall(
        threshold=threshold,
        false_alarms_a_frame=float(alarms / matched.frames) if matched.frames else float("nan"),
        overall=_share(found[matched.object_sizes >= SMALLEST]),
        by_size=tuple(_share(found[which]) for which in inside),
        objects=int((matched.object_sizes >= SMALLEST).sum()),
        objects_by_size=tuple(int(which.sum()) for which in inside),
    )


def _share(found: np.ndarray) -> float:
    return float(found.mean()) if len(found) else float("nan")
