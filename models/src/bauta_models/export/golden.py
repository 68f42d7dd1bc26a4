# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""``golden.npz``: an input and the outputs the network gave where it was made; ``detections.json``: what was found in
them. The Java tests replay both."""

from __future__ import annotations

import json
from dataclasses import replace as with_
from pathlib import Path

import numpy as np

from bauta_models.data.picture import KINDS
from bauta_models.data.stream import USUAL, TrainingStream
from bauta_models.detector.decoding import detections
from bauta_models.detector.running import open_session
from bauta_models.export.form import Form
from bauta_models.export.onnx import INPUT

SEED = 20261127
SURE_ENOUGH = 0.2
"""What is less sure is not kept: an untrained kind would fill pages."""


def drawn_planes(width: int, height: int, seed: int = SEED) -> np.ndarray:
    """(1, 3, height, width) uint8: a drawn scene with figures and plates in clear weather; it shows nobody."""
    mixture = with_(USUAL, crowds=1.0, plates=1.0, weather=0.0)
    picture = TrainingStream(width, height, seed, None, mixture=mixture).picture(0)
    return np.ascontiguousarray(picture.pixels.transpose(2, 0, 1))[None]


def write_golden(folder: Path, form: Form, width: int, height: int) -> dict[str, np.ndarray]:
    """Runs a folder's ``model.onnx`` on drawn pixels and keeps input and outputs under their names, and what they mean.

    Raises ``FileNotFoundError`` without a network.
    """
    session = open_session(folder / "model.onnx")
    planes = drawn_planes(width, height)
    names = [output.name for output in session.get_outputs()]
    outputs = dict(zip(names, session.run(names, {INPUT: planes}), strict=True))
    arrays = {INPUT: planes, **outputs}
    np.savez_compressed(folder / "golden.npz", **arrays)
    (folder / "detections.json").write_text(json.dumps(found_in(outputs, form), indent=1) + "\n")
    return arrays


def found_in(outputs: dict[str, np.ndarray], form: Form, least_score: float = SURE_ENOUGH) -> dict:
    """What the first picture's outputs mean, for ``detections.json``: pixels of the input, best first."""
    found = detections(*(outputs[name][0] for name in form.rows), least_score=least_score, kinds=form.kinds)
    rows = []
    for box, score, kind, points in zip(found.boxes, found.scores, found.kinds, found.points, strict=True):
        x, y, w, h = (round(float(side), 3) for side in box)
        row = {"kind": KINDS[int(kind)], "x": x, "y": y, "w": w, "h": h, "score": round(float(score), 5)}
        if np.isfinite(points).all():
            row["points"] = [round(float(place), 3) for place in points.ravel()]
        rows.append(row)
    return {"leastScore": least_score, "detections": rows}


def replay(folder: Path) -> float:
    """The largest ``|now − golden| / max(1, |golden|)`` of all outputs, as the Java replay measures it."""
    session = open_session(folder / "model.onnx")
    with np.load(folder / "golden.npz") as golden:
        names = [output.name for output in session.get_outputs()]
        now = session.run(names, {value.name: golden[value.name] for value in session.get_inputs()})
        pairs = [(golden[name], result) for name, result in zip(names, now, strict=True)]
    return max(float((np.abs(b - a) / np.maximum(1, np.abs(a))).max()) for a, b in pairs)
