# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The card of voice tells what was measured, on that very network, and what could not be judged."""

import pytest

from bauta_models.card.sets import VOICE_SETS
from bauta_models.card.voice import card
from bauta_models.cli import main

DESCRIBED = {
    "parameters": 171_000,
    "macs": 300_000,
    "sha256": "ab" * 32,
    "training": {"scenes": 20_000, "minutes": 25, "device": "cpu", "seed": 1, "data_digest": "cd" * 32},
}
MOUTH = {
    "parameters": 426_000,
    "macs": 423_000,
    "sha256": "12" * 32,
    "ahead": 5,
    "training": {"pieces": 60_000, "minutes": 20, "device": "cpu", "seed": 1, "data_digest": "34" * 32},
}
EVALUATION = {
    "sha256": "ab" * 32,
    "mouth": "12" * 32,
    "tables": {"Who spoke: equal error rate, %": "| mode | ignorant |\n| --- | --- |\n| convert | 41.0 |"},
    "skipped": ["words: faster_whisper is not installed"],
    "processor": "a processor",
    "day": "2026-11-28",
}


def test_it_tells_figures_sets_and_what_was_left_out():
    text = card(DESCRIBED, MOUTH, EVALUATION)

    assert "### Who spoke: equal error rate, %" in text
    assert "| convert | 41.0 |" in text
    assert "Not judged: words: faster_whisper is not installed" in text
    assert "20,000 scenes of 3.2 s in 25 minutes on cpu" in text
    assert "60,000 pieces of 2.0 s in 20 minutes on cpu" in text
    assert all(one.name in text for one in VOICE_SETS)


@pytest.mark.parametrize(
    ("evaluation", "why"),
    [
        ({}, "was not judged yet"),
        ({**EVALUATION, "sha256": "ef" * 32}, "was exported anew since it was judged"),
        ({**EVALUATION, "mouth": "ef" * 32}, "was exported anew since it was judged"),
    ],
)
def test_there_is_none_without_figures_of_this_network(evaluation, why):
    with pytest.raises(ValueError, match=why):
        card(DESCRIBED, MOUTH, evaluation)


@pytest.mark.parametrize("verb", ["export", "evaluate", "card"])
def test_a_step_whose_input_is_missing_says_what_makes_it(verb, tmp_path, capsys):
    places = ["--run", str(tmp_path / "run"), "--exported", str(tmp_path / "exported"), "--cards", str(tmp_path)]

    code = main([verb, "voice", *(places if verb == "card" else places[:4])])

    assert code == 1
    assert "bauta-models: " in capsys.readouterr().err


def test_without_shared_data_it_says_how_to_go_on(tmp_path, capsys, monkeypatch):
    from bauta_models.voice import steps

    monkeypatch.setattr(steps, "find_shared", lambda given: None)

    assert main(["train", "voice", "--run", str(tmp_path)]) == 1
    assert "--drawn" in capsys.readouterr().err
