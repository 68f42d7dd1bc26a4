# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The folder of a training run: how it was made, where it stands, how it went.

``config.json`` (recipe, seed, digest of the data, device, versions), ``checkpoint.pt`` (to go on from), ``network.pt``
(the averaged weights to export), ``losses.csv`` and ``curves.png``, ``figures.json`` (from the evaluation).
"""

from __future__ import annotations

import csv
import json
import os
import platform
from pathlib import Path
from typing import ClassVar

import torch

from bauta_models.detector.network import DetectorNetwork
from bauta_models.detector.recipes import Recipe

COLUMNS = ("pictures", "seconds", "rate", "score", "box", "points")


class RunFolder:
    """Reads and writes one run; every file is complete or absent, whenever the process ends."""

    columns: ClassVar[tuple[str, ...]] = COLUMNS
    """Of ``losses.csv``: how much was seen, the time, the learning rate, the losses."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def start(self, recipe: Recipe, digest: str, device: str, before: dict | None = None) -> None:
        """Writes the configuration, or checks that the run that is there is the same.

        ``before`` tells of the training whose weights this one began with, ``pictures`` and ``minutes``, and of the
        detectors that it learns from, ``like``.
        Raises ``ValueError`` where the folder holds another run.
        """
        config = {"recipe": recipe.as_json(), "data_digest": digest, "device": device, "torch": torch.__version__}
        config = json.loads(json.dumps({**config, "before": before or {}}))
        if not (self.path / "config.json").exists():
            self.path.mkdir(parents=True, exist_ok=True)
            self._write("config.json", json.dumps(config, indent=2) + "\n")
            return
        there = self.config()
        for key in ("recipe", "data_digest"):
            if there.get(key) != config[key]:
                raise ValueError(f"{self.path} holds a run with another {key}; choose another folder with --run")

    def config(self) -> dict:
        """What the run was made with. Raises ``FileNotFoundError`` where there is none."""
        file = self.path / "config.json"
        if not file.exists():
            raise FileNotFoundError(f"there is no run at {self.path}; 'bauta-models train' makes one")
        return json.loads(file.read_text())

    def still(self, asked: int) -> int:
        """How many blocks are kept as they are: as asked for at the beginning of a run, and so to its end."""
        begun = (self.path / "config.json").exists()
        return self.config().get("before", {}).get("still", 0) if begun else asked

    def demand_teacher(self, asked: bool) -> None:
        """Raises ``ValueError`` where a run that began with a teacher goes on without one, or the other way round."""
        if (self.path / "config.json").exists() and ("like" in self.config().get("before", {})) != asked:
            raise ValueError(f"{self.path} began {'without' if asked else 'with'} --like; so it goes on that way")

    def recipe(self) -> Recipe:
        """The recipe of the run."""
        return Recipe.from_json(self.config()["recipe"])

    def save(self, state: dict, averaged: torch.nn.Module) -> None:
        """Keeps where training stands."""
        self._save("checkpoint.pt", state)
        self._save("network.pt", averaged.state_dict())

    def checkpoint(self) -> dict | None:
        """Where training stood, ``None`` at the start."""
        file = self.path / "checkpoint.pt"
        return torch.load(file, map_location="cpu") if file.exists() else None

    def network(self) -> DetectorNetwork:
        """The averaged network of the run, for running. Raises ``FileNotFoundError`` before the first checkpoint."""
        return self.averaged(DetectorNetwork(self.recipe().shape))

    def averaged(self, network: torch.nn.Module) -> torch.nn.Module:
        """Gives a network the run's averaged numbers. Raises ``FileNotFoundError`` before the first checkpoint."""
        file = self.path / "network.pt"
        if not file.exists():
            raise FileNotFoundError(f"the run at {self.path} has no network yet; 'bauta-models train' goes on with it")
        network.load_state_dict(torch.load(file, map_location="cpu"))
        return network.eval()

    def append(self, rows: list[tuple]) -> None:
        """Adds rows of ``columns`` to the losses."""
        file = self.path / "losses.csv"
        fresh = not file.exists()
        with file.open("a", newline="") as out:
            writer = csv.writer(out)
            writer.writerows([self.columns] * fresh)
            writer.writerows([[f"{value:.6g}" for value in row] for row in rows])

    def losses(self) -> dict[str, list[float]]:
        """The losses so far, by column."""
        with (self.path / "losses.csv").open(newline="") as lines:
            rows = list(csv.DictReader(lines))
        return {column: [float(row[column]) for row in rows] for column in self.columns}

    def training(self) -> dict:
        """What a description tells of the training, that of the weights it began with included."""
        config, losses, seen = self.config(), self.losses(), self.columns[0]
        before = config.get("before", {})
        return {
            seen: int(losses[seen][-1]) + before.get(seen, 0),
            "minutes": losses["seconds"][-1] / 60 + before.get("minutes", 0.0),
            **({"like": before["like"]} if "like" in before else {}),
            "device": config["device"],
            "seed": config["recipe"]["seed"],
            "data_digest": config["data_digest"],
            "python": platform.python_version(),
            "torch": config["torch"],
        }

    def draw(self) -> None:
        """Draws the losses as ``curves.png``."""
        import matplotlib as mpl  # noqa: PLC0415 - takes a second to load

        mpl.use("Agg")
        from matplotlib import pyplot  # noqa: PLC0415

        losses = self.losses()
        figure, plot = pyplot.subplots(figsize=(8, 4.5), layout="constrained")
        seen = self.columns[0]
        for name in self.columns[3:]:
            plot.plot(losses[seen], losses[name], label=name)
        plot.set(xlabel=seen, ylabel="loss", yscale="log", title=self.config()["recipe"]["name"])
        plot.legend()
        figure.savefig(self.path / "curves.png", dpi=100)
        pyplot.close(figure)

    def write_figures(self, figures: dict) -> None:
        """Keeps what the evaluation found."""
        self._write("figures.json", json.dumps(figures, indent=2, sort_keys=True) + "\n")

    def _write(self, name: str, text: str) -> None:
        partial = self.path / (name + ".partial")
        partial.write_text(text)
        os.replace(partial, self.path / name)

    def _save(self, name: str, content: dict) -> None:
        partial = self.path / (name + ".partial")
        torch.save(content, partial)
        os.replace(partial, self.path / name)
