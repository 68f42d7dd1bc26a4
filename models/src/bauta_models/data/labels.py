# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""From the boxes that a set gives, and those of the teachers, to the labels of a picture.

Hands are believed, sure teachers are believed, unsure ones make *ignored* boxes: what may be there is neither object
nor background. Two conventions of the set ``street`` are mended: its person boxes leave the head out, and its head
boxes hold the shoulders as well (both seen by drawing them; the median hand-made head there is 3.3 face widths wide).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from bauta_models.data.boxes import covered, overlaps
from bauta_models.data.marked import LOOKED_AT, MarkedPlate
from bauta_models.data.picture import ALL_KINDS, FACE, HEAD, KINDS, PERSON, PLATE, POINTS, VEHICLE

SURE_PERSON = 0.6
SURE_FACE = 0.65
UNSURE_PERSON = 0.38
UNSURE_FACE = 0.3
UNSURE_VEHICLE = 0.3
"""Teacher scores: at or above *sure* an object, from *unsure* up ignored, below it nothing."""


@dataclass
class Labels:
    """Boxes as they are gathered; ``add`` takes them one at a time."""

    boxes: list = field(default_factory=list)
    kinds: list = field(default_factory=list)
    points: list = field(default_factory=list)
    ignore: list = field(default_factory=list)
    complete: frozenset[int] = frozenset()

    def add(self, kind: int, box, ignore: bool = False, points=None) -> None:
        """Adds one box ``x, y, w, h``; points (5, 2) where known."""
        self.boxes.append(np.asarray(box, np.float32))
        self.kinds.append(kind)
        self.points.append(
            np.full((POINTS, 2), np.nan, np.float32) if points is None else np.asarray(points, np.float32)
        )
        self.ignore.append(bool(ignore))

    def of(self, kind: int) -> np.ndarray:
        """All boxes of a kind, ignored ones too: (N, 4) float32."""
        chosen = [box for box, own in zip(self.boxes, self.kinds, strict=True) if own == kind]
        return np.asarray(chosen, np.float32).reshape(-1, 4)

    def has(self, kind: int, box, overlap: float = 0.4) -> bool:
        """Whether a box of the kind is there already."""
        own = self.of(kind)
        return bool(len(own)) and float(overlaps(np.asarray(box, np.float32)[None], own).max()) >= overlap

    def arrays(self) -> dict:
        """What ``Picture`` takes."""
        count = len(self.boxes)
        return {
            "boxes": np.asarray(self.boxes, np.float32).reshape(count, 4),
            "kinds": np.asarray(self.kinds, np.int64),
            "points": np.asarray(self.points, np.float32).reshape(count, POINTS, 2),
            "ignore": np.asarray(self.ignore, bool),
            "complete": self.complete,
        }


@dataclass(frozen=True)
class Taught:
    """What the teachers say of one picture: persons and vehicles (N, 5) ``x, y, w, h, score``; faces (N, 15), the
    five points after them."""

    persons: np.ndarray
    vehicles: np.ndarray
    faces: np.ndarray


def labelled(record: dict, taught: Taught | None, plates: Sequence[MarkedPlate] | None = None) -> Labels:
    """Labels of one line of ``people.jsonl``; without a teacher only what the set itself calls complete is complete.

    ``plates`` are those of a picture that somebody has looked at for them.
    """
    given = [(entry["label"], _box(entry), entry) for entry in record["boxes"]]
    labels = Labels()
    _faces(labels, record, given, taught)
    _persons(labels, record, given, taught)
    _marked_heads(labels, given)
    _derived_heads(labels)
    complete = _complete(record)
    if taught is not None:
        complete = ALL_KINDS
        for vehicle in taught.vehicles[taught.vehicles[:, 4] >= UNSURE_VEHICLE]:
            labels.add(VEHICLE, vehicle[:4], ignore=plates is None or vehicle[2] < LOOKED_AT)
    _plates(labels, plates or ())
    labels.complete = complete
    return labels


def hand_made(record: dict, plates: Sequence[MarkedPlate] | None = None) -> Labels:
    """Only what hands have labelled, for judging; complete only where the set says that hands were complete, and for
    plates where somebody has looked for them."""
    every = [(entry["label"], _box(entry), entry) for entry in record["boxes"]]
    hands = [entry for entry in every if entry[2]["by"] == "hand"]
    sure = Labels()
    _faces(sure, record, every, None)
    _marked_heads(sure, hands)
    labels = Labels(complete=_complete(record) | (frozenset() if plates is None else {PLATE}))
    _faces(labels, record, hands, None)
    _persons(labels, record, hands, None)
    _plates(labels, plates or ())
    for box in sure.of(HEAD):
        labels.add(HEAD, box)
    return labels


def nobody(record: dict) -> bool:
    """Whether hands have said that the picture holds no person, and so no face and no head."""
    return "person" in record["complete"] and not any(entry["label"] == "person" for entry in record["boxes"])


def _complete(record: dict) -> frozenset[int]:
    complete = {KINDS.index(name) for name in record["complete"]}
    if nobody(record):
        complete |= {FACE, HEAD}
    return frozenset(complete)


def head_of_face(box: np.ndarray, points: np.ndarray | None = None) -> np.ndarray:
    """The head around a face box (forehead to chin, as WIDER FACE draws it); a nose off the middle shifts it back."""
    x, y, w, h = (float(value) for value in box)
    width = max(1.3 * w, 1.0 * h)
    shift = 0.0
    if points is not None and np.isfinite(points).all():
        eyes = float(points[0, 0] + points[1, 0]) / 2
        shift = float(np.clip((eyes - float(points[2, 0])) / max(w, 1e-3), -0.25, 0.25)) * 0.8 * w
    return np.float32([x + w / 2 - width / 2 + shift, y - 0.32 * h, width, 1.36 * h])


def head_of_person(box: np.ndarray) -> tuple[np.ndarray, bool]:
    """The head of a person whose face and head nobody marked, and whether that is sure.

    Sure only for somebody who stands upright and whole (a box 2.4 to 3.6 times as high as wide); else the upper part
    of the box, to be ignored.
    """
    x, y, w, h = (float(value) for value in box)
    if 2.4 <= h / max(w, 1e-3) <= 3.6 and h >= 40:
        side = 0.155 * h
        return np.float32([x + w / 2 - 0.42 * side * 1.05, y, 0.88 * side, side]), True
    return np.float32([x, y - 0.03 * h, w, h * (0.33 if h > 1.5 * w else 0.6)]), False


def _box(entry: dict) -> np.ndarray:
    return np.float32([entry["x"], entry["y"], entry["w"], entry["h"]])


def _faces(labels: Labels, record: dict, given: list, taught: Taught | None) -> None:
    found = np.zeros((0, 15), np.float32) if taught is None else taught.faces
    for label, box, entry in given:
        if label == "face" and not nobody(record):
            sure = entry["by"] == "hand" or entry["score"] >= SURE_FACE
            labels.add(FACE, box, not sure, _points_of(box, found))
    if nobody(record):
        return
    by_hand = "face" in record["complete"]
    bodies = np.float32([box for label, box, _ in given if label == "person"]).reshape(-1, 4)
    for face in found:
        box, score = face[:4], face[4]
        if score < UNSURE_FACE or labels.has(FACE, box, 0.3):
            continue
        on_nobody = "person" in record["complete"] and not covered(box[None], bodies).max(initial=0) > 0.6
        # Where a hand has marked every face, a teacher's further one is a doubt, not a face.
        if not on_nobody and (not by_hand or score >= 0.5):
            labels.add(FACE, box, by_hand or score < SURE_FACE, face[5:].reshape(POINTS, 2))


def _points_of(box: np.ndarray, found: np.ndarray) -> np.ndarray | None:
    if not len(found):
        return None
    near = overlaps(box[None], found[:, :4])[0]
    best = int(near.argmax())
    return found[best, 5:].reshape(POINTS, 2) if near[best] >= 0.5 and found[best, 4] >= 0.5 else None


def _persons(labels: Labels, record: dict, given: list, taught: Taught | None) -> None:
    heads = [box for label, box, _ in given if label == "head"]
    for label, box, entry in given:
        if label == "person" and entry["by"] == "hand":
            whole = _with_head(box, heads) if record["source"] == "street" else box
            labels.add(PERSON, whole, entry.get("crowd", False))
    if "person" in record["complete"]:
        return
    auto = [
        np.append(box, entry["score"]) for label, box, entry in given if label == "person" and entry["by"] == "auto"
    ]
    if taught is not None:
        auto += [person for person in taught.persons if person[4] >= UNSURE_PERSON]
    for person in sorted(auto, key=lambda row: -row[4]):
        nested = _nested(person[:4], labels.of(PERSON))
        sure = person[4] >= SURE_PERSON
        if not labels.has(PERSON, person[:4], 0.45) and (sure or not nested):
            labels.add(PERSON, person[:4], nested or not sure)


def _plates(labels: Labels, plates: Sequence[MarkedPlate]) -> None:
    for plate in plates:
        labels.add(PLATE, plate.box, not plate.sure)


def _nested(box: np.ndarray, others: np.ndarray) -> bool:
    if not len(others):
        return False
    return bool(max(covered(box[None], others).max(), covered(others, box[None]).max()) > 0.75)


def _with_head(body: np.ndarray, heads: list) -> np.ndarray:
    """A body box of ``street`` joined with the head box that sits on it."""
    x, y, w, h = body
    best, least = body, 0.3
    for head in heads:
        across = min(x + w, head[0] + head[2]) - max(x, head[0])
        on_top = head[1] < y + 0.05 * h and head[1] + head[3] > y - 0.1 * h and head[3] < 0.8 * h
        if on_top and across / min(w, head[2]) > least:
            least = across / min(w, head[2])
            top = head[1] + 0.03 * head[3]
            best = np.float32([x, top, w, y + h - top])
    return best


def _all_of(labels: Labels, kind: int) -> list:
    rows = zip(labels.boxes, labels.kinds, labels.points, labels.ignore, strict=True)
    return [(box, points, ignore) for box, own, points, ignore in rows if own == kind]


def _marked_heads(labels: Labels, given: list) -> None:
    faces = _all_of(labels, FACE)
    for label, box, _ in given:
        if label == "head":
            labels.add(HEAD, _without_shoulders(box, faces))


def _derived_heads(labels: Labels) -> None:
    for box, points, ignore in _all_of(labels, FACE):
        marked = labels.of(HEAD)
        if not len(marked) or covered(box[None], marked).max() < 0.5:
            labels.add(HEAD, head_of_face(box, points), ignore)
    for box, _, ignore in _all_of(labels, PERSON):
        upper = np.float32([box[0], box[1] - 0.1 * box[3], box[2], 0.6 * box[3]])
        marked = labels.of(HEAD)
        if not len(marked) or covered(marked, upper[None]).max() < 0.6:
            head, sure = head_of_person(box)
            labels.add(HEAD, head, ignore or not sure)


def _without_shoulders(box: np.ndarray, faces: list) -> np.ndarray:
    """The head inside a head-and-shoulders box of ``street``: its middle, or where the face is."""
    x, y, w, h = (float(value) for value in box)
    for face, points, ignore in faces:
        if not ignore and covered(face[None], box[None])[0, 0] > 0.8:
            return head_of_face(face, points)
    width = min(0.56 * w, 0.66 * h)
    return np.float32([x + w / 2 - width / 2, y + 0.03 * h, width, 0.62 * h])
