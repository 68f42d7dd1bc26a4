# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Which cell answers for which object, and where nothing is judged."""

import itertools

import numpy as np
import pytest
import torch

from bauta_models.data.picture import FACE, HEAD, PERSON, PLATE
from bauta_models.detector.network import cells
from bauta_models.detector.targets import SIZES, assign
from rectangles import Rectangles, picture


def test_an_object_belongs_to_cells_around_its_centre_on_the_grid_of_its_size():
    targets = assign([picture(boxes=[[60, 30, 64, 40]], kinds=[PERSON])])
    centres, strides = cells(160, 96)

    owning = targets.positive[0, :, PERSON]

    assert owning.sum() >= 4
    assert set(strides[owning].tolist()) == {16.0}
    assert (centres[owning] - torch.tensor([92.0, 50.0])).abs().max() <= 1.5 * 16
    assert (targets.boxes[0, owning, PERSON] == torch.tensor([60.0, 30.0, 64.0, 40.0])).all()
    assert not targets.positive[0][:, [FACE, HEAD, PLATE]].any()


@pytest.mark.parametrize("size", [6, 10, 13])
def test_a_tiny_face_never_falls_between_cells(size):
    corners = np.random.default_rng(size).uniform(0, [160 - size, 96 - size], (40, 2))

    for corner in corners:
        targets = assign([picture(boxes=[[*corner, size, size]], kinds=[FACE])])
        assert targets.positive[0, :, FACE].any()


def test_every_size_has_a_grid_and_neighbours_overlap():
    assert SIZES[0][0] == 0
    assert all(finer[1] > coarser[0] for finer, coarser in itertools.pairwise(SIZES))


def test_where_two_want_a_cell_the_smaller_has_it_and_the_larger_keeps_others():
    boxes = [[50, 20, 50, 50], [66, 36, 40, 40]]
    targets = assign([picture(boxes=boxes, kinds=[HEAD, HEAD])])

    owned = targets.boxes[0][targets.positive[0, :, HEAD], HEAD]

    assert {tuple(box.tolist()) for box in owned} == {tuple(map(float, box)) for box in boxes}


def test_of_two_objects_in_one_place_the_smaller_is_not_lost():
    targets = assign([picture(boxes=[[50, 20, 40, 40], [50, 20, 38, 40]], kinds=[HEAD, HEAD])])

    owned = targets.boxes[0][targets.positive[0, :, HEAD], HEAD]

    assert 38.0 in owned[:, 2].tolist()


def test_kinds_share_a_centre_without_losing_each_other():
    targets = assign([picture(boxes=[[50, 20, 40, 40]] * 4, kinds=[FACE, HEAD, PERSON, PLATE])])

    assert targets.positive[0].any(0).all()


def test_silence_is_background_only_where_labels_are_complete():
    targets = assign([picture(boxes=[[50, 20, 40, 40]], kinds=[FACE], complete=frozenset({PERSON}))])

    assert targets.counts[0, :, PERSON].all()
    assert not targets.counts[0, :, HEAD].any()
    assert (targets.counts[0, :, FACE] == targets.positive[0, :, FACE]).all()


def test_doubts_about_a_sure_object_leave_the_rest_of_it_background():
    sure, doubt = [20, 10, 40, 60], [0, 0, 80, 96]
    targets = assign([picture(boxes=[sure, doubt], kinds=[PERSON, PERSON], ignore=[False, True])])
    centres, _ = cells(160, 96)

    inside = ((centres >= torch.tensor(sure[:2])) & (centres <= torch.tensor([60.0, 70.0]))).all(1)
    about = (centres < torch.tensor(doubt[2:])).all(1) & ~inside
    assert targets.counts[0, inside, PERSON].all()
    assert not targets.counts[0, about, PERSON].any()


def test_what_is_to_be_ignored_is_neither_object_nor_background():
    targets = assign([picture(boxes=[[0, 0, 80, 96]], kinds=[PERSON], ignore=[True])])
    centres, _ = cells(160, 96)

    assert not targets.positive.any()
    assert (targets.counts[0, :, PERSON] == (centres[:, 0] > 80)).all()
    assert targets.counts[0, :, FACE].all()


def test_points_go_with_their_face_and_unknown_ones_stay_unknown():
    points = np.full((2, 5, 2), np.nan, np.float32)
    points[0] = 7
    boxes = [[10, 10, 24, 24], [100, 50, 24, 24]]
    targets = assign([picture(boxes=boxes, kinds=[FACE, FACE], points=points)])

    known = targets.positive[0, :, FACE] & torch.isfinite(targets.points[0]).all(-1).all(-1)

    assert (targets.boxes[0, known, FACE, 0] == 10).all()
    assert known.any()
    assert torch.isnan(targets.points[0][targets.boxes[0, :, FACE, 0] == 100]).all()


def test_pictures_without_anything_make_targets_too():
    targets = assign([picture(), Rectangles(160).picture(0)])

    assert not targets.positive[0].any()
    assert targets.positive[1].any()


def test_a_box_beyond_the_edge_and_an_empty_one_do_no_harm():
    targets = assign([picture(boxes=[[150, 80, 40, 40], [200, 10, 20, 20], [5, 5, 0, 9]], kinds=[FACE] * 3)])

    assert torch.isfinite(targets.boxes).all()
    assert (targets.boxes[targets.positive][:, 2:] > 0).all()


def test_pictures_of_different_sizes_make_no_batch():
    with pytest.raises(ValueError, match="one size"):
        assign([picture(), picture(width=192)])
