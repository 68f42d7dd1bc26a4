# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Writes a model's card from what was measured (after Mitchell et al., "Model Cards", arXiv:1810.03993)."""

from __future__ import annotations

from bauta_models.card.told import Told, told_of
from bauta_models.data.picture import KINDS


def card(description: dict, int8: dict | None, evaluation: dict) -> str:
    """The card as Markdown.

    ``description`` and ``int8`` are the ``model.json`` of both variants; ``evaluation`` is what ``bauta-models
    evaluate`` kept: by kind the tables, the times, the machine and the day. Raises ``ValueError`` where nothing was
    measured: a card without figures would be an advertisement.
    """
    if not evaluation.get("tables"):
        raise ValueError(f"'{description['name']}' was not judged yet; 'bauta-models evaluate' comes first")
    told = told_of(description)
    parts = [
        f"# {description['name']}",
        told.purpose,
        "## What it is",
        _facts(description, int8, told),
        "## What it was made of",
        _data(description, told),
        "## How well it does",
        _figures(evaluation),
        "## Limits",
        told.limits,
        "## What it must not be used for",
        told.must_not,
    ]
    return "\n\n".join(parts) + "\n"


def _facts(description: dict, int8: dict | None, told: Told) -> str:
    rows = [
        ("family", told.family.format(**description)),
        ("kinds", ", ".join(description["kinds"])),
        ("parameters", f"{description['parameters']:,}"),
        ("multiply-accumulates at {width} × {height}".format(**description["bestSize"]), f"{description['macs']:,}"),
        ("SHA-256, floats", description["sha256"]),
        ("SHA-256, bytes", int8["sha256"] if int8 else "not exported"),
        ("licence of weights and code", told.licence),
    ]
    return _table(("what", "value"), rows)


def _data(description: dict, told: Told) -> str:
    training = description.get("training", {})
    rows = [(entry.name, entry.used_for, entry.licence, "yes" if entry.research_only else "no") for entry in told.sets]
    seen = (
        f"{_runs(training)}{training.get('pictures', 0):,} augmented pictures in "
        f"{training.get('minutes', 0):.0f} minutes on {training.get('device', 'an unknown device')}, "
        f"seed {training.get('seed', '?')}, data digest {training.get('data_digest', '?')[:16]}."
    )
    if "like" in training:
        teachers = [f"`{teacher.split()[0]}`" for teacher in training["like"].split(", ")]
        say = "says" if len(teachers) == 1 else "say"
        seen += f" In its last run it also learnt what {' and '.join(teachers)} {say} of the same pictures."
    return seen + told.beginning + "\n\n" + _table(("set", "used for", "licence text found", "research only"), rows)


def _runs(training: dict) -> str:
    return f"The mean of {training['runs']} runs: " if "runs" in training else ""


def _figures(evaluation: dict) -> str:
    parts = [
        f"Measured on {evaluation['day']} on {evaluation['processor']}, "
        "on pictures, identities and clips never trained on; recall is at no more than one false alarm in ten frames. "
        "Clips are looked at large and 320 pixels wide, as the anonymiser looks with reach: far, but never enlarged; "
        "the others look as they are made to."
    ]
    for kind in KINDS:
        if kind in evaluation["tables"]:
            parts += [f"### {kind}", evaluation["tables"][kind]]
    times = [(name, f"{value:.2f}") for name, value in evaluation.get("milliseconds", {}).items()]
    if times:
        parts += [
            "### Time",
            _table(
                ("network", f"ms a picture at {evaluation['size']}, or at the one size it takes; one thread"), times
            ),
        ]
    return "\n\n".join(parts)


def _table(head: tuple, rows: list[tuple]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
