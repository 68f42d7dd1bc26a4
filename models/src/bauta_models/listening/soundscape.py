# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Whether a machine still tells the sounds of a street apart: a small classifier of ESC-50's classes, by folds.

Bands' statistics and nearest class means after linear discriminant analysis: weak beside networks that were trained on
more, but the same before and after, and what is asked is the difference.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bauta_models.data.splits import Side
from bauta_models.listening.scenes import loud_level
from bauta_models.listening.speakers import Backend, Described, statistics
from bauta_models.voice import recordings
from bauta_models.voice.recordings import Recording

FOLDS = 5


@dataclass(frozen=True)
class Clips:
    """Clips, the ``folds`` they are learnt in, and which are ``judged``; the network was trained on the others."""

    clips: list[Recording]
    folds: list[int]
    judged: list[bool]


def accuracy(some: Clips, heard: Callable[[int], np.ndarray]) -> float:
    """The share of judged clips whose class is found, learnt on the other folds' clean clips; ``heard(i)`` is clip i as
    it is to be recognised."""
    judged = np.flatnonzero(some.judged)
    clean = np.array([statistics(clip.sound) for clip in some.clips])
    changed = np.array([statistics(heard(index)) for index in judged])
    classes, folds = np.array([clip.who for clip in some.clips]), np.array(some.folds)
    right = []
    for fold in np.unique(folds[judged]):
        learn, test = folds != fold, judged[folds[judged] == fold]
        backend = Backend(Described(clean[learn], list(classes[learn])), kept=23, shrink=0.3)
        scores = backend.scores(changed[folds[judged] == fold], clean[learn])
        names = np.unique(classes[learn])
        means = np.stack([scores[:, classes[learn] == name].mean(axis=1) for name in names], axis=1)
        right += list(names[means.argmax(axis=1)] == classes[test])
    return float(np.mean(right))


def clips_of(shared: Path) -> Clips:
    """The clips of ESC-50 that are there."""
    with (shared / "data" / "sounds" / "esc50.csv").open(newline="") as lines:
        sources = {row["file"]: row["src_file"] for row in csv.DictReader(lines)}
    clips = list(recordings.events(shared))
    folds = folds_of([clip.who for clip in clips], [sources[clip.name] for clip in clips])
    held_out = {clip.name for clip in recordings.events(shared, Side.HELD_OUT)}
    kept = [at for at, fold in enumerate(folds) if fold >= 0]
    clips = [clips[at] for at in kept]
    return Clips(clips, [folds[at] for at in kept], [clip.name in held_out for clip in clips])


def folds_of(classes: list[str], sources: list[str]) -> list[int]:
    """The fold of each clip: a class's recordings go round the folds, so that each is learnt from others of its class.

    The set's own folds do not serve, since nearly all clips that are here lie in one of them. A class of a single
    recording cannot be judged: −1.
    """
    known = {name: sorted({s for c, s in zip(classes, sources, strict=True) if c == name}) for name in set(classes)}
    pairs = zip(classes, sources, strict=True)
    return [known[c].index(s) % FOLDS if len(known[c]) > 1 else -1 for c, s in pairs]


def with_talk(sound: np.ndarray, talk: np.ndarray, below: float = 5.0) -> np.ndarray:
    """A sound with somebody talking in it, ``below`` dB quieter than it."""
    talk = np.resize(talk, len(sound))
    return sound + talk * (loud_level(sound) / (loud_level(talk) + 1e-9) * 10 ** (-below / 20))
