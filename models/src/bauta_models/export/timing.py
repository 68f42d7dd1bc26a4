# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""How long one picture takes on one thread: networks measured in turns, so that other work on the machine meets all."""

from __future__ import annotations

import platform
import time
from pathlib import Path

import numpy as np

from bauta_models.detector.running import open_session

ROUNDS = 60


def milliseconds(files: dict[str, Path], width: int, height: int, rounds: int = ROUNDS) -> dict[str, float]:
    """The least time of ``rounds`` runs of each network, by name, in ms, for one picture of zeros of that size.

    Each network has one input; sizes that are free in it become 1 picture, 3 colours, height and width. Raises
    ``FileNotFoundError``.
    """
    sessions = {name: open_session(file) for name, file in files.items()}
    inputs = {name: _zeros(session.get_inputs()[0], width, height) for name, session in sessions.items()}
    least = dict.fromkeys(files, float("inf"))
    for _ in range(rounds):
        for name, session in sessions.items():
            started = time.perf_counter()
            session.run(None, inputs[name])
            least[name] = min(least[name], (time.perf_counter() - started) * 1e3)
    return least


def _zeros(description: object, width: int, height: int) -> dict[str, np.ndarray]:
    free = (1, 3, height, width)
    sizes = [size if isinstance(size, int) else free[at] for at, size in enumerate(description.shape)]
    kind = np.uint8 if description.type == "tensor(uint8)" else np.float32
    return {description.name: np.zeros(sizes, kind)}


def processor() -> str:
    """The name of this machine's processor, for a card."""
    cpu = Path("/proc/cpuinfo")
    text = cpu.read_text() if cpu.exists() else ""
    names = [line.split(":", 1)[1].strip() for line in text.splitlines() if line.startswith("model name")]
    return names[0] if names else platform.machine()
