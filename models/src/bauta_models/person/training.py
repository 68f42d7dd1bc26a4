# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Trains ``person`` on pictures and on what its teacher makes of them.

Scores and boxes as for the other detectors (``bauta_models.detector.loss``); how it descends stands in
``bauta_models.descent``.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from bauta_models.descent import Descent, Settings
from bauta_models.detector.batches import Batch, MakePictures, batches
from bauta_models.detector.loss import FEWEST_CELLS, FLOOR, overlap_and_distance, quality_focal
from bauta_models.person.network import PersonNetwork, PersonPredictions
from bauta_models.person.recipes import Recipe
from bauta_models.person.run_folder import PersonRun
from bauta_models.person.targets import PersonTargets, assign
from bauta_models.person.teacher import begin, unlike

REPORT_STEPS = 50
LAST = ("thing.", "box.", "kind.")


class PersonTraining(Descent):
    """One run of the recipe. Without a teacher it begins with nothing and only has the pictures' own labels. Not for
    several threads."""

    def __init__(
        self,
        recipe: Recipe,
        make_pictures: MakePictures,
        knowing: PersonNetwork | None,
        folder: PersonRun,
        settings: Settings,
    ) -> None:
        self._make = make_pictures
        self._knowing = knowing and knowing.to(settings.device, memory_format=torch.channels_last)
        torch.manual_seed(recipe.seed)
        network = PersonNetwork()
        if knowing is not None:
            begin(network, knowing)
        network = network.to(settings.device, memory_format=torch.channels_last)
        groups = _groups(network, recipe)
        super().__init__(recipe, recipe.pictures, "pictures", network, groups, folder, settings)

    def keep_still(self, blocks: int) -> None:
        """Raises ``ValueError`` for any: this network learns as a whole."""
        if blocks:
            raise ValueError(f"'{self._recipe.name}' has no blocks that can be kept still")

    def run(self) -> bool:
        """Trains until the recipe or the budget is at its end; whether it was the recipe.

        Raises ``ValueError`` where the folder holds another run, ``FloatingPointError`` where a loss is no number.
        """
        self._folder.start(self._recipe, self._make().digest, self._settings.device, self._before)
        self._resume()
        return self._descend(
            lambda first, end: batches(
                self._make, self._recipe.batch, first, end, self._settings.processes, assign=assign
            ),
            self._step,
            self._report,
            REPORT_STEPS,
        )

    def _step(self, batch: Batch) -> tuple:
        rate = self._begin_step()
        planes = batch.planes.to(self._device).contiguous(memory_format=torch.channels_last)
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._settings.half):
            predictions = self.network(planes)
        score, box = losses(predictions, batch.targets.to(self._device))
        likeness = score.new_zeros(())
        if self._knowing is not None:
            likeness = unlike(tuple(part.float() for part in predictions.features), self._knowing, planes)
        self._end_step(score + self._recipe.box_weight * box + self._recipe.likeness * likeness)
        return (self.seen, self.seconds, rate, score.item(), box.item(), likeness.item())

    def _report(self, rows: list[tuple]) -> None:
        score, box, likeness = np.mean([row[3:] for row in rows], axis=0)
        self._tell(f"score {score:.3f}, box {box:.3f}, likeness {likeness:.3f}")


def losses(predictions: PersonPredictions, targets: PersonTargets) -> tuple[Tensor, Tensor]:
    """Mean losses of scores and boxes per cell that answers for a person; 0 where a batch holds nothing to learn."""
    positive = targets.positive
    cells = positive.sum().clamp(min=FEWEST_CELLS)
    overlap, distance = overlap_and_distance(predictions.boxes.permute(0, 2, 3, 1)[positive], targets.boxes[positive])
    quality = torch.zeros_like(predictions.logits)
    quality[positive] = FLOOR + (1 - FLOOR) * overlap.detach().clamp(0, 1)
    score = (quality_focal(predictions.logits, quality) * targets.counts).sum() / cells
    return score, (1 - overlap + distance).sum() / cells


def _groups(network: PersonNetwork, recipe: Recipe) -> list[dict]:
    named = list(network.named_parameters())
    last = [parameter for name, parameter in named if name.startswith(LAST)]
    others = [parameter for name, parameter in named if not name.startswith(LAST)]
    decay = recipe.weight_decay
    return [
        {"params": last, "weight_decay": decay, "hurry": recipe.hurry},
        {"params": others, "weight_decay": decay},
    ]
