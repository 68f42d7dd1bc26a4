# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The endless stream of training pictures: views of people, pasted crowds and plates, then weather.

The picture of a number is a function of the seed and that number alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from bauta_models.data import drawn
from bauta_models.data.cache import TeacherCache, cache_folder
from bauta_models.data.clips import Clips
from bauta_models.data.persons import Persons, among
from bauta_models.data.picture import ALL_KINDS, FACE, HEAD, PERSON, PLATE, VEHICLE, Picture, only
from bauta_models.data.plates import Hanging
from bauta_models.data.real_plates import RealPlates
from bauta_models.data.scenes import Scene, board, crowd, drawn_plate, number_plates, side_by_side, without_vehicles
from bauta_models.data.sources import Faces, People
from bauta_models.data.splits import Side, data_digest
from bauta_models.data.views import fitted, view, within
from bauta_models.data.weather import weathered


@dataclass(frozen=True)
class Mixture:
    """How often a stream does what: chances in 0..1."""

    plain: float = 0.35
    """Pictures as a camera gives them, whole or a part, with nothing put in: a person is told by the place too."""
    people: float = 0.68
    nobody: float = 0.15
    clips: float = 0.10
    crowds: float = 0.40
    persons: float = 0.40
    plates: float = 0.5
    boards: float = 0.10
    weather: float = 1.0
    plain_weather: float = 0.4
    streetward: float = 2.0
    """How much oftener a picture of a street or a camera is chosen than one of ``coco`` or ``maskface``."""
    platesward: float = 3.0
    """How much oftener a picture is chosen that shows real plates."""
    real_plates: float = 0.25
    """Share of plates put in that are cut out of other pictures, not drawn."""
    hanging: Hanging = field(default_factory=lambda: Hanging(askew=0.4, roll=0.45, largest=0.3))
    """How drawn plates hang."""
    kinds: tuple[int, ...] = tuple(sorted(ALL_KINDS))
    """What pictures tell of."""

    @staticmethod
    def from_json(numbers: dict) -> Mixture:
        """The mixture of a run's ``config.json``. Raises ``TypeError`` or ``KeyError`` where it is none."""
        return Mixture(**{**numbers, "hanging": Hanging(**numbers["hanging"]), "kinds": tuple(numbers["kinds"])})


USUAL = Mixture()


class TrainingStream:
    """Augmented pictures of ``width`` x ``height`` pixels, endless.

    ``shared`` is the folder that holds ``data``; with ``None`` everything is drawn, which is enough to try a recipe.
    ``cache`` holds what the teachers said (see ``fill_cache``); without it pictures are complete only where hands were.
    Raises ``FileNotFoundError`` where ``shared`` lacks a set.
    """

    def __init__(
        self,
        width: int,
        height: int,
        seed: int,
        shared: Path | str | None,
        *,
        cache: Path | str | None = None,
        mixture: Mixture = USUAL,
    ) -> None:
        self.width, self.height, self.seed, self.mixture = width, height, seed, mixture
        cv2.setNumThreads(1)
        self._people, self._clips, self._faces = None, None, drawn.DrawnFaces()
        files: list[Path] = []
        more = [repr(mixture)]
        if shared is not None:
            shared = Path(shared)
            taught = TeacherCache(cache_folder(cache))
            self._people = People(shared, Side.TRAINING, taught)
            self._clips = Clips(shared, Side.TRAINING, taught)
            self._faces = Faces(shared, Side.TRAINING)
            self._persons = Persons(self._people)
            self._real_plates = RealPlates(self._people)
            self._nobody = self._people.without_people()
            weights = np.array([self._weight(number) for number in range(len(self._people))])
            self._weights = np.cumsum(weights / weights.sum())
            files = source_files(shared) + self._clips.files
            more.append(taught.digest())
        self.digest = data_digest(files, more)

    def picture(self, index: int) -> Picture:
        """The picture of that number; any number, in any order."""
        rng = np.random.default_rng([self.seed, index])
        if self._people is not None and rng.random() < self.mixture.plain:
            return self._plain(rng, index)
        scene = Scene(side_by_side(lambda rng: self._telling(self._chosen(rng)), self.width, self.height, rng))
        if rng.random() < self.mixture.boards:
            board(scene, rng)
        if rng.random() < self.mixture.plates:
            vehicles, count = self._vehicles(scene), int(rng.integers(1, 5))
            number_plates(scene, vehicles, count, rng, self.mixture.hanging, self._plate)
        if self._people is not None and rng.random() < self.mixture.persons:
            among(scene, self._persons, int(np.ceil(rng.exponential(2.5))), rng)
        if rng.random() < self.mixture.crowds:
            crowd(scene, self._faces, int(np.ceil(rng.exponential(4.5))), rng)
        picture = within(scene.picture("stream", str(index)), self.width, self.height)
        return self._told(picture, weathered(picture.pixels, rng, self.mixture.weather))

    def _plain(self, rng: np.random.Generator, index: int) -> Picture:
        chosen = self._telling(self._people[int(rng.integers(0, len(self._people))), rng])
        whole = rng.random() < 0.5
        part = fitted if whole else partial(view, rng=rng, oblique=0.2)
        picture = replace(part(chosen, self.width, self.height), source="stream", name=str(index))
        return self._told(picture, weathered(picture.pixels, rng, self.mixture.plain_weather))

    def _told(self, picture: Picture, pixels: np.ndarray) -> Picture:
        """The picture with other pixels, and what it tells a network."""
        told = only(without_vehicles(picture), self.mixture.kinds)
        return replace(told, pixels=np.ascontiguousarray(pixels))

    def _telling(self, picture: Picture) -> Picture:
        return only(picture, (*self.mixture.kinds, VEHICLE))

    def _weight(self, number: int) -> float:
        labels = self._people.labels(number)
        shows_plates = bool(((labels["kinds"] == PLATE) & ~labels["ignore"]).any())
        streetward = self._people.records[number]["source"] in ("street", "cctv")
        return (self.mixture.streetward if streetward else 1.0) * (self.mixture.platesward if shows_plates else 1.0)

    def __iter__(self) -> Iterator[Picture]:
        return self.starting_at(0)

    def starting_at(self, index: int) -> Iterator[Picture]:
        """All pictures from a number on, for a run that goes on where it was."""
        while True:
            yield self.picture(index)
            index += 1

    def _chosen(self, rng: np.random.Generator) -> Picture:
        draw = rng.random()
        if self._people is None:
            return drawn.background(self.width, self.height, rng)
        if draw < self.mixture.people:
            return self._people[int(np.searchsorted(self._weights, rng.random())), rng]
        draw -= self.mixture.people
        if draw < self.mixture.nobody and self._nobody:
            return self._people[self._nobody[int(rng.integers(0, len(self._nobody)))], rng]
        draw -= self.mixture.nobody
        if draw < self.mixture.clips and len(self._clips):
            return self._clips[int(rng.integers(0, len(self._clips))), rng]
        return drawn.background(self.width, self.height, rng)

    def _plate(self, rng: np.random.Generator) -> tuple[np.ndarray, float]:
        real = self._people is not None and len(self._real_plates) and rng.random() < self.mixture.real_plates
        return self._real_plates.any(rng) if real else drawn_plate(rng)

    @staticmethod
    def _vehicles(scene: Scene) -> np.ndarray:
        """Vehicles large enough to carry a plate that can be seen."""
        rows = zip(scene.labels.boxes, scene.labels.kinds, strict=True)
        boxes = [box for box, kind in rows if kind == VEHICLE and 30 <= box[2] <= scene.pixels.shape[1] * 0.8]
        return np.asarray(boxes, np.float32).reshape(-1, 4)


def source_files(shared: Path) -> list[Path]:
    """The files of pictures and faces that a stream draws from; clips come on top."""
    names = (
        "people/people.tar",
        "people/people.jsonl",
        "faces/utk-128.tar",
        "faces/utk-128.csv.gz",
        "faces/ytf-128.tar",
        "faces/ytf-128-landmarks.csv.gz",
    )
    return [shared / "data" / name for name in names]


def summary(pictures: list[Picture]) -> dict:
    """Counts of labels by kind, of ignored ones, and a digest of the pixels, for the log of a run."""
    kinds = np.concatenate([picture.kinds for picture in pictures]) if pictures else np.zeros(0)
    ignore = np.concatenate([picture.ignore for picture in pictures]) if pictures else np.zeros(0, bool)
    names = {FACE: "face", HEAD: "head", PERSON: "person", PLATE: "plate"}
    digest = hashlib.sha256()
    for picture in pictures:
        digest.update(picture.pixels.tobytes())
    counts = {name: int(((kinds == kind) & ~ignore).sum()) for kind, name in names.items()}
    return {"pictures": len(pictures), **counts, "ignored": int(ignore.sum()), "pixels": digest.hexdigest()[:16]}
