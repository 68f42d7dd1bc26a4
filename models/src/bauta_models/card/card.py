# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Writes a model's card from what was measured (after Mitchell et al., "Model Cards", arXiv:1810.03993)."""

from __future__ import annotations

from bauta_models.card.sets import SETS
from bauta_models.data.picture import KINDS

PURPOSE = """Finds faces with five points, heads, persons and number plates, so that they can be covered before a
picture leaves the edge node. It runs on one thread of a small processor; what it misses is covered only where tracking
or whole-frame methods cover it, so its recall is a promise to measure, not to believe."""

MUST_NOT = """* To recognise, identify, count by trait, or rate anybody: it knows where a face is, not whose.
* As the only protection where one missed frame does harm: cover the whole frame there.
* To decide about a person in any way."""

LIMITS = """* It was trained on few pictures, most of them of adults in daylight, many from German and Asian streets.
* Faces under 10 pixels, faces seen from above at a steep angle, and faces behind glass are its weak side.
* Labels of persons and of many faces came from other detectors, whose mistakes it may have learnt.
* Plates were composed, not photographed: plates that are bent, lit from behind or of unknown shapes are missed more."""


def card(description: dict, int8: dict | None, evaluation: dict) -> str:
    """The card as Markdown.

    ``description`` and ``int8`` are the ``model.json`` of both variants; ``evaluation`` is what ``bauta-models
    evaluate`` kept: by kind the tables, the times, the machine and the day. Raises ``ValueError`` where nothing was
    measured: a card without figures would be an advertisement.
    """
    if not evaluation.get("tables"):
        raise ValueError(f"'{description['name']}' was not judged yet; 'bauta-models evaluate' comes first")
    parts = [
        f"# {description['name']}",
        PURPOSE,
        "## What it is",
        _facts(description, int8),
        "## What it was made of",
        _data(description),
        "## How well it does",
        _figures(evaluation),
        "## Limits",
        LIMITS,
        "## What it must not be used for",
        MUST_NOT,
    ]
    return "\n\n".join(parts) + "\n"


def _facts(description: dict, int8: dict | None) -> str:
    rows = [
        ("family", f"PhiNet (doi:10.1145/3510832), width {description['width']}, anchor-free, strides 8 to 32"),
        ("kinds", ", ".join(description["kinds"])),
        ("parameters", f"{description['parameters']:,}"),
        ("multiply-accumulates at {width} × {height}".format(**description["bestSize"]), f"{description['macs']:,}"),
        ("SHA-256, floats", description["sha256"]),
        ("SHA-256, bytes", int8["sha256"] if int8 else "not exported"),
        ("licence of weights and code", "Apache-2.0; see the sets below for what they allow"),
    ]
    return _table(("what", "value"), rows)


def _data(description: dict) -> str:
    training = description.get("training", {})
    rows = [(entry.name, entry.used_for, entry.licence, "yes" if entry.research_only else "no") for entry in SETS]
    told = (
        f"{training.get('pictures', 0):,} augmented pictures in {training.get('minutes', 0):.0f} minutes on "
        f"{training.get('device', 'an unknown device')}, seed {training.get('seed', '?')}, "
        f"data digest {training.get('data_digest', '?')[:16]}."
    )
    return told + "\n\n" + _table(("set", "used for", "licence text found", "research only"), rows)


def _figures(evaluation: dict) -> str:
    parts = [
        f"Measured on {evaluation['day']} on {evaluation['processor']}, "
        "on pictures, identities and clips never trained on; recall is at no more than one false alarm in ten frames."
    ]
    for kind in KINDS:
        if kind in evaluation["tables"]:
            parts += [f"### {kind}", evaluation["tables"][kind]]
    times = [(name, f"{value:.2f}") for name, value in evaluation.get("milliseconds", {}).items()]
    if times:
        parts += ["### Time", _table(("network", f"ms a picture at {evaluation['size']}, one thread"), times)]
    return "\n\n".join(parts)


def _table(head: tuple, rows: list[tuple]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
