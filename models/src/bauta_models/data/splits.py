# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What is trained on and what is only judged on, decided once, by names alone.

The side of a thing depends on its group and nothing else: a block of neighbouring pictures, an identity, a clip. So
no order, seed or later addition moves it, and a network never meets in judging whom it met in training.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import cv2
import numpy as np

RULES = "6"
"""Version of the rules by which data become labels; part of every digest."""

HELD_OUT_PERCENT = 20
PICTURES_A_BLOCK = 8

JUDGED_CLIPS = frozenset({"arcade.mp4", "vtest.avi", "one-by-one-person-detection.mp4", "car-park-plates.mp4"})
"""Clips that are never trained on; every other one gives unlabelled backgrounds."""


class Side(StrEnum):
    """On which side of the split something lies."""

    TRAINING = "training"
    HELD_OUT = "held-out"


def side_of(group: str, held_out_percent: int = HELD_OUT_PERCENT) -> Side:
    """The side of a group: one in five is held out, or another share, by the SHA-256 of its name."""
    number = int.from_bytes(hashlib.sha256(group.encode()).digest()[:8], "big") % 100
    return Side.HELD_OUT if number < held_out_percent else Side.TRAINING


def picture_group(name: str) -> str:
    """The block of a picture of ``people.tar``: eight numbers in a row, so that neighbours stay together."""
    stem = Path(name).stem
    series, _, number = stem.rpartition("_")
    if series == "coco" or not number.isdigit():
        return stem
    return f"{series}:{int(number) // PICTURES_A_BLOCK}"


def clip_side(name: str) -> Side:
    """The side of a clip by its file name."""
    return Side.HELD_OUT if name in JUDGED_CLIPS else Side.TRAINING


def thumbnail(grey: np.ndarray) -> np.ndarray:
    """12 x 12 grey values of unit contrast, (144,) float32, by which near-duplicates are told."""
    small = cv2.resize(grey, (12, 12), interpolation=cv2.INTER_AREA).astype(np.float32).ravel()
    return (small - small.mean()) / (small.std() + 1e-3)


def near_duplicates(pictures: np.ndarray, of: np.ndarray, distance: float = 0.25) -> np.ndarray:
    """Which thumbnails (N, 144) lie within ``distance`` (mean squared difference) of any of (M, 144): (N,) bool."""
    if not len(pictures) or not len(of):
        return np.zeros(len(pictures), dtype=bool)
    alike = pictures @ of.T / pictures.shape[1]
    return (2 - 2 * alike).min(axis=1) < distance


def file_digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def data_digest(files: Iterable[Path], more: Iterable[str] = ()) -> str:
    """One SHA-256 over names and contents of all files a stream draws from, and the rules that label them."""
    digest = hashlib.sha256(f"rules {RULES}\n".encode())
    for file in sorted(files, key=lambda path: path.name):
        digest.update(f"{file.name} {file_digest(file)}\n".encode())
    for line in more:
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()
