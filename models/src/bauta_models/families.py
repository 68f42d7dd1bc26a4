# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The families of detectors: what is done alike for all of them stands in ``bauta_models.steps``, what differs here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bauta_models.data.picture import KINDS
from bauta_models.data.stream import USUAL, Mixture
from bauta_models.descent import Settings
from bauta_models.detector import recipes
from bauta_models.detector.batches import MakePictures
from bauta_models.detector.knowing import Knowing
from bauta_models.detector.network import DetectorNetwork
from bauta_models.detector.run_folder import RunFolder
from bauta_models.detector.training import Training
from bauta_models.export import finished
from bauta_models.export.description import read
from bauta_models.export.form import Form
from bauta_models.export.weights import load_weights
from bauta_models.person import export as person
from bauta_models.person.recipes import NAME as PERSON
from bauta_models.person.recipes import PERSON_RECIPE
from bauta_models.person.run_folder import PersonRun
from bauta_models.person.teacher import teacher
from bauta_models.person.training import PersonTraining

PLATE = recipes.PLATE_RECIPE.name

RECIPES: dict[str, Any] = {**recipes.RECIPES, PLATE: recipes.PLATE_RECIPE, PERSON: PERSON_RECIPE}
"""The recipes of all detectors by name, the widest first."""


@dataclass(frozen=True)
class Family:
    """``form`` of what is exported, ``mixture`` of the pictures it learns from, ``run`` opens the folder of a training,
    ``training`` makes one of a recipe, pictures, such a folder, settings, the folders of exported detectors to learn
    from, and that of shared data, if any."""

    form: Form
    mixture: Mixture
    run: Callable[[Path], RunFolder]
    training: Callable[[Any, MakePictures, RunFolder, Settings, Sequence[Path], Path | None], Training | PersonTraining]


def _street(
    recipe: Any, pictures: MakePictures, run: RunFolder, settings: Settings, like: Sequence[Path], shared: Path | None
) -> Training:
    return Training(recipe, pictures, run, settings, Knowing([_teacher(folder) for folder in like]) if like else None)


def _teacher(folder: Path) -> tuple[DetectorNetwork, list[int]]:
    described = read(folder)
    teaching = {**recipes.RECIPES, PLATE: recipes.PLATE_RECIPE}
    if described["name"] not in teaching:
        raise ValueError(f"'{described['name']}' has other cells; --like names one of {', '.join(teaching)}, in floats")
    network = DetectorNetwork(teaching[described["name"]].shape)
    load_weights(network, folder)
    return network, [KINDS.index(kind) for kind in described["kinds"]]


def _person(
    recipe: Any, pictures: MakePictures, run: PersonRun, settings: Settings, like: Sequence[Path], shared: Path | None
) -> PersonTraining:
    if like:
        raise ValueError(f"'{recipe.name}' learns from its own teacher; leave --like out")
    return PersonTraining(recipe, pictures, teacher(shared) if shared else None, run, settings)


STREET_FAMILY = Family(finished.FORM, USUAL, RunFolder, _street)
PLATE_FAMILY = Family(finished.PLATE_FORM, recipes.PLATE_MIXTURE, RunFolder, _street)
PERSON_FAMILY = Family(person.FORM, PERSON_RECIPE.mixture, PersonRun, _person)


def recipe_of(name: str) -> Any:
    """The recipe of that name. Raises ``ValueError`` and names those that there are."""
    if name not in RECIPES:
        raise ValueError(f"there is no model '{name}'; there are: {', '.join(RECIPES)}")
    return RECIPES[name]


def family_of(name: str) -> Family:
    """The family of the detector of that name."""
    return {PLATE: PLATE_FAMILY, PERSON: PERSON_FAMILY}.get(name, STREET_FAMILY)
