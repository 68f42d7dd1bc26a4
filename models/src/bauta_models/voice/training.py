# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Trains ``voice``, goes on where it was broken off, stops in time; as a detector is trained (``detector.training``).

A budget of minutes holds for the run as a whole: the cosine follows the time spent or the scenes heard, whichever is
further.
"""

from __future__ import annotations

import copy
import math
import time

import numpy as np
import torch

from bauta_models.detector.training import CHECKPOINT_SECONDS, LAST_RATE, Settings
from bauta_models.voice.loss import Losses, losses
from bauta_models.voice.mixing import Mixer
from bauta_models.voice.network import VoiceNetwork
from bauta_models.voice.recipes import Recipe
from bauta_models.voice.run_folder import VoiceRun

REPORT_STEPS = 50


class VoiceTraining:
    """One run of the recipe. Not for several threads."""

    def __init__(self, recipe: Recipe, mixer: Mixer, folder: VoiceRun, settings: Settings) -> None:
        self._recipe, self._mixer, self._folder, self._settings = recipe, mixer, folder, settings
        torch.manual_seed(recipe.seed)
        self._device = torch.device(settings.device)
        self.network = VoiceNetwork(recipe.shape).to(self._device)
        self.averaged = copy.deepcopy(self.network).requires_grad_(False)
        self._optimiser = torch.optim.AdamW(self.network.parameters(), lr=recipe.rate, weight_decay=recipe.weight_decay)
        self.steps, self.seconds = 0, 0.0

    def begin_with(self, network: VoiceNetwork) -> None:
        """Begins with other weights; a run that has begun keeps its own."""
        self.network.load_state_dict(network.state_dict())
        self.averaged.load_state_dict(network.state_dict())

    def run(self, before: dict | None = None) -> bool:
        """Trains until the recipe or the budget is at its end; whether it was the recipe.

        ``before`` tells of the training that the first weights came from. Raises ``ValueError`` where the folder holds
        another run, ``FloatingPointError`` where a loss is no number.
        """
        self._folder.start(self._recipe, self._mixer.pool.digest, self._settings.device, before)
        self._resume()
        end = math.ceil(self._recipe.scenes / self._recipe.batch)
        rows, saved, started, spent = [], time.monotonic(), time.monotonic(), self.seconds
        while self.steps < end and not self._spent():
            rows.append(self._step())
            self.seconds = spent + time.monotonic() - started
            if self.steps % REPORT_STEPS == 0:
                self._report(rows[-REPORT_STEPS:])
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                self._save(rows)
                rows, saved = [], time.monotonic()
        self._save(rows)
        if self.steps:
            self._folder.draw()
        return self.steps >= end

    def _progress(self) -> float:
        by_scenes = self.steps * self._recipe.batch / self._recipe.scenes
        by_time = self.seconds / (self._settings.budget * 60) if self._settings.budget else 0.0
        return min(1.0, max(by_scenes, by_time))

    def _spent(self) -> bool:
        return self._settings.budget is not None and self.seconds >= self._settings.budget * 60

    def _rate(self) -> float:
        rising = min(1.0, (self.steps + 1) * self._recipe.batch / max(1, self._recipe.warm_up))
        falling = LAST_RATE + (1 - LAST_RATE) * (1 + math.cos(math.pi * self._progress())) / 2
        return self._recipe.rate * rising * falling

    def _step(self) -> tuple:
        self.network.train()
        rate = self._rate()
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        found = self._losses()
        if not torch.isfinite(found.total):
            raise FloatingPointError(
                f"the loss is {found.total.item()} at step {self.steps}; the last checkpoint holds"
            )
        self._optimiser.zero_grad(set_to_none=True)
        found.total.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self._recipe.largest_gradient)
        self._optimiser.step()
        self.steps += 1
        self._average()
        return (self.steps * self._recipe.batch, self.seconds, rate, found.speech.item(), found.mask.item())

    def _losses(self) -> Losses:
        scenes = self._mixer.scenes(self.steps * self._recipe.batch, self._recipe.batch)
        mixed, speech, noise, speaking = (
            torch.from_numpy(part).to(self._device)
            for part in (scenes.mixed, scenes.speech, scenes.noise, scenes.speaking)
        )
        *logits, _ = self.network(mixed, self.network.quiet(len(mixed)).to(self._device))
        return losses(tuple(logits), mixed, (speech, noise), speaking, (self._recipe.sure, self._recipe.leak))

    @torch.no_grad()
    def _average(self) -> None:
        """Young averages forget faster, so that a short run does not keep its first weights."""
        keep = min(self._recipe.average, (1 + self.steps) / (10 + self.steps))
        for mean, now in zip(self.averaged.state_dict().values(), self.network.state_dict().values(), strict=True):
            if mean.is_floating_point():
                mean.mul_(keep).add_(now, alpha=1 - keep)
            else:
                mean.copy_(now)

    def _report(self, rows: list[tuple]) -> None:
        speech, mask = np.mean([row[3:] for row in rows], axis=0)
        heard = self.steps * self._recipe.batch
        self._settings.say(
            f"{self._recipe.name}: {heard} scenes, {self._progress():.0%} done, {heard / max(self.seconds, 1e-9):.0f} "
            f"scenes/s, speech {speech:.3f}, mask {mask:.4f}"
        )

    def _save(self, rows: list[tuple]) -> None:
        if rows:
            self._folder.append(rows)
        state = {
            "network": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "steps": self.steps,
            "seconds": self.seconds,
        }
        self._folder.save(state, self.averaged)

    def _resume(self) -> None:
        state = self._folder.checkpoint()
        if state is None:
            return
        self.network.load_state_dict(state["network"])
        self.averaged.load_state_dict(state["averaged"])
        self._optimiser.load_state_dict(state["optimiser"])
        self.steps, self.seconds = state["steps"], state["seconds"]
        self._settings.say(f"{self._recipe.name}: going on after {self.steps * self._recipe.batch} scenes")
