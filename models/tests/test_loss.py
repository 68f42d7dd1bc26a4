# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What is made small when a detector learns."""

import math

import pytest
import torch

from bauta_models.data.picture import ALL_KINDS, FACE, KINDS, PERSON, PLATE
from bauta_models.detector.knowing import Knowing
from bauta_models.detector.loss import FEWEST_CELLS, FLOOR, likeness, losses, overlap_and_distance, quality_focal
from bauta_models.detector.network import DetectorNetwork, K, Predictions
from bauta_models.detector.recipes import RECIPES
from bauta_models.detector.targets import Targets, assign
from rectangles import Rectangles, picture


def perfect(targets: Targets) -> Predictions:
    logits = torch.where(targets.positive, 12.0, -12.0).transpose(1, 2)
    boxes = targets.boxes.permute(0, 3, 2, 1).flatten(1, 2)
    points = targets.points.nan_to_num(0).permute(0, 3, 2, 1).flatten(1, 2)
    return Predictions(logits, boxes, points)


def test_saying_what_is_there_costs_next_to_nothing():
    targets = assign([Rectangles().picture(index) for index in range(4)])

    found = losses(perfect(targets), targets)

    assert found.total < 1e-4


def test_saying_what_a_teacher_says_costs_nothing_and_its_doubts_are_learnt_too():
    targets = assign([picture(boxes=[[50, 20, 40, 40], [20, 10, 60, 80]], kinds=[FACE, PERSON])])
    known, same = perfect(targets), perfect(targets)
    known.logits = same.logits = known.logits.clamp(-3, 1)
    bold = perfect(targets)

    assert likeness(same, known).total < 1e-4
    assert likeness(bold, known).score > 0.1
    moved = Predictions(same.logits, same.boxes + 10, same.points + 10)
    assert likeness(moved, known).box > 0.1
    assert likeness(moved, known).points > 0.1


def test_of_each_kind_the_last_teacher_that_knows_it_tells():
    teachers = [DetectorNetwork(RECIPES["street-quarter"].shape).eval() for _ in range(2)]
    planes = torch.randint(0, 255, (1, 3, 64, 96), dtype=torch.uint8)

    with torch.no_grad():
        both = Knowing([(teachers[0], range(K)), (teachers[1], [PLATE])])(planes)
        first, second = (teacher(planes) for teacher in teachers)

    for kind, told in enumerate([first] * PLATE + [second]):
        torch.testing.assert_close(both.logits[:, kind], told.logits[:, kind])
        torch.testing.assert_close(both.boxes_of_cells()[:, :, kind], told.boxes_of_cells()[:, :, kind])
    torch.testing.assert_close(both.points, first.points)
    with pytest.raises(ValueError, match="no teacher knows"):
        Knowing([(teachers[1], [PLATE])])


def test_missing_an_object_costs_more_than_a_doubt():
    targets = assign([picture(boxes=[[50, 20, 40, 40]], kinds=[FACE])])
    doubtful, blind = perfect(targets), perfect(targets)
    doubtful.logits[doubtful.logits > 0] = 0
    blind.logits[blind.logits > 0] = -6

    assert losses(blind, targets).score > 10 * losses(doubtful, targets).score > 0


def test_a_false_alarm_costs_only_where_labels_are_complete():
    complete, open_ended = (
        assign([picture(boxes=[[50, 20, 40, 40]], kinds=[FACE], complete=kinds)])
        for kinds in (ALL_KINDS, frozenset({FACE}))
    )
    alarmed = perfect(complete)
    alarmed.logits[0, PERSON, 3] = 6

    assert losses(alarmed, complete).score * len(KINDS) * FEWEST_CELLS > 1
    assert losses(alarmed, open_ended).score < 1e-4


def test_a_kind_counts_as_much_as_another_however_many_there_are():
    faces = [[x, y, 40, 40] for x in (10, 60, 110) for y in (5, 50)]
    few, many = (
        assign([picture(boxes=[*shown, [10, 10, 100, 80]], kinds=[*(FACE for _ in shown), PERSON])])
        for shown in (faces[:1], faces)
    )
    costs = []
    for targets in (few, many):
        blind = perfect(targets)
        blind.logits[:, PERSON] = -6
        costs.append(losses(blind, targets).score)

    assert costs[0] > 0.1
    assert costs[1] == pytest.approx(costs[0].item())


def test_a_badly_fitting_box_is_still_worth_a_score():
    targets = assign([picture(boxes=[[50, 20, 40, 40]], kinds=[FACE])])
    far = perfect(targets)
    far.boxes = far.boxes + 1000
    far.logits = torch.where(targets.positive, math.log(FLOOR / (1 - FLOOR)), -12.0).transpose(1, 2)

    assert losses(far, targets).score < 1e-4
    cells = max(FEWEST_CELLS, int(targets.positive.sum()))
    assert losses(far, targets).box * len(KINDS) * cells / targets.positive.sum() > 1.5


@pytest.mark.parametrize(
    ("other", "overlap", "distance"),
    [((0, 0, 10, 10), 1.0, 0.0), ((5, 0, 10, 10), 50 / 150, 25 / 325), ((20, 0, 10, 10), 0.0, 400 / 1000)],
)
def test_overlap_and_distance_are_those_computed_by_hand(other, overlap, distance):
    found = overlap_and_distance(torch.tensor([[0.0, 0, 10, 10]]), torch.tensor([other], dtype=torch.float32))

    assert found[0].item() == pytest.approx(overlap)
    assert found[1].item() == pytest.approx(distance)


def test_the_focal_loss_is_the_one_computed_by_hand():
    loss = quality_focal(torch.tensor([0.0]), torch.tensor([0.8]))

    assert loss.item() == pytest.approx(math.log(2) * 0.3**2)


def test_unknown_points_cost_nothing_and_known_ones_in_parts_of_the_face():
    targets = assign([picture(boxes=[[50, 20, 40, 40]], kinds=[FACE])])
    assert losses(perfect(targets), targets).points == 0

    targets.points[:] = 30.0
    shifted = perfect(targets)
    shifted.points = shifted.points + 10  # a quarter of the face: 0.25 - 0.05 each, ten numbers

    assert losses(shifted, targets).points.item() == pytest.approx(10 * 0.2, rel=1e-3)


def test_a_batch_with_nothing_to_learn_is_no_trouble():
    targets = assign([picture(complete=frozenset())])
    silent = perfect(targets)
    silent.logits.requires_grad_()
    silent.boxes.requires_grad_()

    found = losses(silent, targets)
    found.total.backward()

    assert found.total == 0
