# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Writes the card of ``voice`` and of what is done with what it hears."""

from __future__ import annotations

from bauta_models.card.sets import VOICE_SETS

PURPOSE = """Hears whether anybody speaks, shouts, whispers or sings, and which share of each bin of the spectrum is
voice, so that the voice can be converted, garbled or muted before sound leaves the edge node. Convert needs a second
network, `mouth`, which says what shape an average mouth would make to say what was heard, whoever said it; the rest of
it, and all of garble, is signal processing with a few averages of many speakers in it. All is judged here together."""

MUST_NOT = """* To tell who speaks, what is said, or how somebody feels: it knows that there is a voice, not whose.
* As proof that nobody spoke: what it does not hear passes through untouched.
* To make a voice sound like that of a certain person."""


def card(description: dict, mouth: dict, evaluation: dict) -> str:
    """The card as Markdown, from the ``model.json`` of both networks and what ``bauta-models evaluate voice`` kept.

    Raises ``ValueError`` where nothing was measured, or where it was measured on another network.
    """
    if not evaluation.get("tables"):
        raise ValueError("'voice' was not judged yet; 'bauta-models evaluate voice' comes first")
    if (evaluation["sha256"], evaluation.get("mouth")) != (description["sha256"], mouth["sha256"]):
        raise ValueError("'voice' was exported anew since it was judged; 'bauta-models evaluate voice' comes first")
    parts = ["# voice", PURPOSE, "## What it is", _facts(description), "## What `mouth` is", _mouth_facts(mouth)]
    parts += ["## What they were made of", _data(description, mouth)]
    parts += ["## How well it does", f"Measured on {evaluation['day']} on {evaluation['processor']}. {HOW}"]
    for title, table in evaluation["tables"].items():
        parts += [f"### {title}", table]
    parts += [f"Not judged: {line}" for line in evaluation["skipped"]]
    parts += ["## Limits", LIMITS, "## What it must not be used for", MUST_NOT]
    return "\n\n".join(parts) + "\n"


HOW = """Speech is that of speakers who were never trained on: LibriSpeech test-other (6 speakers, 60 files) and one
file of each of 42 speakers of train-clean-100; words are those of LJ Speech. Noise is of recordings of ESC-50 that were
never trained on; other recordings of its classes were. The threshold was chosen on the 42 speakers in noise that was
trained on. Who spoke is asked of voices without noise, all of which is treated, so it does not hang on the network.
Words are those of five draws of a voice. Attackers learn on 156 speakers whose files were cut in half; of each speaker
there is one recording, so they meet the same room in learning, enrolment and test."""

LIMITS = """* Read English only, from few recordings; whispering, shouting, children and singing were made from it by
  signal processing or drawn, not recorded.
* An attacker with much more speech, or one who knows a voice's words and manner of speaking, may do better than ours.
* Words of converted voices get lost: four in a hundred beyond the original's. Which voice is drawn makes several
  points, and cleaning takes many more.
* An attacker who compares embeddings of a true and a converted voice errs in somewhat less than four of ten cases with
  some draws.
* Much that is loud counts as speech, bells, dogs, trains and aeroplanes most of all, so a machine tells fewer sounds of
  a street apart afterwards, and what is heard while somebody may be speaking is less than before.
* Two voices at once become one voice when converted; the louder one is heard.
* Laughing, crying and cheering are neither taught as speech nor as noise; coughing and sneezing are taught as noise."""


def _facts(description: dict) -> str:
    rows = [
        (
            "family",
            "two gated recurrent layers over bands, level and periods, after RNNoise (arXiv:1709.08243)",
        ),
        ("input", "magnitudes of 32 ms every 16 ms, 257 bins to 8 kHz; a state of 192 numbers"),
        ("parameters", f"{description['parameters']:,}"),
        ("multiply-accumulates a frame", f"{description['macs']:,}"),
        ("SHA-256", description["sha256"]),
        ("licence of weights and code", "Apache-2.0; see the sets below for what they allow"),
    ]
    return _table(("what", "value"), rows)


def _mouth_facts(description: dict) -> str:
    rows = [
        (
            "family",
            "a window of 11 frames over the shape of the spectrum, level and voicing, then a gated recurrent layer",
        ),
        ("input", "42 numbers every 16 ms, and a state of 612"),
        ("output", f"40 numbers of shape, {description.get('ahead', 0)} frames later"),
        ("parameters", f"{description['parameters']:,}"),
        ("multiply-accumulates a frame", f"{description['macs']:,}"),
        ("SHA-256", description["sha256"]),
        ("taught by", "the encoder of Whisper base (MIT licence), which is not shipped; words are judged by tiny.en"),
    ]
    return _table(("what", "value"), rows)


def _data(description: dict, mouth: dict) -> str:
    learnt = [
        f"{name}: {made.get(things, 0):,} {things} of {length} s in {made.get('minutes', 0):.0f} minutes on "
        f"{made.get('device', 'an unknown device')}, seed {made.get('seed', '?')}, "
        f"data digest {made.get('data_digest', '?')[:16]}."
        for name, things, length, made in (
            ("`voice`", "scenes", "3.2", description.get("training", {})),
            ("`mouth`", "pieces", "2.0", mouth.get("training", {})),
        )
    ]
    rows = [(one.name, one.used_for, one.licence, "yes" if one.research_only else "no") for one in VOICE_SETS]
    return "\n\n".join(learnt) + "\n\n" + _table(("set", "used for", "licence text found", "research only"), rows)


def _table(head: tuple, rows: list[tuple]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
