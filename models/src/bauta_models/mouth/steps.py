# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What each verb of ``bauta-models`` does for ``mouth``. ``asked`` holds the options of ``bauta_models.cli``."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable

import torch

from bauta_models.data.cache import cache_folder
from bauta_models.descent import Settings, choose_device
from bauta_models.export.description import read
from bauta_models.mouth import teacher
from bauta_models.mouth.examples import Examples, drawn_examples, examples_of
from bauta_models.mouth.export import export_mouth
from bauta_models.mouth.recipes import MOUTH, Recipe
from bauta_models.mouth.run_folder import MouthRun
from bauta_models.mouth.training import MouthTraining
from bauta_models.voice import recipes as voice
from bauta_models.voice.pool import pool_of
from bauta_models.voice.running import in_onnx_runtime
from bauta_models.voice.steps import shared_of

Say = Callable[[str], None]
SMOKE_PIECES = 64
THREADS = 1
"""A second one makes so small a recurrent layer several times slower."""


def data(asked: Namespace, say: Say) -> None:
    """Asks the teacher, makes the examples, and prints what is in them."""
    examples = _examples(asked, MOUTH, say)
    frames = sum(len(piece.heard) for piece in examples.pieces)
    told = {"digest": examples.digest, "pieces of speech": len(examples.pieces), "minutes": frames / 62.5 / 60}
    print(json.dumps(told, indent=2))


def train(asked: Namespace, say: Say) -> None:
    """Trains, or goes on with training."""
    recipe = MOUTH.shortened(SMOKE_PIECES) if asked.smoke else MOUTH
    device = choose_device(asked.device)
    if device == "cpu":
        torch.set_num_threads(THREADS)
    examples = drawn_examples(recipe.seed) if asked.drawn else _examples(asked, recipe, say)
    say(f"{recipe.name}: training on {device}; Ctrl-C breaks it off, the same command goes on")
    settings = Settings(asked.budget, device, say=say)
    training = MouthTraining(recipe, examples, MouthRun(asked.run), settings)
    if asked.begin:
        before = MouthRun(asked.begin)
        told = {key: value for key, value in before.training().items() if key in ("pieces", "minutes")}
        training.begin_with(before.averaged, told)
    whole = training.run()
    say(f"{recipe.name}: {'finished' if whole else 'the budget is spent'}; the run is {asked.run}")


def export(asked: Namespace, say: Say) -> None:
    """Writes the network."""
    run = MouthRun(asked.run)
    folder = export_mouth(run.network(), run.recipe(), asked.exported, {"training": run.training()})
    say(f"{folder.name}: {(folder / 'model.onnx').stat().st_size:,} bytes, {folder}")


def evaluate(asked: Namespace, say: Say) -> None:
    """Raises ``ValueError``: nobody hears this network alone."""
    read(asked.exported / MOUTH.name)
    raise ValueError("'mouth' is judged by the voices made with it: 'bauta-models evaluate voice --mode convert'")


def card(asked: Namespace, say: Say) -> None:
    """Raises ``ValueError``: the card of ``voice`` tells of both."""
    raise ValueError("'mouth' stands on the card of the voices made with it: 'bauta-models card voice'")


def _examples(asked: Namespace, recipe: Recipe, say: Say) -> Examples:
    shared, cache = shared_of(asked), cache_folder(asked.cache)
    hear = in_onnx_runtime(asked.exported / voice.NAME / "model.onnx")
    return examples_of(
        shared,
        cache,
        lambda: pool_of(shared, cache, voice.VOICE.seed).noises,
        hear,
        teacher.whisper,
        recipe.turns,
        recipe.seed,
        say,
    )
