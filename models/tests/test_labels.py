# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""From boxes of hands and teachers to labels that say what they do not know."""

import numpy as np
import pytest

from bauta_models.data.labels import Taught, hand_made, head_of_face, head_of_person, labelled
from bauta_models.data.marked import MarkedPlate, marked_plates
from bauta_models.data.picture import ALL_KINDS, FACE, HEAD, PERSON, PLATE, VEHICLE, Picture


def record(*boxes: dict, source: str = "street", complete: tuple[str, ...] = ()) -> dict:
    return {"source": source, "complete": list(complete), "boxes": list(boxes)}


def box(label: str, x: float, y: float, w: float, h: float, score: float | None = None, **more) -> dict:
    by = {"by": "hand"} if score is None else {"by": "auto", "score": score}
    return {"label": label, "x": x, "y": y, "w": w, "h": h, **by, **more}


def of(labels, kind: int) -> list[tuple[tuple, bool]]:
    rows = zip(labels.boxes, labels.kinds, labels.ignore, strict=True)
    return [(tuple(round(float(v)) for v in own), ignore) for own, number, ignore in rows if number == kind]


NOTHING = np.zeros((0, 5), np.float32)
NO_FACE = np.zeros((0, 15), np.float32)


def taught(persons=NOTHING, vehicles=NOTHING, faces=NO_FACE) -> Taught:
    return Taught(*(np.asarray(rows, np.float32) for rows in (persons, vehicles, faces)))


def test_a_sure_teacher_is_believed_and_an_unsure_one_is_ignored():
    # Given two persons by a teacher, of whom it is sure of one
    given = record(box("person", 10, 10, 30, 90, score=0.9), box("person", 100, 10, 30, 90, score=0.5), source="cctv")

    labels = labelled(given, None)

    assert of(labels, PERSON) == [((10, 10, 30, 90), False), ((100, 10, 30, 90), True)]


def test_a_group_box_is_ignored():
    given = record(box("person", 0, 0, 300, 100, crowd=True), source="coco", complete=("person",))

    assert of(labelled(given, None), PERSON) == [((0, 0, 300, 100), True)]


def test_a_body_of_the_street_set_gets_its_head_back_and_the_head_loses_its_shoulders():
    # Given a body box that starts at the neck, and a head box that holds the shoulders
    given = record(box("person", 100, 60, 40, 120), box("head", 95, 20, 50, 50))

    labels = labelled(given, None)

    (person, _), (head, ignored) = of(labels, PERSON)[0], of(labels, HEAD)[0]
    assert person[1] < 25
    assert person[1] + person[3] == 180
    assert not ignored
    assert head[2] < 35
    assert head[0] >= 95
    assert head[0] + head[2] <= 145


def test_what_a_person_box_lacks_is_ignored_rather_than_invented():
    # Given one person who stands upright and whole, and one who does not
    upright, bent = head_of_person(np.float32([0, 0, 40, 120])), head_of_person(np.float32([0, 0, 80, 100]))

    assert upright[1]
    assert upright[0][3] == pytest.approx(18.6, abs=0.1)
    assert not bent[1]
    assert bent[0][2] == 80


def test_a_head_is_larger_than_its_face_and_lies_behind_a_turned_nose():
    face = np.float32([100, 100, 30, 40])
    points = np.float32([[105, 115], [120, 115], [103, 122], [106, 130], [118, 130]])

    straight, turned = head_of_face(face), head_of_face(face, points)

    assert straight[2] > 30
    assert straight[3] > 40
    assert turned[0] > straight[0]


def test_where_hands_saw_nobody_a_teacher_sees_nobody():
    # Given a picture of a sheep, in which YuNet saw a face
    sheep = np.concatenate([[10, 10, 20, 20, 0.9], np.arange(10)])[None]
    given = record(box("face", 10, 10, 20, 20, score=0.9), source="coco", complete=("person",))

    labels = labelled(given, taught(faces=sheep))

    assert of(labels, FACE) == []
    assert {FACE, HEAD, PERSON} <= labels.complete


def test_nobody_knows_the_plates_of_a_vehicle_that_was_not_looked_at():
    seen = taught(vehicles=[[50, 50, 80, 60, 0.8], [200, 50, 20, 15, 0.8]])
    marked = [MarkedPlate(np.float32([80, 90, 20, 6]), True), MarkedPlate(np.float32([60, 60, 9, 9]), False)]

    unseen, looked_at = labelled(record(source="cctv"), seen), labelled(record(source="cctv"), seen, marked)

    assert of(unseen, VEHICLE) == [((50, 50, 80, 60), True), ((200, 50, 20, 15), True)]
    assert of(unseen, PLATE) == []
    assert of(looked_at, VEHICLE) == [((50, 50, 80, 60), False), ((200, 50, 20, 15), True)]
    assert of(looked_at, PLATE) == [((80, 90, 20, 6), False), ((60, 60, 9, 9), True)]
    assert unseen.complete == looked_at.complete == ALL_KINDS


def test_marked_plates_are_read_with_the_pictures_that_show_none():
    marked = marked_plates()

    plates = [plate for found in marked.values() for plate in found]
    assert len(marked) > 300
    assert sum(not found for found in marked.values()) > 200
    assert sum(plate.sure for plate in plates) > 50
    assert all((plate.box[2:] > 3).all() for plate in plates)


def test_without_a_teacher_only_the_set_says_what_is_complete():
    assert labelled(record(source="maskface", complete=("face",)), None).complete == {FACE}
    assert labelled(record(), None).complete == frozenset()


def test_judging_sees_hands_only():
    given = record(
        box("face", 10, 10, 20, 20), box("person", 0, 0, 60, 200, score=0.9), source="maskface", complete=("face",)
    )

    labels = hand_made(given)
    looked_at = hand_made(given, [MarkedPlate(np.float32([5, 5, 9, 4]), True)])

    assert list(labels.kinds) == [FACE]
    assert labels.complete == {FACE}
    assert of(looked_at, PLATE) == [((5, 5, 9, 4), False)]
    assert looked_at.complete == {FACE, PLATE}


def test_a_picture_of_wrong_shapes_is_refused():
    pixels = np.zeros((10, 10, 3), np.uint8)

    with pytest.raises(ValueError, match="boxes has shape"):
        Picture(pixels, np.zeros((2, 4)), np.zeros(1), np.zeros((1, 5, 2)), np.zeros(1, bool))
    with pytest.raises(ValueError, match="not uint8"):
        Picture(pixels.astype(float), np.zeros((0, 4)), np.zeros(0), np.zeros((0, 5, 2)), np.zeros(0, bool))
