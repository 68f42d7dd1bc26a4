# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The folder of a training run of ``person``; its files are those of any detector's run."""

from __future__ import annotations

from typing import ClassVar

from bauta_models.detector import run_folder
from bauta_models.person.network import PersonNetwork
from bauta_models.person.recipes import Recipe


class PersonRun(run_folder.RunFolder):
    """Reads and writes one run of ``person``."""

    columns: ClassVar[tuple[str, ...]] = ("pictures", "seconds", "rate", "score", "box", "likeness")

    def recipe(self) -> Recipe:
        """The recipe of the run."""
        return Recipe.from_json(self.config()["recipe"])

    def network(self) -> PersonNetwork:
        """The averaged network of the run, for running. Raises ``FileNotFoundError`` before the first checkpoint."""
        return self.averaged(PersonNetwork())
