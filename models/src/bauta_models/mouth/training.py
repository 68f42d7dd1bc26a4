# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Trains ``mouth`` on examples; how it descends stands in ``bauta_models.descent``."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from bauta_models.descent import Descent, Settings
from bauta_models.mouth.examples import Example, Examples
from bauta_models.mouth.network import AHEAD, BEHIND, HEARD, RECENT, MouthNetwork
from bauta_models.mouth.recipes import Recipe
from bauta_models.mouth.run_folder import MouthRun
from bauta_models.voice import envelope, mouths
from bauta_models.voice.envelope import BANDS

REPORT_STEPS = 50
BEGINNINGS = 0.4
"""How often a piece is heard from its beginning, when little is known of the speaker."""

COLOURED, COLOURS, COLOUR = 0.7, 8, 0.22
"""How often, by how many cosines and how much shapes are coloured: what statistics have not caught of a speaker."""

WARPED, WARP = 0.5, 0.1
"""How often and by how much at most, as a logarithm, formants lie elsewhere than statistics tell."""

FAINTEST = 0.05
"""What the faintest frames count beside loud ones."""


class MouthTraining(Descent):
    """One run of the recipe. Not for several threads."""

    def __init__(self, recipe: Recipe, examples: Examples, folder: MouthRun, settings: Settings) -> None:
        self._examples = examples
        torch.manual_seed(recipe.seed)
        network = MouthNetwork(recipe.shape).to(settings.device)
        groups = [{"params": list(network.parameters()), "weight_decay": recipe.weight_decay}]
        super().__init__(recipe, recipe.pieces, "pieces", network, groups, folder, settings)

    def run(self) -> bool:
        """Trains until the recipe or the budget is at its end; whether it was the recipe.

        Raises ``ValueError`` where the folder holds another run, ``FloatingPointError`` where a loss is no number.
        """
        self._folder.start(self._recipe, self._examples.digest, self._settings.device, self._before)
        self._resume()
        return self._descend(range, self._step, self._report, REPORT_STEPS)

    def _step(self, number: int) -> tuple:
        rate = self._begin_step()
        rng = np.random.default_rng((self._recipe.seed, number))
        chosen = rng.integers(len(self._examples.pieces), size=self._recipe.batch)
        rows = [piece(self._examples.pieces[at], self._recipe.frames, rng) for at in chosen]
        heard, said, weight = (torch.from_numpy(np.stack(part)).to(self._device) for part in zip(*rows, strict=True))
        found, _ = self.network(heard, self.network.quiet(len(heard)).to(self._device))
        place, motion = off(found[:, RECENT:], said, weight)
        self._end_step(place + self._recipe.moving * motion)
        return (self.seen, self.seconds, rate, place.item(), motion.item())

    def _report(self, rows: list[tuple]) -> None:
        place, motion = np.mean([row[3:] for row in rows], axis=0)
        self._tell(f"place {place:.3f}, motion {motion:.3f}")


def piece(example: Example, frames: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A piece of an example: ``heard`` (frames + RECENT, 42), ``said`` (frames, 40), and how much each frame counts
    (frames, 1).

    What is said lies between what is heard; before an example's beginning there is nothing to hear, beyond its end the
    last frame is heard, and nothing counts."""
    count = min(frames, len(example.heard))
    at = 0 if rng.random() < BEGINNINGS else rng.integers(0, len(example.heard) - count + 1)
    part = example.heard[max(0, at - BEHIND) : at + count + AHEAD].copy()
    if rng.random() < COLOURED:
        colour = COLOUR * rng.standard_normal(COLOURS) * np.exp(-np.arange(COLOURS) / 6)
        part[:, :BANDS] += colour @ envelope.cosines(COLOURS + 1)[1:]
    if rng.random() < WARPED:
        part[:, :BANDS] = part[:, :BANDS] @ warping(rng.uniform(-WARP, WARP))
    heard = np.zeros((frames + RECENT, HEARD), np.float32)
    first = max(0, BEHIND - at)
    heard[first : first + len(part)], heard[first + len(part) :] = part, part[-1]
    said, weight = np.zeros((frames, BANDS), np.float32), np.zeros((frames, 1), np.float32)
    said[:count] = example.said[at : at + count]
    weight[:count, 0] = np.clip(example.heard[at : at + count, BANDS] + 1.5, FAINTEST, 1)
    return heard, said, weight


def warping(warp: float) -> np.ndarray:
    """(40, 40) float32 that moves the formants of shapes before it by ``warp``, a logarithm."""
    rows = np.eye(BANDS)
    return mouths.moved(np.full(BANDS, np.exp(warp)), rows).astype(np.float32)


def off(found: Tensor, said: Tensor, weight: Tensor) -> tuple[Tensor, Tensor]:
    """Mean squares by which shapes (B, T, 40) lie elsewhere, and by which they move otherwise within two frames."""

    def mean(squares: Tensor, weight: Tensor) -> Tensor:
        return (squares * weight).sum() / (weight.sum() * BANDS)

    moved = (found[:, 2:] - found[:, :-2]) - (said[:, 2:] - said[:, :-2])
    return mean((found - said).square(), weight), mean(moved.square(), weight[:, 1:-1])
