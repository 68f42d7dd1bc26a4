# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""A run learns, can be broken off anywhere, keeps to its time, and leaves everything needed to know how it was made."""

import json

import numpy as np
import pytest
import torch

from bauta_models import descent
from bauta_models.descent import Settings, choose_device
from bauta_models.detector.batches import batches, mirrored
from bauta_models.detector.run_folder import COLUMNS
from bauta_models.detector.running import SizedDetector, in_torch
from bauta_models.detector.training import Training
from bauta_models.families import recipe_of
from rectangles import Rectangles, picture

QUIET = Settings(say=lambda line: None)


def short(pictures=32):
    return recipe_of("street-quarter").shortened(pictures, batch=4)


def overlap(a, b):
    low, high = np.maximum(a[:2], b[:2]), np.minimum(a[:2] + a[2:], b[:2] + b[2:])
    common = np.clip(high - low, 0, None).prod()
    return common / (a[2:].prod() + b[2:].prod() - common)


def object_found(detections, which, shown):
    """The number of the object that a detection found, None for a false alarm."""
    for number, (box, kind) in enumerate(zip(shown.boxes, shown.kinds, strict=True)):
        if kind == detections.kinds[which] and overlap(detections.boxes[which], box) > 0.5:
            return number
    return None


def test_a_few_seconds_are_enough_to_find_rectangles_never_seen(trained):
    detector = SizedDetector(in_torch(trained.network()), 128, 96)
    unseen, said, wanted, off = Rectangles(seed=99), [], 0, []

    for index in range(40):
        shown = unseen.picture(index)
        detections = detector.detect(shown.pixels)
        wanted += len(shown.boxes)
        for which, score in enumerate(detections.scores):
            number = object_found(detections, which, shown)
            said.append((score, number is not None))
            if number is not None and np.isfinite(detections.points[which]).all():
                away = np.abs(detections.points[which] - shown.points[number]).mean()
                off.append(away / shown.boxes[number, 2:].mean())
    surest = [right for _, right in sorted(said, reverse=True)[:wanted]]

    assert np.mean(surest) > 0.4  # chance would find next to none of them
    assert np.mean(off) < 0.15


def test_a_run_tells_how_it_was_made_and_how_it_went(trained):
    config = trained.config()
    losses = trained.losses()

    assert config["recipe"]["seed"] == 1
    assert config["data_digest"] == "rectangles-1"
    assert config["device"] == "cpu"
    assert tuple(losses) == COLUMNS
    assert np.mean(losses["box"][-20:]) < 0.5 * np.mean(losses["box"][:20])
    assert np.mean(losses["points"][-20:]) < 0.5 * np.mean(losses["points"][:20])
    assert (trained.path / "curves.png").read_bytes().startswith(b"\x89PNG")


def test_a_run_broken_off_ends_as_one_that_was_not(run_folder, tmp_path, monkeypatch):
    whole = Training(short(), Rectangles, run_folder, QUIET)
    whole.run()

    monkeypatch.setattr(descent, "CHECKPOINT_SECONDS", 0)
    broken_folder = type(run_folder)(tmp_path / "broken")
    broken = Training(short(), Rectangles, broken_folder, QUIET)
    monkeypatch.setattr(broken, "_step", _failing_at(3, broken._step))
    with pytest.raises(KeyboardInterrupt):
        broken.run()
    resumed = Training(short(), Rectangles, broken_folder, QUIET)

    assert resumed.run()
    assert resumed.steps == whole.steps == 8
    for one, other in zip(resumed.averaged.state_dict().values(), whole.averaged.state_dict().values(), strict=True):
        torch.testing.assert_close(one, other)


def _failing_at(number, step):
    taken = []

    def failing(batch):
        taken.append(batch)
        if len(taken) > number:
            raise KeyboardInterrupt
        return step(batch)

    return failing


def test_a_budget_holds_over_all_calls_and_anneals(run_folder):
    settings = Settings(budget=1e-9, say=lambda line: None)
    first = Training(short(4000), Rectangles, run_folder, settings)

    assert not first.run()
    assert first.steps <= 1
    more = Training(short(4000), Rectangles, run_folder, Settings(budget=1 / 60, say=lambda line: None))
    assert not more.run()
    assert more.steps > first.steps
    assert more.progress() == 1
    spent = more.steps
    again = Training(short(4000), Rectangles, run_folder, Settings(budget=1 / 60, say=lambda line: None))
    again.run()
    assert again.steps == spent


def test_a_finished_run_is_not_trained_again(run_folder):
    Training(short(8), Rectangles, run_folder, QUIET).run()
    before = run_folder.losses()

    assert Training(short(8), Rectangles, run_folder, QUIET).run()
    assert run_folder.losses() == before


def test_other_data_or_another_recipe_does_not_go_on_with_a_run(run_folder):
    Training(short(8), Rectangles, run_folder, QUIET).run()

    with pytest.raises(ValueError, match="another data_digest"):
        Training(short(8), lambda: Rectangles(seed=2), run_folder, QUIET).run()
    with pytest.raises(ValueError, match="another recipe"):
        Training(short(16), Rectangles, run_folder, QUIET).run()


def test_a_loss_that_is_no_number_stops_the_run_before_it_spoils_the_checkpoint(run_folder):
    trainee = Training(short(8), Rectangles, run_folder, QUIET)
    with torch.no_grad():
        trainee.network.heads[0].last.bias.fill_(float("nan"))

    with pytest.raises(FloatingPointError, match="the last checkpoint holds"):
        trainee.run()
    assert run_folder.checkpoint() is None


def test_progress_is_told(run_folder):
    said = []
    Training(short(4 * 20), Rectangles, run_folder, Settings(say=said.append)).run()

    assert any("80 pictures, 100% done" in line for line in said)


@pytest.mark.parametrize("processes", [0, 2])
def test_however_many_processes_prepare_them_batches_are_the_same(processes):
    made = [batch.planes for batch in batches(Rectangles, 6, 2, 5, processes)]

    assert len(made) == 3
    assert (made[0][0] == torch.from_numpy(Rectangles().picture(6).pixels.transpose(2, 0, 1))).all()
    assert (made[0][3] == made[0][0].flip(2)).all()
    assert made[0].dtype == torch.uint8


def test_a_mirror_swaps_left_and_right_of_boxes_and_points():
    points = np.array([[[10, 5], [20, 5], [15, 10], [11, 15], [19, 15]]], np.float32)
    seen = mirrored(picture(width=100, boxes=[[8, 2, 20, 20]], kinds=[0], points=points))

    assert seen.boxes.tolist() == [[72, 2, 20, 20]]
    assert seen.points[0].tolist() == [[80, 5], [90, 5], [85, 10], [81, 15], [89, 15]]


def test_a_batch_that_cannot_be_half_mirrored_is_refused():
    with pytest.raises(ValueError, match="even"):
        batches(Rectangles, 3, 0, 1, 0)


def test_a_run_that_is_not_there_is_told_so(run_folder):
    with pytest.raises(FileNotFoundError, match="bauta-models train"):
        run_folder.network()


def test_a_run_without_checkpoint_has_no_network(run_folder):
    run_folder.start(recipe_of("street"), "digest", "cpu")

    with pytest.raises(FileNotFoundError, match="no network yet"):
        run_folder.network()


def test_nothing_half_written_is_left(trained):
    assert not list(trained.path.glob("*.partial"))
    assert json.loads((trained.path / "config.json").read_text())["recipe"]["name"] == "street-quarter"


def test_a_device_that_is_not_there_is_refused():
    assert choose_device("cpu") == "cpu"
    assert choose_device("auto") in ("cpu", "cuda")
    if not torch.cuda.is_available():
        with pytest.raises(ValueError, match="--device cpu"):
            choose_device("cuda")
