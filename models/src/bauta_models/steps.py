# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What each verb of ``bauta-models`` does. ``asked`` holds the options of ``bauta_models.cli``."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bauta_models.card.card import card as card_of
from bauta_models.data.filling import fill_cache
from bauta_models.data.picture import KINDS, find_shared
from bauta_models.data.stream import TrainingStream, summary
from bauta_models.descent import Settings, choose_device, half_is_fast
from bauta_models.detector.running import LARGEST, OwnSizeDetector, TwoLooks, in_onnx_runtime
from bauta_models.export import description
from bauta_models.export.folder import INT8, export_model
from bauta_models.export.timing import milliseconds, processor
from bauta_models.export.weights import load_weights, mean
from bauta_models.families import family_of, recipe_of
from bauta_models.judging import report as judging
from bauta_models.judging.rivals import RIVALS

Say = Callable[[str], None]

SMOKE_PICTURES = 96
LEAST_SCORE = 0.02
"""Judging wants unlikely detections too: it chooses the threshold itself."""

CALIBRATION_SEED = 40_000_003
"""Far from every seed of training and judging."""


def data(asked: Namespace, say: Say) -> None:
    """Asks the teachers what they have not been asked, and prints what a stream holds."""
    recipe, shared = recipe_of(asked.model), _shared(asked)
    added = fill_cache(
        shared, asked.cache, lambda count: say(f"teachers: {count} pictures") if not count % 50 else None
    )
    stream = _stream(recipe, shared, asked.cache)()
    told = {"asked": added, "digest": stream.digest, **summary([stream.picture(index) for index in range(64)])}
    print(json.dumps(told, indent=2))


def train(asked: Namespace, say: Say) -> None:
    """Trains, or goes on with training."""
    recipe = recipe_of(asked.model)
    if asked.smoke:
        recipe = replace(recipe.shortened(SMOKE_PICTURES), input_width=160, input_height=96)
    shared = None if asked.drawn else _shared(asked)
    device = choose_device(asked.device)
    if device == "cpu":  # the processes that prepare pictures need cores of their own
        torch.set_num_threads(max(1, (os.cpu_count() or 1) - (0 if asked.smoke else asked.processes)))
    settings = Settings(asked.budget, device, 0 if asked.smoke else asked.processes, half_is_fast(device), say)
    say(f"{recipe.name}: training on {device}; Ctrl-C breaks it off, the same command goes on")
    family = family_of(recipe.name)
    folder = family.run(asked.run)
    folder.demand_teacher(bool(asked.like))
    training = family.training(recipe, _stream(recipe, shared, asked.cache), folder, settings, asked.like, shared)
    if asked.still and not asked.begin:
        raise ValueError("--still keeps weights as they are, so it needs those of --from")
    if asked.begin:
        before = description.training_of(asked.begin, "pictures") | ({"still": asked.still} if asked.still else {})
        training.begin_with(lambda network: load_weights(network, asked.begin), before)
    if asked.like:
        training.learns_from([description.read(teacher) for teacher in asked.like])
    training.keep_still(folder.still(asked.still))
    whole = training.run()
    say(f"{recipe.name}: {'finished' if whole else 'the budget is spent'}; the run is {asked.run}")


def export(asked: Namespace, say: Say) -> None:
    """Writes both variants of a run's network."""
    family = family_of(asked.model)
    run = family.run(asked.run)
    recipe = run.recipe()
    shared = find_shared(asked.shared)
    stream = _stream(replace(recipe, seed=CALIBRATION_SEED), shared, asked.cache)()
    planes = (np.ascontiguousarray(stream.picture(at).pixels.transpose(2, 0, 1)) for at in range(asked.calibration))
    say(f"{recipe.name}: exporting, {asked.calibration} pictures for INT8")
    runs = [run, *(family.run(other) for other in asked.others or [])]
    told = {"training": together([one.training() for one in runs])}
    network = mean([one.network() for one in runs])
    for folder in export_model(network, family.form, recipe, planes, asked.exported, told):
        say(f"{folder.name}: {(folder / 'model.onnx').stat().st_size:,} bytes, {folder}")


def together(trainings: list[dict]) -> dict:
    """What is told of the trainings of several runs: pictures and minutes of all, the rest of the first."""
    sums = {key: sum(training[key] for training in trainings) for key in ("pictures", "minutes")}
    return {**trainings[0], **sums, **({"runs": len(trainings)} if len(trainings) > 1 else {})}


def evaluate(asked: Namespace, say: Say) -> None:
    """Judges both variants beside the rivals, prints the tables and keeps them for the card."""
    shared = _shared(asked)
    folders = {name: asked.exported / name for name in (asked.model, asked.model + INT8)}
    found = [description.read(folder)["kinds"] for folder in folders.values()][-1]
    unknown = set(asked.kind or []) - set(found)
    if unknown:
        raise ValueError(f"'{asked.model}' finds {', '.join(found)}, not {', '.join(sorted(unknown))}")
    kinds = [KINDS.index(kind) for kind in found]
    runs = {name: in_onnx_runtime(folder / "model.onnx") for name, folder in folders.items()}

    def looking(name: str, largest: int) -> OwnSizeDetector:
        return OwnSizeDetector(runs[name], largest, LEAST_SCORE, kinds)

    ours = {name: looking(name, LARGEST) for name in folders}
    twice = {name: TwoLooks(ours[name], looking(name, TwoLooks.SMALL)) for name in folders}
    kept: dict[str, dict[str, float]] = {name: {} for name in folders}
    evaluation = _evaluation(asked, folders, found, shared)
    clips = None if asked.no_clips else twice
    for kind in asked.kind or found:
        judged = judging.judge(KINDS.index(kind), ours, shared, size=asked.size, clips=clips, progress=say)
        evaluation["tables"][kind] = judging.as_text(judged)
        print(f"\n## {kind}\n\n{evaluation['tables'][kind]}")
        for name, numbers in kept.items():
            numbers.update(figures_of(judged, name))
    for name, took in evaluation["milliseconds"].items():
        print(f"{name}: {took:.2f} ms a picture at {evaluation['size']}, one thread")
        if name in kept:
            kept[name][f"milliseconds.{evaluation['size']}"] = took
    asked.evaluations.mkdir(parents=True, exist_ok=True)
    (asked.evaluations / f"{asked.model}.json").write_text(json.dumps(evaluation, indent=2) + "\n")
    if asked.run.is_dir():
        family_of(asked.model).run(asked.run).write_figures(kept)
    if asked.keep:
        for name, folder in folders.items():
            description.keep_figures(folder, {**description.read(folder)["figures"], **kept[name]})


def card(asked: Namespace, say: Say) -> None:
    """Writes the card from the descriptions and the last evaluation."""
    described = description.read(asked.exported / asked.model)
    int8 = asked.exported / (asked.model + INT8)
    file = asked.evaluations / f"{asked.model}.json"
    evaluation = json.loads(file.read_text()) if file.exists() else {}
    text = card_of(described, description.read(int8) if int8.is_dir() else None, evaluation)
    asked.cards.mkdir(parents=True, exist_ok=True)
    (asked.cards / f"{asked.model}.md").write_text(text)
    say(f"written: {asked.cards / asked.model}.md")


def figures_of(judged: judging.Report, detector: str) -> dict[str, float]:
    """One detector's figures of a report under the names that model.json has: kind, what, on what, at which size."""
    figures: dict[str, float] = {}
    for row in (row for row in judged.pictures if row.detector == detector):
        on = row.on.replace(",", "").replace(" ", "-")
        figures[f"{row.kind}.average-precision.{on}"] = row.average_precision
        figures[f"{row.kind}.recall.{on}"] = row.recall
        figures[f"{row.kind}.threshold.{on}"] = row.threshold
        for bucket, recall in row.recall_by_size.items():
            figures[f"{row.kind}.recall.{on}.{bucket}px"] = recall
    for clip in (clip for clip in judged.clips if clip.detector == detector):
        figures[f"{clip.kind}.track-leak-rate.{clip.on}"] = clip.leak_rate
        figures[f"{clip.kind}.misses-an-hour.{clip.on}"] = clip.misses_an_hour
    return figures


def _evaluation(asked: Namespace, folders: dict[str, Path], kinds: list[str], shared: Path) -> dict:
    """What is kept of an evaluation, without its tables yet; times are measured first, while nothing else runs."""
    timed = {name: folder / "model.onnx" for name, folder in folders.items()}
    rival = "yunet-n" if "face" in kinds else "fastestdet"
    file = shared / "data" / "models" / RIVALS[rival][0]
    if file.is_file():
        timed[rival] = file
    width, height = asked.size
    return {
        "tables": {},
        "size": f"{width}x{height}",
        "milliseconds": milliseconds(timed, width, height),
        "processor": processor(),
        "day": date.today().isoformat(),
    }


def _shared(asked: Namespace) -> Path:
    shared = find_shared(asked.shared)
    if shared is None:
        raise FileNotFoundError("there is no folder of shared data; name one with --shared, or train with --drawn")
    return shared


def _stream(recipe: Any, shared: Path | None, cache: Path | None) -> Callable[[], TrainingStream]:
    mixture = family_of(recipe.name).mixture
    size = recipe.input_width, recipe.input_height
    return partial(TrainingStream, *size, recipe.seed, shared, cache=cache, mixture=mixture)
