# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The card says what was measured and what the model must not do, and there is none without figures."""

import pytest

from bauta_models.card.card import card
from bauta_models.card.sets import SETS

DESCRIBED = {
    "name": "street",
    "family": "phinet",
    "width": 0.67,
    "kinds": ["face", "head", "person", "plate"],
    "parameters": 122_888,
    "macs": 110_359_680,
    "sha256": "ab" * 32,
    "bestSize": {"width": 320, "height": 192, "multipleOf": 32},
    "training": {"pictures": 1_000_000, "minutes": 180, "device": "cpu", "seed": 1, "data_digest": "cd" * 32},
}
EVALUATION = {
    "tables": {"face": "| on | recall |\n|---|---|\n| held-out pictures | 91.2 |"},
    "milliseconds": {"street": 1.234, "yunet-n": 2.5},
    "size": "320x192",
    "processor": "a processor",
    "day": "2026-11-27",
}


def test_it_tells_figures_time_machine_and_day():
    text = card(DESCRIBED, {**DESCRIBED, "sha256": "ef" * 32}, EVALUATION)

    assert text.startswith("# street\n")
    for told in ("91.2", "1.23", "2.50", "a processor", "2026-11-27", "122,888", "ab" * 32, "ef" * 32, "1,000,000"):
        assert told in text


def test_it_names_every_set_and_says_which_are_for_research_only():
    text = card(DESCRIBED, None, EVALUATION)

    for entry in SETS:
        row = next(line for line in text.splitlines() if line.startswith(f"| {entry.name} |"))
        assert row.endswith("yes |" if entry.research_only else "no |")
    assert any(entry.research_only for entry in SETS)


def test_a_network_that_began_with_the_numbers_of_others_says_so():
    text = card({**DESCRIBED, "name": "person", "family": "shufflenet", "kinds": ["person"]}, None, EVALUATION)

    assert "FastestDet" in text
    assert "BSD-3-Clause" in text
    assert "number plates" not in text


def test_a_network_for_plates_is_told_of_as_one():
    text = card({**DESCRIBED, "name": "plate", "kinds": ["plate"]}, None, EVALUATION)

    assert "number plates and nothing else" in text
    assert "marked by eye" in text
    assert "PhiNet" in text


def test_several_runs_and_a_teacher_are_told():
    training = {**DESCRIBED["training"], "runs": 2, "like": "street 08ec, plate 77fa"}

    text = card({**DESCRIBED, "training": training}, None, EVALUATION)

    assert "The mean of 2 runs: 1,000,000 augmented pictures" in text
    assert "what `street` and `plate` say of" in text
    assert "what `street` says of" in card(
        {**DESCRIBED, "training": {**training, "like": "street 08ec"}}, None, EVALUATION
    )


def test_it_says_what_it_must_not_be_used_for():
    text = card(DESCRIBED, None, EVALUATION)

    assert "## What it must not be used for" in text
    assert "recognise, identify" in text


def test_there_is_no_card_without_figures():
    with pytest.raises(ValueError, match="evaluate"):
        card(DESCRIBED, None, {})
