# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Number plates of real vehicles in the pictures of people, marked by eye; the set itself marks none.

``people_plates.csv`` beside this file names every picture that was looked at, with a row for each plate that can be
made out, in pixels of the packed picture: ``yes`` for a plate, ``unsure`` for what may be one, ``none`` where there is
nothing of the kind. Looked at were all vehicles that FastestDet sees there from a width of 48 pixels on.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LOOKED_AT = 48.0
"""Least width in pixels of a vehicle that was looked at: on a smaller one nobody can make out a plate."""

FILE = Path(__file__).parent / "people_plates.csv"


@dataclass(frozen=True)
class MarkedPlate:
    """``box`` (4,) float32 ``x, y, w, h`` in pixels of the picture; ``sure`` whether it is surely one."""

    box: np.ndarray
    sure: bool


def marked_plates() -> dict[str, list[MarkedPlate]]:
    """The plates of each picture that was looked at, by its name in ``people.tar``."""
    found: dict[str, list[MarkedPlate]] = {}
    with FILE.open() as lines:
        for row in csv.DictReader(lines):
            plates = found.setdefault(row["file"], [])
            if row["plate"] != "none":
                plates.append(MarkedPlate(np.float32([float(row[key]) for key in "xywh"]), row["plate"] == "yes"))
    return found
