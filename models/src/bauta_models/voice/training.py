# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Trains ``voice`` on scenes; how it descends stands in ``bauta_models.descent``."""

from __future__ import annotations

import numpy as np
import torch

from bauta_models.descent import Descent, Settings
from bauta_models.voice.loss import Losses, losses
from bauta_models.voice.mixing import Mixer
from bauta_models.voice.network import VoiceNetwork
from bauta_models.voice.recipes import Recipe
from bauta_models.voice.run_folder import VoiceRun

REPORT_STEPS = 50


class VoiceTraining(Descent):
    """One run of the recipe. Not for several threads."""

    def __init__(self, recipe: Recipe, mixer: Mixer, folder: VoiceRun, settings: Settings) -> None:
        self._mixer = mixer
        torch.manual_seed(recipe.seed)
        network = VoiceNetwork(recipe.shape).to(settings.device)
        groups = [{"params": list(network.parameters()), "weight_decay": recipe.weight_decay}]
        super().__init__(recipe, recipe.scenes, "scenes", network, groups, folder, settings)

    def run(self) -> bool:
        """Trains until the recipe or the budget is at its end; whether it was the recipe.

        Raises ``ValueError`` where the folder holds another run, ``FloatingPointError`` where a loss is no number.
        """
        self._folder.start(self._recipe, self._mixer.pool.digest, self._settings.device, self._before)
        self._resume()
        return self._descend(range, self._step, self._report, REPORT_STEPS)

    def _step(self, number: int) -> tuple:
        rate = self._begin_step()
        found = self._losses(number)
        self._end_step(found.total)
        return (self.seen, self.seconds, rate, found.speech.item(), found.mask.item())

    def _losses(self, number: int) -> Losses:
        scenes = self._mixer.scenes(number * self._recipe.batch, self._recipe.batch)
        mixed, speech, noise, speaking = (
            torch.from_numpy(part).to(self._device)
            for part in (scenes.mixed, scenes.speech, scenes.noise, scenes.speaking)
        )
        *logits, _ = self.network(mixed, self.network.quiet(len(mixed)).to(self._device))
        return losses(tuple(logits), mixed, (speech, noise), speaking, (self._recipe.sure, self._recipe.leak))

    def _report(self, rows: list[tuple]) -> None:
        speech, mask = np.mean([row[3:] for row in rows], axis=0)
        self._tell(f"speech {speech:.3f}, mask {mask:.4f}")
