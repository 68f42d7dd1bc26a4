# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""How every network here is trained: step by step, averaged, in time, and going on where it was broken off.

AdamW (Loshchilov and Hutter, arXiv:1711.05101) with a warm-up and a cosine (arXiv:1608.03983); the network that is kept
is an average over the last steps (Polyak and Juditsky, 1992). A budget of minutes holds for the run as a whole: the
cosine then follows the time spent or what was seen, whichever is further, so that a short run is annealed too.
"""

from __future__ import annotations

import copy
import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

CHECKPOINT_SECONDS = 60.0
LAST_RATE = 0.01


@dataclass(frozen=True)
class Settings:
    """How this machine trains: ``budget`` in minutes over all calls (``None``: the recipe's length decides),
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


class Descent:
    """A network on its way down; what it learns from is its heirs' affair. Not for several threads.

    ``recipe`` has ``name``, ``batch``, ``rate``, ``warm_up``, ``average`` and ``largest_gradient``; ``length`` is how
    many things it sees in all, ``things`` what they are called; ``groups`` of parameters are as AdamW takes them, and
    ``hurry`` in one tells how many times the rate it goes at.
    """

    def __init__(self, recipe, length: int, things: str, network, groups, folder, settings: Settings) -> None:
        self._recipe, self._length, self._things = recipe, length, things
        self._folder, self._settings = folder, settings
        self._device = torch.device(settings.device)
        self.network = network
        self.averaged = copy.deepcopy(network).requires_grad_(False)
        self._optimiser = torch.optim.AdamW(groups, lr=recipe.rate)
        self.steps, self.seconds = 0, 0.0
        self._before: dict = {}

    def begin_with(self, load: Callable[[torch.nn.Module], None], before: dict | None = None) -> None:
        """Lets ``load`` give the network other weights to begin with; a run that has begun keeps its own.

        ``before`` is what the run's configuration should tell of the training that made them.
        """
        load(self.network)
        self._before = before or {}
        self.averaged.load_state_dict(self.network.state_dict())

    @property
    def seen(self) -> int:
        """Things seen so far."""
        return self.steps * self._recipe.batch

    def progress(self) -> float:
        """Of the whole way, 0 to 1."""
        by_time = self.seconds / (self._settings.budget * 60) if self._settings.budget else 0.0
        return min(1.0, max(self.seen / self._length, by_time))

    def _descend(self, batches, step: Callable[[object], tuple], report: Callable[[list[tuple]], None], every: int):
        """One ``step`` a batch until the recipe or the budget is at its end; whether it was the recipe."""
        end = math.ceil(self._length / self._recipe.batch)
        rows, saved, started, spent = [], time.monotonic(), time.monotonic(), self.seconds
        for batch in batches(self.steps, end):
            if self._spent():
                break
            rows.append(step(batch))
            self.seconds = spent + time.monotonic() - started
            if self.steps % every == 0:
                report(rows[-every:])
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                self._save(rows)
                rows, saved = [], time.monotonic()
        self._save(rows)
        if self.steps:
            self._folder.draw()
        return self.steps >= end

    def _spent(self) -> bool:
        return self._settings.budget is not None and self.seconds >= self._settings.budget * 60

    def _begin_step(self) -> float:
        self.network.train()
        rate = self._rate()
        for group in self._optimiser.param_groups:
            group["lr"] = rate * group.get("hurry", 1.0)
        return rate

    def _rate(self) -> float:
        rising = min(1.0, (self.steps + 1) * self._recipe.batch / max(1, self._recipe.warm_up))
        falling = LAST_RATE + (1 - LAST_RATE) * (1 + math.cos(math.pi * self.progress())) / 2
        return self._recipe.rate * rising * falling

    def _end_step(self, loss: torch.Tensor) -> None:
        """Raises ``FloatingPointError`` where the loss is no number."""
        if not torch.isfinite(loss):
            raise FloatingPointError(f"the loss is {loss.item()} at step {self.steps}; the last checkpoint holds")
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self._recipe.largest_gradient)
        self._optimiser.step()
        self.steps += 1
        self._average()

    @torch.no_grad()
    def _average(self) -> None:
        """Young averages forget faster, so that a short run does not keep its first weights."""
        keep = min(self._recipe.average, (1 + self.steps) / (10 + self.steps))
        for mean, now in zip(self.averaged.state_dict().values(), self.network.state_dict().values(), strict=True):
            if mean.is_floating_point():
                mean.mul_(keep).add_(now, alpha=1 - keep)
            else:
                mean.copy_(now)

    def _tell(self, losses: str) -> None:
        self._settings.say(
            f"{self._recipe.name}: {self.seen} {self._things}, {self.progress():.0%} done, "
            f"{self.seen / max(self.seconds, 1e-9):.0f} {self._things}/s, {losses}"
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
        self._settings.say(f"{self._recipe.name}: going on after {self.seen} {self._things}")
