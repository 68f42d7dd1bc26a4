# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Average precision: the area under precision over recall, every point, as PASCAL VOC has it since 2010."""

from __future__ import annotations

import numpy as np

from bauta_models.judging.matching import HIT, NOTHING, Matched


def average_precision(matched: Matched) -> float:
    """AP in 0..1 at the overlap that was matched with (0.5: AP50).

    NaN where there is no object, or no picture is complete for the kind, so that false alarms cannot be told.
    """
    if not len(matched.found) or not matched.frames:
        return float("nan")
    counted = matched.verdicts != NOTHING
    order = np.argsort(-matched.scores[counted], kind="stable")
    hits = (matched.verdicts[counted] == HIT)[order]
    true = np.cumsum(hits)
    recall = true / len(matched.found)
    precision = true / np.arange(1, len(hits) + 1)
    # From every recall on, the best precision still to come.
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    steps = np.diff(recall, prepend=0.0)
    return float((steps * envelope).sum())
