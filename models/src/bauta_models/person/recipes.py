# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The recipe of ``person``: every number that makes it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace

from bauta_models.data.stream import Mixture

NAME = "person"
FAMILY = "shufflenet"
VERSION = "1"


def _mixture() -> Mixture:
    # Faces and plates stuck into pictures teach nothing of persons, and the place tells much: most pictures are plain.
    return Mixture(plain=0.6, plates=0.0, crowds=0.15, persons=0.3, boards=0.05, platesward=1.0)


@dataclass(frozen=True)
class Recipe:
    """``pictures`` of ``input_width`` × ``input_height``, mirror images counted, are the whole training, ``batch`` of
    them one step.

    The rate rises over ``warm_up`` pictures and falls as a cosine; the last layers go ``hurry`` times as fast. The
    network that is kept is an average over about ``1 / (1 − average)`` steps. ``likeness`` is how dear it is to have
    other features than the teacher, ``box_weight`` how dear boxes are.
    """

    name: str = NAME
    width: float = 0.5
    input_width: int = 320
    input_height: int = 192
    pictures: int = 150_000
    batch: int = 16
    rate: float = 5e-4
    hurry: float = 3.0
    weight_decay: float = 1e-3
    warm_up: int = 3_200
    average: float = 0.998
    largest_gradient: float = 10.0
    likeness: float = 1.0
    box_weight: float = 2.0
    seed: int = 1
    mixture: Mixture = field(default_factory=_mixture)

    def as_json(self) -> dict:
        """All of it as plain numbers, for the run's ``config.json``."""
        return asdict(self)

    @staticmethod
    def from_json(numbers: dict) -> Recipe:
        """The recipe of a run's ``config.json``. Raises ``TypeError`` or ``KeyError`` where it is none."""
        return Recipe(**{**numbers, "mixture": Mixture.from_json(numbers["mixture"])})

    def shortened(self, pictures: int) -> Recipe:
        """The same recipe for a run of seconds."""
        return replace(self, pictures=pictures, batch=8, warm_up=pictures // 10, average=0.9)


PERSON_RECIPE = Recipe()
