# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""``golden.npz``: an input and the outputs the network gave where it was made, replayed by the Java tests."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bauta_models.detector.running import open_session
from bauta_models.export.onnx import INPUT

SEED = 20261127


def drawn_planes(width: int, height: int, seed: int = SEED) -> np.ndarray:
    """(1, 3, height, width) uint8: smooth colours, edges and a little noise, and no picture of anybody."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width] / max(width, height)
    planes = [np.sin(random.uniform(2, 12) * x + random.uniform(2, 12) * y + random.uniform(0, 6)) for _ in range(3)]
    picture = 110 + 80 * np.stack(planes)
    for _ in range(12):
        left, top = random.integers(0, width - 16), random.integers(0, height - 16)
        across, down = random.integers(6, 60, 2)
        picture[:, top : top + down, left : left + across] = random.uniform(0, 255, (3, 1, 1))
    picture += random.normal(0, 4, picture.shape)
    return picture.clip(0, 255).astype(np.uint8)[None]


def write_golden(folder: Path, width: int, height: int) -> dict[str, np.ndarray]:
    """Runs a folder's ``model.onnx`` on drawn pixels and keeps input and outputs under their names.

    Raises ``FileNotFoundError`` without a network.
    """
    session = open_session(folder / "model.onnx")
    planes = drawn_planes(width, height)
    names = [output.name for output in session.get_outputs()]
    outputs = dict(zip(names, session.run(names, {INPUT: planes}), strict=True))
    arrays = {INPUT: planes, **outputs}
    np.savez_compressed(folder / "golden.npz", **arrays)
    return arrays


def replay(folder: Path) -> float:
    """The largest ``|now − golden| / max(1, |golden|)`` of all outputs, as the Java replay measures it."""
    session = open_session(folder / "model.onnx")
    with np.load(folder / "golden.npz") as golden:
        names = [output.name for output in session.get_outputs()]
        now = session.run(names, {INPUT: golden[INPUT]})
        pairs = [(golden[name], result) for name, result in zip(names, now, strict=True)]
    return max(float((np.abs(b - a) / np.maximum(1, np.abs(a))).max()) for a, b in pairs)
