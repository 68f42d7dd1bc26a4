# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The sets that detectors are judged on: blocks, identities and clips that no stream shows.

``pictures`` are labelled by hands; ``quiet_frames`` hold nobody and set the thresholds; ``composed`` puts held-out
faces or fresh plates into held-out pictures of nobody, clean and without weather, so that every size is there and
every label is exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from bauta_models.data import drawn
from bauta_models.data.boxes import overlaps
from bauta_models.data.picture import FACE, HEAD, KINDS, PERSON, PLATE, Picture
from bauta_models.data.scenes import Scene, crowd, number_plates
from bauta_models.data.sources import Faces, People
from bauta_models.data.splits import Side
from bauta_models.data.teachers import FastestDet, YuNet
from bauta_models.data.views import view, within

HAND_MADE = {FACE: ("maskface",), HEAD: ("street",), PERSON: ("coco",)}
"""The set whose hand-made labels judge a kind; plates are judged wherever vehicles were looked at."""

SEED = 20_000_003
"""Far from every seed of training, so that no composed picture was ever trained on."""


def pictures(kind: int, people: People, shared: Path) -> list[Picture]:
    """Held-out pictures with objects of the kind marked by hands; for plates also vehicles that show none.

    In ``maskface`` hands left out many turned and far faces (most of what YuNet finds beside their marks are faces,
    seen by drawing them), so what it finds there is ignored. Raises ``FileNotFoundError`` without its file.
    """
    if kind == PLATE:
        chosen = [number for number in range(len(people)) if PLATE in people.labels(number)["complete"]]
    else:
        chosen = [number for number, record in enumerate(people.records) if record["source"] in HAND_MADE[kind]]
    found = [people[number, None] for number in chosen]
    if kind != FACE:
        return found
    teacher = YuNet(shared / "data" / "models" / "yunet_n_dynamic.onnx", 0.3, enlarge=2.0)
    return [_with_doubts(picture, teacher) for picture in found]


def quiet_frames(people: People, views: int = 3) -> list[Picture]:
    """Held-out pictures of nobody, whole and in ``views`` parts: whatever is found there is a false alarm.

    They are complete for faces, heads and persons, not for plates.
    """
    frames = []
    for number in people.without_people():
        whole = people[number, None]
        frames.append(whole)
        for part in range(views):
            rng = np.random.default_rng([SEED, 7, number, part])
            frames.append(view(whole, 416, 256, rng))
    return frames


def plateless_frames(people: People, shared: Path, views: int = 2) -> list[Picture]:
    """Held-out pictures without vehicles, as far as FastestDet sees any, in ``views`` parts: complete for plates."""
    frames = []
    for number in _without_vehicles(people, shared, range(len(people))):
        whole = people[number, None]
        for part in range(views):
            seen = view(whole, 416, 256, np.random.default_rng([SEED, 8, number, part]))
            frames.append(Picture(seen.pixels, *_nothing(), frozenset({PLATE}), seen.source, seen.name))
    return frames


def _nothing() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    return np.zeros((0, 4)), np.zeros(0), np.zeros((0, 5, 2)), np.zeros(0, bool)


def _with_doubts(picture: Picture, teacher: YuNet) -> Picture:
    extra = teacher.detect(picture.pixels)
    marked = picture.boxes[picture.kinds == FACE]
    new = overlaps(extra.boxes, marked).max(axis=1, initial=0) < 0.2
    count = int(new.sum())
    return Picture(
        picture.pixels,
        np.concatenate([picture.boxes, extra.boxes[new]]),
        np.concatenate([picture.kinds, np.full(count, FACE)]),
        np.concatenate([picture.points, extra.points[new]]),
        np.concatenate([picture.ignore, np.ones(count, bool)]),
        picture.complete,
        picture.source,
        picture.name,
    )


def composed(
    kind: int, people: People, shared: Path, count: int = 200, size: tuple[int, int] = (416, 256)
) -> list[Picture]:
    """Pictures with pasted faces, heads or plates; raises ``ValueError`` for persons, which are not pasted whole."""
    if kind == PERSON:
        raise ValueError("persons are not composed")
    faces = Faces(shared, Side.HELD_OUT)
    backgrounds = people.without_people()
    if kind == PLATE:
        backgrounds = _without_vehicles(people, shared, backgrounds)
    made = []
    for number in range(count):
        rng = np.random.default_rng([SEED, kind if kind == PLATE else FACE, number])
        if number % 5 == 4 or not backgrounds:
            under = drawn.background(*size, rng)
        else:
            under = view(people[backgrounds[number % len(backgrounds)], None], *size, rng)
        scene = Scene(Picture(under.pixels, under.boxes, under.kinds, under.points, under.ignore, {kind}))
        if kind == PLATE:
            number_plates(scene, np.zeros((0, 4), np.float32), int(rng.integers(1, 4)), rng)
        else:
            crowd(scene, faces, int(rng.integers(2, 8)), rng)
        made.append(within(scene.picture(f"composed {KINDS[kind]}", str(number)), *size))
    return made


def _without_vehicles(people: People, shared: Path, numbers: Iterable[int]) -> list[int]:
    teacher = FastestDet(shared / "data" / "models" / "FastestDet.onnx", 0.25)
    return [number for number in numbers if not len(teacher.vehicles(people[number, None].pixels)[1])]
