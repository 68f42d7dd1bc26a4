# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The network's tensors, and the way from them to detections in a picture of any size."""

import itertools
import time

import numpy as np
import pytest
import torch

from bauta_models.data.picture import FACE, HEAD, KINDS, PERSON, Detections
from bauta_models.detector.decoding import MOST, detections, suppress
from bauta_models.detector.network import PRIOR, RAW, DetectorNetwork, cells, decode, place
from bauta_models.detector.recipes import RECIPES
from bauta_models.detector.running import GREY, OwnSizeDetector, SizedDetector, TwoLooks, fit, in_torch
from bauta_models.families import recipe_of
from bauta_models.phinet.counting import cost


def tensors(width=160, height=96):
    count = len(cells(width, height)[0])
    return (
        np.zeros((len(KINDS), count), np.float32),
        np.zeros((4 * len(KINDS), count), np.float32),
        np.zeros((10, count), np.float32),
    )


def put(made, cell, kind, box, score):
    made[0][kind, cell] = score
    made[1].reshape(4, len(KINDS), -1)[:, kind, cell] = box


@pytest.mark.parametrize("name", RECIPES)
def test_every_cell_of_every_grid_answers(name):
    network = DetectorNetwork(recipe_of(name).shape).eval()

    predictions = network(torch.zeros(2, 3, 96, 160, dtype=torch.uint8))

    count = sum((96 // stride) * (160 // stride) for stride in (8, 16, 32))
    assert predictions.logits.shape == (2, 4, count)
    assert predictions.boxes.shape == (2, 16, count)
    assert predictions.points.shape == (2, 10, count)
    assert predictions.scores().mean().item() == pytest.approx(PRIOR, rel=0.2)


def test_the_widths_are_a_family_and_the_widest_keeps_to_its_budget():
    counted = [cost(DetectorNetwork(recipe.shape), 320, 192) for recipe in RECIPES.values()]

    assert counted[0].parameters <= 150_000
    assert all(wide.parameters > 1.5 * narrow.parameters for wide, narrow in itertools.pairwise(counted))
    assert all(wide.macs > 1.2 * narrow.macs for wide, narrow in itertools.pairwise(counted))


def test_places_are_the_centres_of_cells_in_pixels():
    found = place(torch.full((1, 5, 2, 3), 7.0), 8)[0]

    assert found[0].tolist() == [4, 12, 20, 4, 12, 20]
    assert found[1].tolist() == [4, 4, 4, 12, 12, 12]
    assert found[2].tolist() == [8] * 6


def test_boxes_and_points_are_decoded_from_their_cell():
    raw = torch.zeros(1, sum(RAW), 1)
    raw[0, 4 + PERSON], raw[0, 8 + PERSON] = 0.5, -0.5  # half a cell right, half a cell up
    raw[0, 12 + PERSON], raw[0, 16 + PERSON] = np.log(2), np.log(4)
    raw[0, 20 + 2], raw[0, 25 + 2] = 1, -1

    predictions = decode(raw, torch.tensor([[[20.0], [36.0], [8.0]]]))

    assert predictions.boxes_of_cells()[0, 0, PERSON].tolist() == pytest.approx([24 - 8, 32 - 16, 16, 32])
    assert predictions.points_of_cells()[0, 0, 2].tolist() == [28, 28]
    assert predictions.points_of_cells()[0, 0, 0].tolist() == [20, 36]


def test_the_widest_guess_is_finite():
    predictions = decode(torch.full((1, sum(RAW), 1), 1e4), torch.ones(1, 3, 1))

    assert torch.isfinite(predictions.boxes).all()


def test_of_doubles_the_best_is_kept_and_kinds_do_not_suppress_each_other():
    made = tensors()
    put(made, 0, HEAD, [10, 10, 20, 20], 0.6)
    put(made, 1, HEAD, [11, 10, 20, 20], 0.9)
    put(made, 2, HEAD, [60, 10, 20, 20], 0.3)
    put(made, 3, PERSON, [11, 10, 20, 20], 0.5)
    put(made, 4, PERSON, [0, 0, 9, 9], 0.01)

    found = detections(*made)

    assert found.kinds.tolist() == [HEAD, PERSON, HEAD]
    assert found.scores.tolist() == pytest.approx([0.9, 0.5, 0.3])
    assert found.boxes[0].tolist() == [11, 10, 20, 20]


def test_only_faces_have_points():
    made = tensors()
    put(made, 0, FACE, [10, 10, 20, 20], 0.9)
    put(made, 1, HEAD, [10, 10, 20, 20], 0.8)
    made[2][:, 0] = [1, 2, 3, 4, 5, 10, 20, 30, 40, 50]

    found = detections(*made)

    assert found.points[0].tolist() == [[1, 10], [2, 20], [3, 30], [4, 40], [5, 50]]
    assert np.isnan(found.points[1]).all()


def test_a_wild_network_gives_a_bounded_number_of_detections():
    made = tensors(320, 192)
    for cell in range(MOST + 50):
        put(made, cell, FACE, [30 * cell, 0, 20, 20], 0.9)

    assert len(detections(*made)) == MOST


def test_a_network_to_which_everything_is_likely_does_not_take_forever():
    made = tensors(1280, 736)
    made[0][:] = 0.5
    made[1][:] = np.random.default_rng(1).uniform(10, 700, made[1].shape)

    started = time.process_time()
    found = detections(*made)

    assert len(found) <= 4 * MOST
    assert time.process_time() - started < 20


def test_nothing_likely_is_nothing_found():
    assert len(detections(*tensors())) == 0
    assert len(suppress(np.zeros((0, 4)), 0.5, MOST)) == 0


@pytest.mark.parametrize(("width", "height", "factor"), [(640, 384, 0.5), (1280, 720, 0.25), (30, 30, 2.0)])
def test_a_picture_is_scaled_by_one_factor_to_the_top_left(width, height, factor):
    planes, found = fit(np.full((height, width, 3), 200, np.uint8), 320, 192)

    assert planes.shape == (3, 192, 320)
    assert found == factor
    assert (planes[:, : round(height * factor), : round(width * factor)] == 200).all()
    assert (planes[:, round(height * factor) :] == GREY).all()


def test_what_is_found_is_told_in_pixels_of_the_picture():
    made = [part[None] for part in tensors(320, 192)]
    put([part[0] for part in made], 5, FACE, [10, 20, 30, 40], 0.9)
    made[2][0, :, 5] = 16
    detector = SizedDetector(lambda planes: made, 320, 192)

    found = detector.detect(np.zeros((384, 640, 3), np.uint8))

    assert found.boxes.tolist() == [[20, 40, 60, 80]]
    assert found.points[0, 0].tolist() == [32, 32]


def test_an_input_size_that_the_grids_do_not_divide_is_refused():
    with pytest.raises(ValueError, match="multiples of 32"):
        SizedDetector(lambda planes: (), 320, 180)


def test_an_untrained_network_is_unsure_of_everything():
    detector = SizedDetector(in_torch(DetectorNetwork(recipe_of("street-quarter").shape)), 160, 96)

    assert len(detector.detect(np.zeros((100, 100, 3), np.uint8))) == 0


def test_an_unknown_recipe_is_refused_with_those_that_there_are():
    with pytest.raises(ValueError, match="street-half"):
        recipe_of("alley")


@pytest.mark.parametrize(("width", "height"), [(100, 70), (320, 192), (1000, 500)])
def test_a_picture_may_keep_its_own_size(width, height):
    seen = []

    def run(planes):
        seen.append(planes.shape)
        made = [part[None] for part in tensors(planes.shape[3], planes.shape[2])]
        put([part[0] for part in made], 5, HEAD, [10, 20, 30, 40], 0.9)
        return made

    found = OwnSizeDetector(run, largest=500).detect(np.zeros((height, width, 3), np.uint8))

    factor = min(1, 500 / max(width, height))
    assert seen[0][2] % 32 == seen[0][3] % 32 == 0
    assert 0 <= seen[0][3] - round(width * factor) < 32
    assert found.boxes[0].tolist() == pytest.approx([side / factor for side in (10, 20, 30, 40)])


def test_of_a_thing_seen_in_two_looks_the_surer_is_told():
    def look(boxes, scores, kinds):
        count = len(boxes)
        found = Detections(np.float32(boxes), np.float32(scores), np.array(kinds), np.full((count, 5, 2), np.nan))
        return type("Look", (), {"detect": staticmethod(lambda pixels: found)})

    large = look([[10, 10, 20, 40], [100, 10, 20, 40]], [0.6, 0.5], [PERSON, PERSON])
    small = look([[11, 10, 20, 40], [10, 10, 20, 40]], [0.9, 0.7], [PERSON, FACE])

    found = TwoLooks(large, small).detect(np.zeros((8, 8, 3), np.uint8))

    assert found.scores.tolist() == pytest.approx([0.9, 0.7, 0.5])
    assert found.kinds.tolist() == [PERSON, FACE, PERSON]
    assert found.boxes[0].tolist() == [11, 10, 20, 40]


def test_two_looks_that_see_nothing_tell_nothing():
    nothing = type("Look", (), {"detect": staticmethod(lambda pixels: Detections.none())})

    assert len(TwoLooks(nothing, nothing).detect(np.zeros((8, 8, 3), np.uint8)).scores) == 0
