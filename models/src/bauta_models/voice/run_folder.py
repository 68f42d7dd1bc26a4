# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The folder of a training run of ``voice``; its files are those of a detector's run."""

from __future__ import annotations

from typing import ClassVar

from bauta_models.detector import run_folder
from bauta_models.voice.network import VoiceNetwork
from bauta_models.voice.recipes import Recipe


class VoiceRun(run_folder.RunFolder):
    """Reads and writes one run of ``voice``."""

    columns: ClassVar[tuple[str, ...]] = ("scenes", "seconds", "rate", "speech", "mask")

    def recipe(self) -> Recipe:
        """The recipe of the run."""
        return Recipe.from_json(self.config()["recipe"])

    def network(self) -> VoiceNetwork:
        """The averaged network of the run, for running. Raises ``FileNotFoundError`` before the first checkpoint."""
        return self.averaged(VoiceNetwork(self.recipe().shape))
