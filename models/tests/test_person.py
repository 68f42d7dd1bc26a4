# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""``person``: begins with what its teacher knows, keeps it at any size, and costs at most half."""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from bauta_models.cli import ROOM, main
from bauta_models.data.picture import FACE, PERSON
from bauta_models.detector.decoding import detections
from bauta_models.detector.running import in_onnx_runtime
from bauta_models.export.golden import drawn_planes
from bauta_models.export.onnx import export
from bauta_models.person.export import FORM, FinishedPerson
from bauta_models.person.network import STRIDE, PersonNetwork, PersonPredictions
from bauta_models.person.recipes import PERSON_RECIPE, Recipe
from bauta_models.person.targets import assign
from bauta_models.person.teacher import SIDE, begin, teacher, unlike
from bauta_models.person.training import losses
from bauta_models.phinet.counting import cost
from rectangles import picture
from shared_data import SHARED, needs_shared

FASTESTDET_MACS = 121_491_744
"""Of the teacher at 352 × 352, counted on its ONNX file."""


@needs_shared
def test_the_teacher_in_torch_says_what_its_file_says():
    pixels = torch.randint(0, 256, (1, 3, SIDE, SIDE)).float()
    file = onnxruntime.InferenceSession(str(SHARED / "data/models/FastestDet.onnx"))
    there = file.run(None, {"input.1": pixels.flip(1).numpy() / np.float32(255)})[0]

    knowing = teacher(SHARED)
    shared = knowing.features(pixels)[-1]
    here = torch.cat([knowing.thing(shared).sigmoid(), knowing.box(shared), knowing.kind(shared).softmax(1)], 1)

    np.testing.assert_allclose(here.numpy(), there, atol=1e-3)


@needs_shared
def test_a_pupil_begins_as_its_teacher():
    knowing, pupil = teacher(SHARED), PersonNetwork()
    pictures = torch.randint(0, 256, (2, 3, SIDE, SIDE)).float()

    before = unlike(pupil.features(pictures), knowing, pictures)
    begin(pupil, knowing)

    assert before > 0.5
    assert unlike(pupil.features(pictures), knowing, pictures) < 1e-6


def test_a_teacher_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="FastestDet"):
        teacher(tmp_path)


def test_it_costs_at_most_half_of_what_its_teacher_costs():
    counted = cost(PersonNetwork(), PERSON_RECIPE.input_width, PERSON_RECIPE.input_height)

    assert counted.macs <= FASTESTDET_MACS / 2
    assert counted.macs == json.loads((ROOM / "exported" / "person" / "model.json").read_text())["macs"]


def test_the_four_cells_about_a_middle_answer_and_of_two_persons_the_smaller_has_the_cell():
    large, small = [40, 10, 40, 80], [62, 42, 12, 24]
    targets = assign([picture(boxes=[small, large], kinds=[PERSON, PERSON])])

    assert targets.positive[0].nonzero().tolist() == [[3, 3], [3, 4], [3, 5], [4, 3], [4, 4], [4, 5]]
    assert targets.boxes[0, 3, 3].tolist() == large
    assert targets.boxes[0, 3, 4].tolist() == small
    assert targets.counts.all()


def test_silence_is_background_only_where_persons_are_all_marked():
    targets = assign([picture(boxes=[[50, 20, 40, 40]], kinds=[PERSON], complete=frozenset({FACE}))])

    assert torch.equal(targets.counts, targets.positive)
    assert targets.positive.any()


def test_who_is_to_be_ignored_is_neither_person_nor_background():
    sure, doubt = [20, 10, 40, 60], [0, 0, 80, 96]
    targets = assign([picture(boxes=[sure, doubt], kinds=[PERSON, PERSON], ignore=[False, True])])
    places = torch.arange(0, 160, STRIDE)

    assert not targets.counts[0, 0, places < 80].any()
    assert targets.counts[0, :, places >= 80].all()
    assert targets.counts[0, 1, 2]


def test_right_boxes_and_sure_scores_cost_least():
    targets = assign([picture(boxes=[[40, 10, 40, 80]], kinds=[PERSON])])
    boxes = targets.boxes.permute(0, 3, 1, 2)
    right = torch.where(targets.positive, 12.0, -12.0)

    def of(logits, boxes):
        return [loss.item() for loss in losses(PersonPredictions(logits, boxes, ()), targets)]

    assert of(right, boxes) == pytest.approx([0, 0], abs=1e-3)
    assert of(-right, boxes)[0] > 1
    assert of(right, boxes + 20)[1] > 0.1


@pytest.mark.parametrize(("batch", "width", "height"), [(1, 320, 192), (2, 96, 160)])
def test_the_exported_network_computes_what_was_trained_at_any_size(batch, width, height, tmp_path):
    torch.manual_seed(3)
    network = PersonNetwork().eval()
    planes = np.concatenate([drawn_planes(width, height, seed) for seed in range(batch)])
    with torch.no_grad():
        here = network(torch.from_numpy(planes))

    export(network, FORM, tmp_path / "model.onnx", 320, 192)
    scores, boxes = in_onnx_runtime(tmp_path / "model.onnx")(planes)

    np.testing.assert_allclose(scores, here.logits.flatten(1)[:, None].sigmoid().numpy(), atol=1e-4)
    np.testing.assert_allclose(boxes, here.boxes.flatten(2).numpy(), rtol=1e-4, atol=1e-2)
    assert network.scale == pytest.approx(1 / 255)
    assert FinishedPerson(network).network.scale == 1


def test_what_it_gives_are_persons():
    scores, boxes = np.float32([[0.1, 0.9, 0.8]]), np.float32([[0, 10, 11], [0, 20, 20], [5, 30, 30], [5, 60, 60]])

    found = detections(scores, boxes, least_score=0.5, kinds=FORM.kinds)

    assert found.kinds.tolist() == [PERSON]
    assert found.boxes.tolist() == [[10, 20, 30, 60]]
    assert np.isnan(found.points).all()


def test_a_recipe_comes_back_from_the_file_of_its_run():
    assert Recipe.from_json(json.loads(json.dumps(PERSON_RECIPE.as_json()))) == PERSON_RECIPE


def test_no_part_of_it_can_be_kept_still(tmp_path, capsys):
    asked = ["train", "person", "--drawn", "--smoke", "--run", str(tmp_path), "--still", "1"]

    assert main([*asked, "--from", str(Path(ROOM) / "exported" / "person")]) == 1
    assert "kept still" in capsys.readouterr().err
