# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Recordings of the shared data: speech by speaker, sounds by class and licence. 16,000 samples a second, one channel.

Trained on: LibriSpeech (CC BY 4.0), the backgrounds of ``cc`` (CC0, CC BY) and half of ESC-50's recordings, whose other
half is judged on. Of ESC-50 the rows that are in ESC-10 are CC BY 3.0, all others CC BY-NC 3.0, which is research only:
without them bells, engines and wind count as voices.
"""

from __future__ import annotations

import csv
import io
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bauta_models.data.splits import Side, side_of

RATE = 16_000
CLEAN = "librispeech-train-clean-100"
OTHER = "librispeech-test-other"
VOICE_LIKE = frozenset({"crying_baby", "laughing", "crowd_cheering"})
"""Voices without words: neither taught as speech nor as noise. A cough is taught as noise."""

JUDGED_EVENTS_PERCENT = 50
"""There are few recordings of a class, and both sides need some."""


@dataclass(frozen=True)
class Recording:
    """``sound`` (samples,) float32 in −1..1; ``who`` the speaker or class of sound; ``text`` where it is known."""

    name: str
    who: str
    sound: np.ndarray
    text: str = ""


def decoded(content: bytes, rate: int = RATE) -> np.ndarray:
    """(samples,) float32 of a FLAC, Opus or WAV file, first channel, at ``rate``."""
    import soundfile  # noqa: PLC0415 - only what reads recordings needs it
    from scipy.signal import resample_poly  # noqa: PLC0415

    sound, found = soundfile.read(io.BytesIO(content), dtype="float32", always_2d=True)
    sound = sound[:, 0]
    return sound if found == rate else resample_poly(sound, rate, found).astype(np.float32)


def speech(shared: Path, name: str = CLEAN, wanted: Callable[[dict], bool] = lambda row: True) -> Iterator[Recording]:
    """The recordings of one set of speech, as its csv file lists them. Raises ``FileNotFoundError``."""
    folder = shared / "data" / "speech"
    ending = "-opus" if name == CLEAN else ""
    for row, content in _rows(folder / f"{name}.csv", folder / f"{name}{ending}.tar", wanted):
        yield Recording(row["file"], row["speaker"], decoded(content), row.get("text") or "")


def speakers_for(side: Side) -> Callable[[dict], bool]:
    """Rows of speakers on one side; LibriSpeech's one file a speaker makes that a split by file too."""
    return lambda row: side_of(f"speaker:{row['speaker']}") is side


def backgrounds(shared: Path) -> Iterator[Recording]:
    """The street backgrounds with a clean licence; ``who`` is the name of the clip."""
    folder = shared / "data" / "sounds"
    for row, content in _rows(folder / "cc.csv", folder / "cc.tar", lambda row: True):
        yield Recording(row["file"], Path(row["file"]).stem, decoded(content))


def events(shared: Path, side: Side | None = None) -> Iterator[Recording]:
    """ESC-50's clips, or those whose recording lies on one side only; ``who`` is the class."""
    folder = shared / "data" / "sounds"

    def wanted(row: dict) -> bool:
        return side is None or side_of(f"sound:{row['src_file']}", JUDGED_EVENTS_PERCENT) is side

    for row, content in _rows(folder / "esc50.csv", folder / "esc.tar", wanted):
        yield Recording(row["file"], row["category"], decoded(content))


def _rows(table: Path, tar: Path, wanted: Callable[[dict], bool]) -> Iterator[tuple[dict, bytes]]:
    with table.open(newline="") as lines:
        rows = {row["file"]: row for row in csv.DictReader(lines) if wanted(row)}
    with tarfile.open(tar) as opened:
        for member in opened:
            if member.name in rows:
                yield rows[member.name], opened.extractfile(member).read()
