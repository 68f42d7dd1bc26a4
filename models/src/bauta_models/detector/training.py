# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Trains a detector on pictures; how it descends stands in ``bauta_models.descent``."""

from __future__ import annotations

import numpy as np
import torch

from bauta_models.descent import Descent, Settings
from bauta_models.detector.batches import Batch, MakePictures, batches
from bauta_models.detector.knowing import Knowing
from bauta_models.detector.loss import likeness, losses
from bauta_models.detector.network import DetectorNetwork
from bauta_models.detector.recipes import Recipe
from bauta_models.detector.run_folder import RunFolder

REPORT_STEPS = 20


class Training(Descent):
    """One run of one recipe. Not for several threads.

    With ``knowing``, trained detectors of any width, it learns to say the same, beside what the labels say.
    """

    def __init__(
        self,
        recipe: Recipe,
        make_pictures: MakePictures,
        folder: RunFolder,
        settings: Settings,
        knowing: Knowing | None = None,
    ) -> None:
        self._make = make_pictures
        self._knowing = knowing and knowing.eval().to(settings.device, memory_format=torch.channels_last)
        torch.manual_seed(recipe.seed)
        network = DetectorNetwork(recipe.shape).to(settings.device, memory_format=torch.channels_last)
        groups = _groups(network, recipe.weight_decay)
        super().__init__(recipe, recipe.pictures, "pictures", network, groups, folder, settings)

    def keep_still(self, blocks: int) -> None:
        """Keeps the first convolution and so many blocks as they are. Raises ``ValueError`` for fewer than none."""
        if blocks < 0:
            raise ValueError(f"so many blocks cannot be kept still: {blocks}")
        self.network.backbone.keep_still(blocks)

    def learns_from(self, described: list[dict]) -> None:
        """Has the run tell whom it learns from, by the teachers' ``model.json``."""
        self._before |= {"like": ", ".join(f"{teacher['name']} {teacher['sha256']}" for teacher in described)}

    def run(self) -> bool:
        """Trains until the recipe or the budget is at its end; whether it was the recipe.

        Raises ``ValueError`` where the folder holds another run, ``FloatingPointError`` where a loss is no number.
        """
        self._folder.start(self._recipe, self._make().digest, self._settings.device, self._before)
        self._resume()
        return self._descend(
            lambda first, end: batches(self._make, self._recipe.batch, first, end, self._settings.processes),
            self._step,
            self._report,
            REPORT_STEPS,
        )

    def _step(self, batch: Batch) -> tuple:
        rate = self._begin_step()
        planes = batch.planes.to(self._device, non_blocking=True).contiguous(memory_format=torch.channels_last)
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._settings.half):
            predictions = self.network(planes)
        found = losses(predictions, batch.targets.to(self._device))
        total = found.total
        if self._knowing is not None:
            with torch.no_grad():
                known = self._knowing(planes)
            total = total + likeness(predictions, known).total
        self._end_step(total)
        parts = (found.score.item(), found.box.item(), found.points.item())
        return (self.seen, self.seconds, rate, *parts)

    def _report(self, rows: list[tuple]) -> None:
        score, box, points = np.mean([row[3:] for row in rows], axis=0)
        self._tell(f"score {score:.3f}, box {box:.3f}, points {points:.3f}")


def _groups(network: torch.nn.Module, decay: float) -> list[dict]:
    """Biases and normalisation are not pulled towards 0."""
    pulled = [parameter for parameter in network.parameters() if parameter.ndim > 1]
    free = [parameter for parameter in network.parameters() if parameter.ndim <= 1]
    return [{"params": pulled, "weight_decay": decay}, {"params": free, "weight_decay": 0.0}]
