# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What leaves the factory computes what was trained, describes itself, and can be replayed elsewhere."""

import hashlib
import json
from dataclasses import replace

import numpy as np
import onnx
import pytest
import torch

from bauta_models.data.picture import KINDS, PLATE
from bauta_models.descent import Settings
from bauta_models.detector.decoding import detections
from bauta_models.detector.network import STRIDES, DetectorNetwork
from bauta_models.detector.run_folder import RunFolder
from bauta_models.detector.running import SizedDetector, in_onnx_runtime, in_torch
from bauta_models.detector.training import Training
from bauta_models.export.description import keep_figures, read
from bauta_models.export.finished import FORM, PLATE_FORM
from bauta_models.export.folder import export_model
from bauta_models.export.golden import drawn_planes, replay
from bauta_models.export.onnx import OPSET, export, save
from bauta_models.export.quantise import FIRST, kept_in_floats, quantise
from bauta_models.export.timing import milliseconds, processor
from bauta_models.export.weights import load_weights, mean, write_weights
from bauta_models.families import recipe_of
from rectangles import Rectangles


@pytest.fixture(scope="session")
def exported(trained, tmp_path_factory):
    """Folders of the trained detector, in floats and in bytes."""
    top = tmp_path_factory.mktemp("exported")
    pictures = Rectangles(320, 192, seed=7)
    planes = [pictures.picture(index).pixels.transpose(2, 0, 1) for index in range(16)]
    return export_model(
        trained.network(), FORM, trained.recipe(), planes, top, {"data": trained.config()["data_digest"]}
    )


@pytest.mark.parametrize(("batch", "width", "height"), [(1, 320, 192), (1, 128, 96), (3, 96, 160)])
def test_the_exported_network_computes_what_was_trained_at_any_size(trained, exported, batch, width, height):
    planes = np.concatenate([drawn_planes(width, height, seed) for seed in range(batch)])

    here = in_torch(trained.network())(planes)
    there = in_onnx_runtime(exported[0] / "model.onnx")(planes)

    for wanted, found in zip(here, there, strict=True):
        np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-3)


def test_it_takes_bytes_and_is_plain_onnx(exported):
    model = onnx.load(exported[0] / "model.onnx")

    assert model.opset_import[0].version == OPSET == 17
    assert model.graph.input[0].type.tensor_type.elem_type == onnx.TensorProto.UINT8
    assert not any(node.op_type in ("BatchNormalization", "Identity") for node in model.graph.node)
    assert {node.domain for node in model.graph.node} == {""}
    assert (exported[0] / "model.onnx").stat().st_size < 2_000_000


def test_the_same_network_gives_the_same_bytes(trained, tmp_path):
    for name in ("one", "other"):
        export(trained.network(), FORM, tmp_path / name, 320, 192)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_nothing_in_it_tells_where_it_was_made(exported):
    for folder in exported:
        content = (folder / "model.onnx").read_bytes()
        assert b"site-packages" not in content
        assert b"/home/" not in content
        assert b".py" not in content


def test_it_describes_itself_as_java_reads_it(trained, exported):
    for folder in exported:
        description = json.loads((folder / "model.json").read_text())

        assert description["name"] == folder.name
        assert description["sha256"] == hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
        assert description["family"] == "phinet"
        assert description["width"] == trained.recipe().width
        assert description["parameters"] == sum(part.numel() for part in trained.network().parameters())
        assert description["macs"] > 1_000_000
        assert description["data"] == "rectangles-1"
        assert description["inputs"] == [
            {"name": "image", "type": "uint8", "shape": ["batch", 3, "height", "width"]},
        ]
        assert description["outputs"] == [
            {"name": "scores", "type": "float32", "shape": ["batch", 4, "cells"]},
            {"name": "boxes", "type": "float32", "shape": ["batch", 16, "cells"]},
            {"name": "points", "type": "float32", "shape": ["batch", 10, "cells"]},
        ]


def test_figures_come_later_and_are_numbers(exported):
    keep_figures(exported[1], {"old": 1.0})
    keep_figures(exported[1], {"recall.10-16px": np.float32(0.5), "nothing": float("nan")})

    assert read(exported[1])["figures"] == {"recall.10-16px": 0.5}
    assert read(exported[1])["precision"] == "int8"
    assert read(exported[0])["figures"] == {}


def test_a_model_that_is_not_there_has_no_figures(tmp_path):
    with pytest.raises(FileNotFoundError, match="bauta-models export"):
        keep_figures(tmp_path, {})


def test_an_export_that_fails_leaves_what_was_there(trained, exported, tmp_path):
    place = tmp_path / "street-quarter-int8"
    place.mkdir()
    (place / "model.onnx").write_bytes(b"the old one")

    with pytest.raises(ValueError, match="calibration pictures"):
        export_model(trained.network(), FORM, trained.recipe(), [], tmp_path)

    assert (place / "model.onnx").read_bytes() == b"the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["street-quarter", "street-quarter-int8"]


def test_the_golden_tensors_replay(exported):
    for folder in exported:
        with np.load(folder / "golden.npz") as golden:
            assert set(golden) == {"image", "scores", "boxes", "points"}
            assert golden["image"].dtype == np.uint8
            assert golden["scores"].dtype == np.float32
            assert all(array.flags.c_contiguous for array in golden.values())
        assert replay(folder) < 1e-5


def test_what_was_found_in_the_golden_picture_is_kept_beside_it(exported):
    for folder in exported:
        kept = json.loads((folder / "detections.json").read_text())
        with np.load(folder / "golden.npz") as golden:
            found = detections(
                golden["scores"][0], golden["boxes"][0], golden["points"][0], least_score=kept["leastScore"]
            )

        assert [row["kind"] for row in kept["detections"]] == [KINDS[kind] for kind in found.kinds]
        assert np.allclose([row["x"] for row in kept["detections"]], found.boxes[:, 0], atol=1e-3)


def test_a_training_goes_on_from_exported_weights(exported, trained, tmp_path):
    recipe = trained.recipe().shortened(8, batch=4)
    training = Training(recipe, Rectangles, RunFolder(tmp_path / "run"), Settings(say=lambda line: None))
    training.begin_with(lambda network: load_weights(network, exported[0]))

    begun, kept = training.network.state_dict(), trained.network().state_dict()

    assert all(torch.equal(begun[name], kept[name]) for name in kept)
    with pytest.raises(ValueError, match="another shape"):
        load_weights(DetectorNetwork(recipe_of("street").shape), exported[0])
    with pytest.raises(FileNotFoundError, match="no weights"):
        load_weights(training.network, exported[1])


def test_a_training_goes_on_with_depth_that_the_exported_network_lacks(trained, tmp_path):
    shape = trained.recipe().shape
    plain = DetectorNetwork(replace(shape, backbone=replace(shape.backbone, wide_ends=()))).eval()
    deeper = DetectorNetwork(replace(shape, backbone=replace(shape.backbone, wide_ends=(16, 32)))).eval()
    picture = torch.randint(0, 255, (1, 3, 96, 160), dtype=torch.uint8)

    write_weights(plain, tmp_path)
    load_weights(deeper, tmp_path)

    with torch.no_grad():
        assert torch.allclose(plain(picture).logits, deeper(picture).logits, atol=1e-5)


def test_a_network_for_plates_gives_what_the_whole_one_says_of_them(trained):
    # Given one network, exported for all kinds and for plates alone
    picture = torch.from_numpy(drawn_planes(96, 64))
    with torch.no_grad():
        scores, boxes, _ = FORM.finish(trained.network()).eval()(picture)
        own_scores, own_boxes = PLATE_FORM.finish(trained.network()).eval()(picture)

    torch.testing.assert_close(own_scores, scores[:, PLATE : PLATE + 1])
    torch.testing.assert_close(own_boxes, boxes[:, PLATE :: len(KINDS)])


def test_a_golden_replay_notices_another_network(exported, tmp_path):
    other = DetectorNetwork(recipe_of("street-quarter").shape).eval()
    export(other, FORM, tmp_path / "model.onnx", 320, 192)
    (tmp_path / "golden.npz").write_bytes((exported[0] / "golden.npz").read_bytes())

    assert replay(tmp_path) > 0.1


def test_bytes_find_what_floats_find(exported):
    floats, integers = (SizedDetector(in_onnx_runtime(folder / "model.onnx"), 128, 96) for folder in exported)
    unseen, agreed, all_found = Rectangles(seed=50), 0, 0

    for index in range(30):
        pixels = unseen.picture(index).pixels
        wanted, found = floats.detect(pixels), integers.detect(pixels)
        for which in np.flatnonzero(wanted.scores > 0.4):
            near = np.abs(found.boxes - wanted.boxes[which]).max(1, initial=0) < 4
            same = near & (found.kinds == wanted.kinds[which])
            agreed += bool((np.abs(found.scores - wanted.scores[which])[same] < 0.15).any())
            all_found += 1

    assert all_found > 10
    assert agreed / all_found > 0.9


def test_weights_are_bytes_but_for_the_first_and_last_convolutions(exported):
    model = onnx.load(exported[1] / "model.onnx")
    weights = {weight.name: weight for weight in model.graph.initializer}
    dequantised = {node.output[0]: node.input[0] for node in model.graph.node if node.op_type == "DequantizeLinear"}

    bytes_, floats = 0, []
    for node in model.graph.node:
        if node.op_type == "Conv":
            name = node.input[1]
            if name in dequantised:
                assert weights[dequantised[name]].data_type == onnx.TensorProto.INT8
                bytes_ += 1
            else:
                floats.append(node.name)
    assert bytes_ > 30
    assert len(floats) == FIRST + len(STRIDES)
    assert set(floats) <= set(kept_in_floats(model))


def test_nothing_is_computed_from_the_sizes_of_the_picture(exported):
    operations = [node.op_type for node in onnx.load(exported[0] / "model.onnx").graph.node]

    assert not {"Shape", "Gather", "ConstantOfShape"} & set(operations)
    assert operations.count("CumSum") == 2


def test_quantising_without_pictures_is_refused(exported, tmp_path):
    with pytest.raises(ValueError, match="calibration pictures"):
        quantise(exported[0] / "model.onnx", tmp_path / "model.onnx", [])


def test_a_network_too_large_to_commit_is_refused(tmp_path):
    weights = onnx.numpy_helper.from_array(np.ones((1, 4, 150_000), np.float32), "weights")
    value = onnx.helper.make_tensor_value_info("image", onnx.TensorProto.FLOAT, [1, 4, 150_000])
    scores = onnx.helper.make_tensor_value_info("scores", onnx.TensorProto.FLOAT, [1, 4, 150_000])
    add = onnx.helper.make_node("Add", ["image", "weights"], ["scores"])
    graph = onnx.helper.make_graph([add], "large", [value], [scores], [weights])
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8)

    with pytest.raises(ValueError, match="at most 2000000"):
        save(model, {"scores": 4}, tmp_path / "model.onnx")
    assert not (tmp_path / "model.onnx").exists()


def test_a_network_that_is_not_there_is_told_so(tmp_path):
    with pytest.raises(FileNotFoundError, match="no network"):
        in_onnx_runtime(tmp_path / "model.onnx")


def test_times_are_measured_in_turns(exported):
    took = milliseconds({folder.name: folder / "model.onnx" for folder in exported}, 128, 96, rounds=3)

    assert set(took) == {"street-quarter", "street-quarter-int8"}
    assert all(0 < value < 1000 for value in took.values())
    assert processor()


def test_the_mean_of_runs_lies_between_them_and_other_shapes_have_none():
    one, other = (DetectorNetwork(recipe_of("street-quarter").shape) for _ in range(2))
    ends = [network.state_dict()["heads.0.last.weight"].clone() for network in (one, other)]

    middle = mean([one, other])

    assert torch.allclose(middle.heads[0].last.weight, (ends[0] + ends[1]) / 2)
    with pytest.raises(ValueError, match="other shapes"):
        mean([one, DetectorNetwork(recipe_of("street-half").shape)])
