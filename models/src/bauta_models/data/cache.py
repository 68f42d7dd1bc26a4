# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What the teachers said, kept outside the repository so that it is asked once.

One JSON line a picture: persons, vehicles and faces as rows of numbers. Filling it resumes where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from bauta_models.data.labels import Taught

VERSION = "1"


def cache_folder(given: str | Path | None = None) -> Path:
    """The folder given, else ``BAUTA_MODELS_CACHE``, else ``bauta-models`` in the user's cache folder."""
    chosen = given or os.environ.get("BAUTA_MODELS_CACHE")
    if chosen:
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bauta-models"


class TeacherCache:
    """Labels by teachers, by picture name."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / f"teachers-{VERSION}.jsonl"
        self._lines: dict[str, dict] = {}
        if self.file.is_file():
            for line in self.file.read_text().splitlines():
                try:
                    entry = json.loads(line)
                except json.JSONDecodeError:
                    continue  # the last line of a run that was ended while it wrote: asked again
                self._lines[entry["file"]] = entry

    def __len__(self) -> int:
        return len(self._lines)

    def taught(self, name: str) -> Taught | None:
        """What the teachers said of a picture, ``None`` where they were not asked."""
        entry = self._lines.get(name)
        if entry is None:
            return None
        rows = {key: np.asarray(entry[key], np.float32) for key in ("persons", "vehicles", "faces")}
        return Taught(rows["persons"].reshape(-1, 5), rows["vehicles"].reshape(-1, 5), rows["faces"].reshape(-1, 15))

    def digest(self) -> str:
        """SHA-256 over all entries, whatever their order."""
        lines = sorted(json.dumps(entry, sort_keys=True) for entry in self._lines.values())
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def fill(
        self,
        pictures: Iterable[tuple[str, Callable[[], np.ndarray]]],
        ask: Callable,
        report: Callable[[int], None] | None = None,
    ) -> int:
        """Asks about every picture not known yet and writes each answer at once; returns how many were asked.

        ``pictures`` yields a name and a function that reads the pixels; ``ask`` turns pixels into ``Taught``.
        """
        self.file.parent.mkdir(parents=True, exist_ok=True)
        asked = 0
        cut_off = self.file.is_file() and not self.file.read_bytes().endswith(b"\n")
        with self.file.open("a") as out:
            if cut_off:
                out.write("\n")
            for name, read in pictures:
                if name in self._lines:
                    continue
                taught = ask(read())
                entry = {
                    "file": name,
                    "persons": _rows(taught.persons),
                    "vehicles": _rows(taught.vehicles),
                    "faces": _rows(taught.faces),
                }
                out.write(json.dumps(entry) + "\n")
                out.flush()
                self._lines[name] = entry
                asked += 1
                if report:
                    report(asked)
        return asked


def _rows(array: np.ndarray) -> list:
    return [[round(float(value), 3) for value in row] for row in array]
