# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""``person`` as it is exported: as the other detectors are, but of one kind, and without points."""

from __future__ import annotations

from torch import Tensor, nn

from bauta_models.data.picture import PERSON
from bauta_models.export.form import Form
from bauta_models.person.network import PersonNetwork
from bauta_models.person.recipes import FAMILY, VERSION


class FinishedPerson(nn.Module):
    """Pictures (B, 3, H, W) uint8 to ``scores`` (B, 1, A) in 0..1 and ``boxes`` (B, 4, A) ``x, y, w, h`` in pixels.

    Takes the network over: its weights are changed.
    """

    def __init__(self, network: PersonNetwork) -> None:
        super().__init__()
        network.fold_scale()
        self.network = network

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """See the class."""
        found = self.network(image)
        return found.logits[:, None].sigmoid().flatten(2), found.boxes.flatten(2)


FORM = Form(FAMILY, VERSION, (PERSON,), FinishedPerson)
