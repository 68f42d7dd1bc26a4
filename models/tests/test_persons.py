# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Persons cut out of one picture and pasted into another, with their labels."""

import numpy as np
import pytest

from bauta_models.data.persons import Persons, among, cut, paste
from bauta_models.data.picture import ALL_KINDS, FACE, HEAD, PERSON, Picture
from bauta_models.data.scenes import Scene
from bauta_models.data.sources import People
from bauta_models.data.splits import Side
from rectangles import picture
from shared_data import SHARED, needs_shared

PERSON_BOX, HEAD_BOX, OTHER = [60, 20, 30, 70], [68, 20, 14, 16], [85, 30, 60, 60]


def crowded():
    points = np.full((4, 5, 2), np.nan, np.float32)
    points[2] = [[70, 25], [76, 25], [73, 28], [71, 32], [75, 32]]
    boxes = [PERSON_BOX, HEAD_BOX, [69, 22, 10, 12], OTHER]
    return picture(boxes=boxes, kinds=[PERSON, HEAD, FACE, PERSON], points=points)


@pytest.mark.parametrize("seed", range(4))
def test_a_cutout_keeps_the_labels_of_whom_it_shows_and_doubts_whom_it_cuts_through(seed):
    cutout = cut(crowded(), np.float32(PERSON_BOX), 35, np.random.default_rng(seed))

    kinds, ignored = cutout.labels.kinds, cutout.labels.ignore
    assert kinds == [PERSON, HEAD, FACE, PERSON]
    assert ignored == [False, False, False, True]
    assert cutout.labels.boxes[0][3] == pytest.approx(35, abs=1)
    face, points = cutout.labels.boxes[2], cutout.labels.points[2]
    assert ((points > face[:2]) & (points < face[:2] + face[2:])).all()
    assert points[0, 0] < points[1, 0]


def test_a_cutout_fades_at_its_edges_only():
    cutout = cut(crowded(), np.float32(PERSON_BOX), 70, np.random.default_rng(0))
    alpha = cutout.pixels[..., 3]

    assert alpha[0].max() < 255
    assert (alpha[10:-10, 10:-10] == 255).all()


def test_whom_a_paste_hides_is_not_looked_for_there():
    scene = Scene(picture(boxes=[[70, 40, 10, 12]], kinds=[HEAD]))
    cutout = cut(crowded(), np.float32(PERSON_BOX), 70, np.random.default_rng(0))

    paste(scene, cutout, 60, 20, np.random.default_rng(0))
    pasted = scene.picture("test", "0")

    assert pasted.ignore[0]
    assert pasted.kinds.tolist() == [HEAD, PERSON, HEAD, FACE, PERSON]


@needs_shared
def test_persons_of_the_training_side_are_whole_and_of_every_size():
    persons = Persons(People(SHARED, Side.TRAINING))
    rng = np.random.default_rng(3)
    scene = Scene(Picture(np.zeros((192, 320, 3), np.uint8), *nothing(), ALL_KINDS))
    for _ in range(12):
        among(scene, persons, 3, rng)

    made = scene.picture("test", "0")
    heights = made.boxes[(made.kinds == PERSON) & ~made.ignore][:, 3]
    assert len(persons) > 300
    assert len(heights) > 5
    assert heights.min() < 40
    assert heights.max() > 80


def nothing():
    return np.zeros((0, 4)), np.zeros(0), np.zeros((0, 5, 2)), np.zeros(0, bool)
