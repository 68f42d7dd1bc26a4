# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What the detector is trained to make small.

Scores: quality focal loss (Li et al., "Generalized Focal Loss", arXiv:2006.04388): a cell that answers for an object
should say how well its box fits, so that suppression keeps the best box. Small faces fit badly by nature (one pixel off
costs a 10 px box a fifth of its overlap), so the wanted score starts at ``FLOOR`` however bad the fit. Boxes: distance
IoU (Zheng et al., arXiv:1911.08287). Points: smooth L1 in parts of the face's size, where points are known. Each kind
counts as much as any other, however many cells it has: crowds of small faces would leave nothing to persons and plates.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from bauta_models.data.picture import KINDS
from bauta_models.detector.network import Predictions
from bauta_models.detector.targets import Targets

FLOOR = 0.3
BOX_WEIGHT = 2.0
POINT_WEIGHT = 1.0
FEWEST_CELLS = 16
"""A kind with fewer cells in a batch counts less, so that one odd object does not pull as much as a hundred."""

SURE = 0.25
"""Where a teacher's score is less, its box is nobody's."""

FOCUS = 2.0


@dataclass
class Losses:
    """Scalars; ``total`` is what is minimised."""

    score: Tensor
    box: Tensor
    points: Tensor

    @property
    def total(self) -> Tensor:
        """The weighted sum."""
        return self.score + BOX_WEIGHT * self.box + POINT_WEIGHT * self.points


def losses(predictions: Predictions, targets: Targets) -> Losses:
    """Mean losses per object cell of a batch; all are differentiable, and 0 where a batch holds nothing to learn."""
    positive = targets.positive
    cells = positive.sum((0, 1)).clamp(min=FEWEST_CELLS)
    found, wanted = predictions.boxes_of_cells()[positive].float(), targets.boxes[positive]
    overlap, distance = overlap_and_distance(found, wanted)
    logits = predictions.logits.transpose(1, 2).float()
    quality = torch.zeros_like(logits)
    quality[positive] = FLOOR + (1 - FLOOR) * overlap.detach().clamp(0, 1)
    score = (quality_focal(logits, quality) * targets.counts).sum((0, 1)) / cells
    off = torch.zeros_like(quality).masked_scatter(positive, 1 - overlap + distance).sum((0, 1)) / cells
    return Losses(score.mean(), off.mean(), _points(predictions, targets))


def likeness(predictions: Predictions, known: Predictions) -> Losses:
    """Mean losses per object cell against what a teacher of the same cells says of the same pictures.

    Its scores are what scores should be, doubts and all, as in Hinton et al. (arXiv:1503.02531); its boxes and points
    count as much as it is sure of them, from ``SURE`` on.
    """
    wanted = known.scores().transpose(1, 2).float()
    sure = torch.where(wanted >= SURE, wanted, 0.0)
    cells = (sure > 0).sum((0, 1)).clamp(min=FEWEST_CELLS)
    score = quality_focal(predictions.logits.transpose(1, 2).float(), wanted).sum((0, 1)) / cells
    there = sure > 0
    overlap, distance = overlap_and_distance(
        predictions.boxes_of_cells()[there].float(), known.boxes_of_cells()[there].float()
    )
    off = torch.zeros_like(sure).masked_scatter(there, (1 - overlap + distance) * sure[there]).sum((0, 1)) / cells
    faces = there[..., KINDS.index("face")]
    size = known.boxes_of_cells()[:, :, KINDS.index("face"), 2:][faces].prod(1).sqrt().clamp(min=1)
    away = (predictions.points_of_cells()[faces] - known.points_of_cells()[faces]).float() / size[:, None, None]
    points = F.smooth_l1_loss(away, torch.zeros_like(away), beta=0.1, reduction="sum") / faces.sum().clamp(min=1)
    return Losses(score.mean(), off.mean(), points)


def quality_focal(logits: Tensor, quality: Tensor) -> Tensor:
    """Cross-entropy to a soft target, weighted by the squared distance to it; same shape as the logits."""
    entropy = F.binary_cross_entropy_with_logits(logits, quality, reduction="none")
    return entropy * (logits.sigmoid() - quality).abs().pow(FOCUS)


def overlap_and_distance(a: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """(N, 4) and (N, 4) boxes ``x, y, w, h`` to their IoU (N,) and the squared distance of their centres over the
    squared diagonal of the smallest box around both (N,)."""
    top_left = torch.maximum(a[:, :2], b[:, :2])
    bottom_right = torch.minimum(a[:, :2] + a[:, 2:], b[:, :2] + b[:, 2:])
    common = (bottom_right - top_left).clamp(min=0).prod(1)
    union = a[:, 2:].prod(1) + b[:, 2:].prod(1) - common
    outer = torch.maximum(a[:, :2] + a[:, 2:], b[:, :2] + b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])
    apart = (a[:, :2] + a[:, 2:] / 2) - (b[:, :2] + b[:, 2:] / 2)
    return common / union.clamp(min=1e-6), apart.square().sum(1) / outer.square().sum(1).clamp(min=1e-6)


def _points(predictions: Predictions, targets: Targets) -> Tensor:
    face = KINDS.index("face")
    known = targets.positive[..., face] & torch.isfinite(targets.points).flatten(2).all(-1)
    size = targets.boxes[..., face, 2:][known].prod(1).sqrt().clamp(min=1)
    off = (predictions.points_of_cells()[known].float() - targets.points[known]) / size[:, None, None]
    return F.smooth_l1_loss(off, torch.zeros_like(off), beta=0.1, reduction="sum") / known.sum().clamp(min=1)
