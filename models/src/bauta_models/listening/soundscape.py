# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Whether a machine still tells the sounds of a street apart: a small classifier of ESC-50's classes, by folds.

Bands' statistics and nearest class means after linear discriminant analysis: weak beside networks that were trained on
more, but the same before and after, and what is asked is the difference.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bauta_models.listening.scenes import loud_level
from bauta_models.listening.speakers import Backend, Described, statistics
from bauta_models.voice import recordings
from bauta_models.voice.recordings import Recording

FOLDS = 5


def accuracy(clips: list[Recording], folds: list[int], heard: Callable[[int], np.ndarray]) -> float:
    """The share of clips whose class is found, learnt on the other folds' clean clips; ``heard(i)`` is clip i as it is
    to be recognised."""
    clean = np.array([statistics(clip.sound) for clip in clips])
    changed = np.array([statistics(heard(index)) for index in range(len(clips))])
    classes, folds = np.array([clip.who for clip in clips]), np.array(folds)
    right = []
    for fold in np.unique(folds):
        learn, test = folds != fold, folds == fold
        backend = Backend(Described(clean[learn], list(classes[learn])), kept=23, shrink=0.3)
        scores = backend.scores(changed[test], clean[learn])
        names = np.unique(classes[learn])
        means = np.stack([scores[:, classes[learn] == name].mean(axis=1) for name in names], axis=1)
        right += list(names[means.argmax(axis=1)] == classes[test])
    return float(np.mean(right))


def clips_and_folds(shared: Path) -> tuple[list[Recording], list[int]]:
    """The clips of ESC-50 that are there, and the fold of each."""
    with (shared / "data" / "sounds" / "esc50.csv").open(newline="") as lines:
        sources = {row["file"]: row["src_file"] for row in csv.DictReader(lines)}
    clips = list(recordings.events(shared))
    folds = folds_of([clip.who for clip in clips], [sources[clip.name] for clip in clips])
    kept = [at for at, fold in enumerate(folds) if fold >= 0]
    return [clips[at] for at in kept], [folds[at] for at in kept]


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
