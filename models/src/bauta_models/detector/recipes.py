# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The recipes: every number that makes a detector, in three widths, and one for plates alone."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from bauta_models.data.picture import PLATE
from bauta_models.data.plates import Hanging
from bauta_models.data.stream import Mixture
from bauta_models.detector.network import DetectorShape
from bauta_models.phinet.network import PhiNetShape

FAMILY = "phinet"
VERSION = "1"


@dataclass(frozen=True)
class Recipe:
    """One model: its network and how it is trained.

    ``width`` names the scaling for ``model.json``: alpha. Input pictures are ``input_width`` × ``input_height`` pixels.
    ``pictures`` is the length of the whole training, mirror images counted; ``batch`` of them make one step. The
    learning rate rises over the first ``warm_up`` pictures to ``rate`` and falls as a cosine to a hundredth of it. The
    network that is kept is an exponential moving average over about ``1 / (1 − average)`` steps.
    """

    name: str
    shape: DetectorShape
    input_width: int = 320
    input_height: int = 192
    pictures: int = 1_000_000
    batch: int = 16
    rate: float = 2e-3
    weight_decay: float = 1e-2
    warm_up: int = 5_000
    average: float = 0.999
    largest_gradient: float = 10.0
    seed: int = 1

    @property
    def width(self) -> float:
        """The width multiplier."""
        return self.shape.backbone.alpha

    def as_json(self) -> dict:
        """All of it as plain numbers, for the run's ``config.json``."""
        return asdict(self)

    @staticmethod
    def from_json(numbers: dict) -> Recipe:
        """The recipe of a run's ``config.json``. Raises ``TypeError`` or ``KeyError`` where it is none."""
        backbone = dict(numbers["shape"]["backbone"])
        backbone |= {key: tuple(backbone.get(key, ())) for key in ("downsampling", "wide_ends")}
        shape = DetectorShape(PhiNetShape(**backbone), numbers["shape"]["channels"])
        return Recipe(**{**numbers, "shape": shape})

    def shortened(self, pictures: int, batch: int = 8) -> Recipe:
        """The same recipe for a run of seconds: small batches, quick steps."""
        return replace(self, pictures=pictures, batch=batch, warm_up=pictures // 10, average=0.9, rate=4 * self.rate)


def _street(name: str, alpha: float, channels: int, stem: int) -> Recipe:
    # No h-swish and no squeeze-and-excitation: both cost a pass over the memory of every block, and the first has no
    # INT8 kernel in ONNX Runtime. The plain first convolution sees colours and edges before it halves the picture.
    # No expansion at half the picture's size: it took half of the time, in training and on the edge.
    # Widths are multiples of 8 and, where it matters, of 16: that many numbers a processor multiplies at once.
    # Depth is added where cells are few: it adds a twentieth of the multiplications and a quarter of the weights.
    backbone = PhiNetShape(alpha, 1.0, 3.0, 7, (5, 7), stem, False, "relu", False, 8, True, (16, 32))
    return Recipe(name, DetectorShape(backbone, channels))


RECIPES = {
    recipe.name: recipe
    for recipe in (
        _street("street", 0.67, 32, 24),
        _street("street-half", 0.36, 24, 24),
        _street("street-quarter", 0.25, 16, 24),
    )
}
"""By name: full width, about half, about a quarter."""

PLATE_RECIPE = replace(_street("plate", 0.67, 32, 24), pictures=300_000, rate=1e-3)
"""The same network for plates and nothing else; it begins with the numbers of ``street`` (``--from``)."""

PLATE_MIXTURE = Mixture(
    plain=0.15,
    people=0.58,
    nobody=0.25,
    plates=0.8,
    crowds=0.1,
    persons=0.1,
    boards=0.2,
    streetward=1.0,
    platesward=4.0,
    real_plates=0.35,
    hanging=Hanging(askew=0.5, roll=0.5, largest=0.35),
    kinds=(PLATE,),
)
"""Plates everywhere, and often the few real ones; faces and persons only as what they are to plates: background."""
