# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The command: every step by its verb, clear refusals, and a whole way from drawn pictures to an exported model."""

import json

import numpy as np
import pytest
import torch

from bauta_models import steps
from bauta_models.cli import ROOM, main, parser
from bauta_models.data.picture import find_shared
from bauta_models.families import RECIPES
from bauta_models.judging.report import ClipFigures, Figures, Report


def test_every_verb_explains_itself(capsys):
    for verb in ("data", "train", "evaluate", "export", "card"):
        with pytest.raises(SystemExit) as ended:
            main([verb, "--help"])
        assert ended.value.code == 0
        assert "--shared" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["dance", "street"],
        ["train"],
        ["train", "street", "--budget", "-1"],
        ["evaluate", "street", "--size", "320x180"],
        ["evaluate", "street", "--kind", "dog"],
    ],
)
def test_wrong_usage_is_refused(wrong, capsys):
    with pytest.raises(SystemExit) as ended:
        main(wrong)

    assert ended.value.code == 2
    assert "usage: bauta-models" in capsys.readouterr().err


def test_an_unknown_model_is_refused_in_one_line(capsys, tmp_path):
    assert main(["train", "alley", "--drawn", "--run", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("bauta-models: there is no model 'alley'; there are: street")


@pytest.mark.parametrize("verb", ["export", "evaluate", "card"])
def test_a_step_whose_input_is_missing_says_what_makes_it(verb, capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "find_shared", lambda given: tmp_path)

    code = main([verb, "street", "--run", str(tmp_path / "run"), "--exported", str(tmp_path / "exported")])

    assert code == 1
    assert "bauta-models " in capsys.readouterr().err.split(": ", 1)[1]


def test_without_shared_data_it_says_how_to_go_on(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "find_shared", lambda given: None)

    assert main(["train", "street", "--run", str(tmp_path)]) == 1
    assert "--drawn" in capsys.readouterr().err


@pytest.mark.parametrize("name", RECIPES)
def test_each_recipe_runs_from_drawn_pictures(name, tmp_path, capsys):
    run = tmp_path / "run"

    assert main(["train", name, "--drawn", "--smoke", "--device", "cpu", "--run", str(run)]) == 0
    assert {"config.json", "checkpoint.pt", "network.pt", "losses.csv", "curves.png"} <= {
        file.name for file in run.iterdir()
    }
    assert "finished" in capsys.readouterr().err


def test_a_trained_run_becomes_two_exported_models(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(steps, "find_shared", lambda given: None)
    run, exported = str(tmp_path / "run"), tmp_path / "exported"
    options = ["--run", run, "--exported", str(exported)]

    assert main(["train", "street-quarter", "--drawn", "--smoke", "--device", "cpu", *options]) == 0
    assert main(["export", "street-quarter", "--calibration", "4", *options]) == 0

    assert sorted(folder.name for folder in exported.iterdir()) == ["street-quarter", "street-quarter-int8"]
    described = json.loads((exported / "street-quarter-int8" / "model.json").read_text())
    assert described["precision"] == "int8"
    assert described["training"]["pictures"] == steps.SMOKE_PICTURES
    assert described["training"]["data_digest"]


def test_what_is_told_of_several_runs_is_told_of_all():
    one = {"pictures": 80, "minutes": 6.5, "device": "cpu", "seed": 1}

    assert steps.together([one]) == one
    assert steps.together([one, {**one, "seed": 2}]) == {**one, "pictures": 160, "minutes": 13.0, "runs": 2}


def test_a_kind_stands_for_the_widest_model(monkeypatch):
    asked = []
    monkeypatch.setattr(steps, "evaluate", lambda options, say: asked.append(options))

    assert main(["evaluate", "face", "--device", "cpu"]) == 0
    assert asked[0].model == "street"
    assert asked[0].kind == ["face"]


def test_breaking_off_is_no_failure_of_the_command(monkeypatch, capsys):
    def broken(options, say):
        raise KeyboardInterrupt

    monkeypatch.setattr(steps, "train", broken)

    assert main(["train", "street"]) == 130
    assert "the same command goes on" in capsys.readouterr().err


def test_figures_have_names_that_a_description_can_hold():
    row = Figures("ours", "plate", "car park, by eye", 24, 30, 0.5, 0.8, 0.9, {"10-16": 0.7}, {"10-16": 3}, 0.4, 0.1)
    clip = ClipFigures("ours", "face", "arcade.mp4", "a teacher", 7, 0.2, 100.0, 0.05, 25.0)
    report = Report(pictures=[row, Figures("other", *list(vars(row).values())[1:])], clips=[clip])

    assert steps.figures_of(report, "ours") == {
        "plate.average-precision.car-park-by-eye": 0.8,
        "plate.recall.car-park-by-eye": 0.9,
        "plate.recall.car-park-by-eye.10-16px": 0.7,
        "plate.threshold.car-park-by-eye": 0.4,
        "face.track-leak-rate.arcade.mp4": 0.2,
        "face.misses-an-hour.arcade.mp4": 100.0,
    }


def test_options_default_to_folders_of_the_project():
    asked = parser().parse_args(["card", "street"])

    assert asked.exported.name == "exported"
    assert asked.cards.name == "cards"
    assert asked.exported.parent == asked.cards.parent == ROOM


def test_a_whole_evaluation_of_an_untrained_model_ends_with_a_card(tmp_path, capsys):
    shared = find_shared()
    if shared is None:
        pytest.skip("no shared data here: BAUTA_SHARED names the folder that holds data")
    options = ["--run", str(tmp_path / "run"), "--exported", str(tmp_path / "exported"), "--shared", str(shared)]
    assert main(["train", "street-quarter", "--drawn", "--smoke", "--device", "cpu", *options]) == 0
    assert main(["export", "street-quarter", "--calibration", "4", *options]) == 0

    assert main(["evaluate", "street-quarter", "--kind", "plate", "--no-clips", "--keep", *options]) == 0
    assert main(["card", "street-quarter", "--cards", str(tmp_path / "cards"), *options]) == 0

    described = json.loads((tmp_path / "exported" / "street-quarter" / "model.json").read_text())
    assert any(name.startswith("plate.recall.") for name in described["figures"])
    assert described["figures"]["milliseconds.320x192"] > 0
    assert set(json.loads((tmp_path / "run" / "figures.json").read_text())) == {"street-quarter", "street-quarter-int8"}
    assert "### plate" in (tmp_path / "cards" / "street-quarter.md").read_text()


def test_blocks_kept_still_stay_as_they_were_also_when_the_run_is_gone_on_with(capsys, tmp_path):
    usual = ["train", "street-quarter", "--drawn", "--smoke", "--device", "cpu", "--run", str(tmp_path / "run")]
    still = [*usual, "--from", str(ROOM / "exported" / "street-quarter"), "--still", "2"]

    assert main([*usual, "--still", "2"]) == 1
    assert "--from" in capsys.readouterr().err
    assert main([*still, "--budget", "0.01"]) == 0
    assert main(usual) == 0

    with np.load(ROOM / "exported" / "street-quarter" / "weights.npz") as kept:
        trained = torch.load(tmp_path / "run" / "network.pt")
        same = {name for name in kept if np.allclose(kept[name], trained[name].numpy(), rtol=1e-4, atol=1e-6)}
    assert {name for name in trained if name.startswith(("backbone.stem.", "backbone.blocks.0."))} <= same
    assert "backbone.blocks.3.layers.0.weight" not in same


def test_a_run_that_learns_from_another_network_tells_so_and_goes_on_with_it(capsys, tmp_path):
    alone = ["train", "street-quarter", "--drawn", "--smoke", "--device", "cpu", "--run", str(tmp_path / "run")]
    taught = [
        *alone,
        *("--like", str(ROOM / "exported" / "street-half")),
        *("--like", str(ROOM / "exported" / "plate")),
    ]

    assert main([*taught, "--budget", "0.01"]) == 0
    assert main(alone) == 1
    assert "--like" in capsys.readouterr().err
    assert main(taught) == 0

    told = json.loads((tmp_path / "run" / "config.json").read_text())["before"]["like"]
    assert [teacher.split()[0] for teacher in told.split(", ")] == ["street-half", "plate"]


def test_what_cannot_teach_or_cannot_be_judged_is_refused_in_one_line(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "find_shared", lambda given: tmp_path)
    exported, run = ROOM / "exported", str(tmp_path / "run")

    assert main(["train", "street", "--drawn", "--smoke", "--run", run, "--like", str(exported / "person")]) == 1
    assert main(["evaluate", "person", "--kind", "face"]) == 1

    assert capsys.readouterr().err.splitlines()[-2:] == [
        "bauta-models: 'person' has other cells; --like names one of street, street-half, street-quarter, plate, "
        "in floats",
        "bauta-models: 'person' finds person, not face",
    ]


def test_a_network_with_a_teacher_of_its_own_takes_no_other(capsys, tmp_path):
    asked = ["train", "person", "--drawn", "--smoke", "--run", str(tmp_path / "run")]

    assert main([*asked, "--like", str(ROOM / "exported" / "street")]) == 1
    assert "its own teacher" in capsys.readouterr().err
