# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The folder of a training run of ``mouth``; its files are those of a detector's run."""

from __future__ import annotations

from typing import ClassVar

from bauta_models.detector import run_folder
from bauta_models.mouth.network import MouthNetwork
from bauta_models.mouth.recipes import Recipe


class MouthRun(run_folder.RunFolder):
    """Reads and writes one run of ``mouth``."""

    columns: ClassVar[tuple[str, ...]] = ("pieces", "seconds", "rate", "place", "motion")

    def recipe(self) -> Recipe:
        """The recipe of the run."""
        return Recipe.from_json(self.config()["recipe"])

    def network(self) -> MouthNetwork:
        """The averaged network of the run, for running. Raises ``FileNotFoundError`` before the first checkpoint."""
        return self.averaged(MouthNetwork(self.recipe().shape))
