# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Trained detectors that another one learns from."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from bauta_models.data.picture import FACE
from bauta_models.detector.network import DetectorNetwork, K, Predictions


class Knowing(nn.Module):
    """Several detectors of the same cells as one: of each kind the last of those that know it tells.

    ``teachers`` are networks and what kinds each knows. Raises ``ValueError`` where nobody knows a kind.
    """

    def __init__(self, teachers: Sequence[tuple[DetectorNetwork, Sequence[int]]]) -> None:
        super().__init__()
        self.teachers = nn.ModuleList(network for network, _ in teachers)
        teacher_of = {kind: number for number, (_, kinds) in enumerate(teachers) for kind in kinds}
        if len(teacher_of) < K:
            raise ValueError("no teacher knows some of the kinds; another --like names one that does")
        self._teacher_of = [teacher_of[kind] for kind in range(K)]

    def forward(self, pictures: Tensor) -> Predictions:
        """(B, 3, H, W) as ``DetectorNetwork`` takes them."""
        said = [teacher(pictures) for teacher in self.teachers]
        of = self._teacher_of
        return Predictions(
            torch.stack([said[of[kind]].logits[:, kind] for kind in range(K)], 1),
            torch.stack([said[of[row % K]].boxes[:, row] for row in range(4 * K)], 1),
            said[of[FACE]].points,
        )
