# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Whether faces are found alike, whoever shows them: recall by the groups that UTKFace names.

What it can say is little, and is said with the figures: UTKFace gives an ethnicity in five classes and a gender in
two, by an algorithm checked by people, partly wrong; neither is a skin tone. The crops are frontal portraits pasted
into pictures of nobody, not people in streets. A gap here is a reason to look, no gap is no proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bauta_models.data.figures import figure_of
from bauta_models.data.picture import FACE, Detector, Picture
from bauta_models.data.scenes import Scene, paste
from bauta_models.data.sources import Crop, Faces, People
from bauta_models.data.splits import Side
from bauta_models.data.views import view
from bauta_models.judging.matching import match

GROUPS = {
    "gender": ("male", "female"),
    "ethnicity": ("White", "Black", "Asian", "Indian", "other"),
}
HEIGHTS = (12.0, 18.0, 28.0, 44.0)
STATEMENT = (
    "Recall on held-out UTKFace portraits pasted into pictures of nobody, by the labels of that set (partly wrong; "
    "not skin tones). It shows gross gaps only, and says nothing of children, profiles or real streets."
)


@dataclass(frozen=True)
class GroupRecall:
    """Recall of one group with its 95 % Wilson interval (Wilson, JASA 1927), all in 0..1."""

    group: str
    faces: int
    recall: float
    low: float
    high: float


def by_group(
    detector: Detector, threshold: float, shared: Path, people: People, count: int = 1000
) -> list[GroupRecall]:
    """Recall by group at the threshold that judging chose; the same ``count`` faces and places for every detector."""
    faces = Faces(shared, Side.HELD_OUT, ("utk",))
    backgrounds = people.without_people()
    found: dict[str, list[bool]] = {name: [] for names in GROUPS.values() for name in names}
    for start in range(0, min(count, len(faces)), 6):
        crops = [faces[number] for number in range(start, min(start + 6, len(faces)))]
        rng = np.random.default_rng([41, start])
        picture = _scene(crops, people[backgrounds[start // 6 % len(backgrounds)], None], rng)
        hits = match(picture, detector.detect(picture.pixels), FACE, overlap=0.4).found >= threshold
        for crop, hit in zip(crops, hits, strict=True):
            found[GROUPS["gender"][crop.gender]].append(bool(hit))
            found[GROUPS["ethnicity"][crop.ethnicity]].append(bool(hit))
    return [_recall(group, hits) for group, hits in found.items()]


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % Wilson interval of a share."""
    if of == 0:
        return 0.0, 1.0
    share = hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z / (1 + z * z / of) * np.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return float(max(0.0, middle - reach)), float(min(1.0, middle + reach))


def _recall(group: str, hits: list[bool]) -> GroupRecall:
    low, high = wilson(sum(hits), len(hits))
    return GroupRecall(group, len(hits), sum(hits) / len(hits) if hits else float("nan"), low, high)


def _scene(crops: list[Crop], under: Picture, rng: np.random.Generator) -> Picture:
    """Six faces in three columns and two rows, so that none hides another."""
    seen = view(under, 480, 320, rng, oblique=0.0)
    empty = np.zeros
    scene = Scene(Picture(seen.pixels, empty((0, 4)), empty(0), empty((0, 5, 2)), empty(0, bool), {FACE}))
    for place, crop in enumerate(crops):
        figure = figure_of(crop, HEIGHTS[int(rng.integers(0, len(HEIGHTS)))], rng, plain=True)
        x = 160 * (place % 3) + 80 - figure.pixels.shape[1] // 2
        y = 160 * (place // 3) + 70 - figure.pixels.shape[0] // 2
        paste(scene, figure, x, y, rng)
    return scene.picture("fairness", "")
