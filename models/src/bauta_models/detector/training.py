# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Trains a detector, goes on where it was broken off, and stops in time.

AdamW (Loshchilov and Hutter, arXiv:1711.05101) with a warm-up and a cosine (arXiv:1608.03983); the network that is kept
is an average over the last steps (Polyak and Juditsky, 1992). A budget of minutes holds for the run as a whole: the
cosine then follows the time spent or the pictures seen, whichever is further, so that a short run is annealed too.
"""

from __future__ import annotations

import copy
import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from bauta_models.detector.batches import Batch, MakePictures, batches
from bauta_models.detector.loss import losses
from bauta_models.detector.network import DetectorNetwork
from bauta_models.detector.recipes import Recipe
from bauta_models.detector.run_folder import RunFolder

CHECKPOINT_SECONDS = 60.0
REPORT_STEPS = 20
LAST_RATE = 0.01


@dataclass(frozen=True)
class Settings:
    """How this machine trains: ``budget`` in minutes over all calls (``None``: the recipe's pictures decide),
    ``device`` as PyTorch names it, ``processes`` that prepare pictures, ``half`` for convolutions in bfloat16."""

    budget: float | None = None
    device: str = "cpu"
    processes: int = 0
    half: bool = False
    say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True)


def choose_device(wanted: str) -> str:
    """``auto`` becomes a GPU where there is one. Raises ``ValueError`` for a device that is not there."""
    if wanted == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    if wanted.startswith("cuda") and not torch.cuda.is_available():
        raise ValueError(f"there is no device '{wanted}' here; --device cpu trains more slowly")
    return wanted


def half_is_fast(device: str) -> bool:
    """Whether the device multiplies bfloat16 in hardware: three to four times as fast, and the losses are the same."""
    if device.startswith("cuda"):
        return torch.cuda.is_bf16_supported()
    cpu = Path("/proc/cpuinfo")
    return cpu.exists() and bool({"avx512_bf16", "amx_bf16", "bf16"} & set(cpu.read_text().split()))


class Training:
    """One run of one recipe. Not for several threads."""

    def __init__(self, recipe: Recipe, make_pictures: MakePictures, folder: RunFolder, settings: Settings) -> None:
        self._recipe, self._make, self._folder, self._settings = recipe, make_pictures, folder, settings
        torch.manual_seed(recipe.seed)
        self._device = torch.device(settings.device)
        self.network = DetectorNetwork(recipe.shape).to(self._device, memory_format=torch.channels_last)
        self.averaged = copy.deepcopy(self.network).requires_grad_(False)
        self._optimiser = torch.optim.AdamW(_groups(self.network, recipe.weight_decay), lr=recipe.rate)
        self.steps, self.seconds = 0, 0.0
        self._before: dict = {}

    def begin_with(self, load: Callable[[DetectorNetwork], None], before: dict | None = None) -> None:
        """Lets ``load`` give the network other weights to begin with; a run that has begun keeps its own.

        ``before`` is what the run's configuration should tell of the training that made them.
        """
        load(self.network)
        self._before = before or {}
        self.averaged.load_state_dict(self.network.state_dict())

    def run(self) -> bool:
        """Trains until the recipe or the budget is at its end; whether it was the recipe.

        Raises ``ValueError`` where the folder holds another run, ``FloatingPointError`` where a loss is no number.
        """
        self._folder.start(self._recipe, self._make().digest, self._settings.device, self._before)
        self._resume()
        end = math.ceil(self._recipe.pictures / self._recipe.batch)
        rows, last_saved, started, before = [], time.monotonic(), time.monotonic(), self.seconds
        for batch in batches(self._make, self._recipe.batch, self.steps, end, self._settings.processes):
            if self._spent():
                break
            rows.append(self._step(batch))
            self.seconds = before + time.monotonic() - started
            if self.steps % REPORT_STEPS == 0:
                self._report(rows[-REPORT_STEPS:])
            if time.monotonic() - last_saved > CHECKPOINT_SECONDS:
                rows, last_saved = self._save(rows), time.monotonic()
        self._save(rows)
        if self.steps:
            self._folder.draw()
        return self.steps >= end

    def _progress(self) -> float:
        by_pictures = self.steps * self._recipe.batch / self._recipe.pictures
        by_time = self.seconds / (self._settings.budget * 60) if self._settings.budget else 0.0
        return min(1.0, max(by_pictures, by_time))

    def _spent(self) -> bool:
        return self._settings.budget is not None and self.seconds >= self._settings.budget * 60

    def _rate(self) -> float:
        rising = min(1.0, (self.steps + 1) * self._recipe.batch / max(1, self._recipe.warm_up))
        falling = LAST_RATE + (1 - LAST_RATE) * (1 + math.cos(math.pi * self._progress())) / 2
        return self._recipe.rate * min(rising, 1.0) * falling

    def _step(self, batch: Batch) -> tuple:
        self.network.train()
        rate = self._rate()
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        planes = batch.planes.to(self._device, non_blocking=True).contiguous(memory_format=torch.channels_last)
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._settings.half):
            predictions = self.network(planes)
        found = losses(predictions, batch.targets.to(self._device))
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
        parts = (found.score.item(), found.box.item(), found.points.item())
        return (self.steps * self._recipe.batch, self.seconds, rate, *parts)

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
        score, box, points = np.mean([row[3:] for row in rows], axis=0)
        seen, rate = self.steps * self._recipe.batch, self.steps * self._recipe.batch / max(self.seconds, 1e-9)
        self._settings.say(
            f"{self._recipe.name}: {seen} pictures, {self._progress():.0%} done, {rate:.0f} pictures/s, "
            f"score {score:.3f}, box {box:.3f}, points {points:.3f}"
        )

    def _save(self, rows: list[tuple]) -> list[tuple]:
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
        return []

    def _resume(self) -> None:
        state = self._folder.checkpoint()
        if state is None:
            return
        self.network.load_state_dict(state["network"])
        self.averaged.load_state_dict(state["averaged"])
        self._optimiser.load_state_dict(state["optimiser"])
        self.steps, self.seconds = state["steps"], state["seconds"]
        self._settings.say(f"{self._recipe.name}: going on after {self.steps * self._recipe.batch} pictures")


def _groups(network: torch.nn.Module, decay: float) -> list[dict]:
    """Biases and normalisation are not pulled towards 0."""
    pulled = [parameter for parameter in network.parameters() if parameter.ndim > 1]
    free = [parameter for parameter in network.parameters() if parameter.ndim <= 1]
    return [{"params": pulled, "weight_decay": decay}, {"params": free, "weight_decay": 0.0}]
