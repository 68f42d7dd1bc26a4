# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What each verb of ``bauta-models`` does for ``voice``. ``asked`` holds the options of ``bauta_models.cli``."""

from __future__ import annotations

import json
import math
import os
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

import torch

from bauta_models.card.voice import card as card_of
from bauta_models.data.cache import cache_folder
from bauta_models.data.picture import find_shared
from bauta_models.descent import Settings, choose_device
from bauta_models.export import description
from bauta_models.export.timing import processor
from bauta_models.export.weights import load_weights
from bauta_models.listening import activity, report, scenes
from bauta_models.voice import mouths
from bauta_models.voice.chain import Mode
from bauta_models.voice.export import export_voice
from bauta_models.voice.mixing import Mixer
from bauta_models.voice.network import VoiceNetwork
from bauta_models.voice.pool import Pool, drawn_pool, pool_of
from bauta_models.voice.recipes import VOICE
from bauta_models.voice.run_folder import VoiceRun
from bauta_models.voice.running import in_onnx_runtime, in_torch
from bauta_models.voice.training import VoiceTraining

Say = Callable[[str], None]
SMOKE_SCENES = 48


def data(asked: Namespace, say: Say) -> None:
    """Makes the pool of voices and noises, and prints what is in it."""
    pool = _pool(asked)
    voices, noises = pool.minutes
    told = {"digest": pool.digest, "minutes of voices": voices, "minutes of noises": noises}
    print(json.dumps({**told, "share of speech in voices": float(pool.speaking.mean())}, indent=2))


def train(asked: Namespace, say: Say) -> None:
    """Trains, or goes on with training."""
    recipe = VOICE.shortened(SMOKE_SCENES) if asked.smoke else VOICE
    device = choose_device(asked.device)
    if device == "cpu":
        torch.set_num_threads(1 if asked.smoke else os.cpu_count() or 1)
    pool = drawn_pool(recipe.seed) if asked.drawn else _pool(asked)
    say(f"{recipe.name}: training on {device}; Ctrl-C breaks it off, the same command goes on")
    settings = Settings(asked.budget, device, say=say)
    training = VoiceTraining(recipe, Mixer(pool, recipe.seed, recipe.frames), VoiceRun(asked.run), settings)
    if asked.begin:
        before = description.training_of(asked.begin, "scenes")
        training.begin_with(lambda network: load_weights(network, asked.begin), before)
    whole = training.run()
    say(f"{recipe.name}: {'finished' if whole else 'the budget is spent'}; the run is {asked.run}")


def export(asked: Namespace, say: Say) -> None:
    """Chooses the threshold, shifts the network so that it is one half, and writes it."""
    run = VoiceRun(asked.run)
    recipe, network = run.recipe(), run.network()
    shared, shift = find_shared(asked.shared), 0.0
    if shared is None:
        say(f"{recipe.name}: no data to choose the threshold by, it stays one half")
    else:
        threshold = _threshold(network, shared)
        shift = -math.log(threshold / (1 - threshold))
        say(f"{recipe.name}: one half is where {threshold:.4f} was")
    folder = export_voice(network, recipe, asked.exported, shift, {"training": run.training()})
    say(f"{folder.name}: {(folder / 'model.onnx').stat().st_size:,} bytes, {folder}")


def evaluate(asked: Namespace, say: Say) -> None:
    """Judges the chain with the exported network, prints tables and keeps them for the card."""
    shared, folder = shared_of(asked), asked.exported / VOICE.name
    described = description.read(folder)
    judging = report.Judge(shared, in_onnx_runtime(folder / "model.onnx"), say, asked.most)
    parts, modes = asked.part or list(report.PARTS), asked.mode or [mode.value for mode in Mode]
    found = report.judge(judging, parts, modes)
    of = f" (first {asked.most} recordings)" if asked.most else ""
    tables = {title + of: table for title, table in found.tables.items()}
    for title, table in tables.items():
        print(f"\n## {title}\n\n{table}")
    file = asked.evaluations / f"{VOICE.name}.json"
    kept = json.loads(file.read_text()) if file.exists() else {}
    judged = {"sha256": described["sha256"], "mouth": description.read(mouths.EXPORTED)["sha256"]}
    if {key: kept.get(key) for key in judged} != judged:
        kept = {**judged, "tables": {}, "skipped": []}
    kept["tables"] |= tables
    kept |= {"day": date.today().isoformat(), "processor": processor(), "skipped": found.skipped}
    asked.evaluations.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(kept, indent=2) + "\n")
    if asked.keep:
        description.keep_figures(folder, {**described["figures"], **found.numbers})


def card(asked: Namespace, say: Say) -> None:
    """Writes the card from the description and the last evaluation."""
    described = description.read(asked.exported / VOICE.name)
    file = asked.evaluations / f"{VOICE.name}.json"
    mouth = description.read(mouths.EXPORTED)
    text = card_of(described, mouth, json.loads(file.read_text()) if file.exists() else {})
    asked.cards.mkdir(parents=True, exist_ok=True)
    (asked.cards / f"{VOICE.name}.md").write_text(text)
    say(f"written: {asked.cards / VOICE.name}.md")


def _threshold(network: VoiceNetwork, shared: Path) -> float:
    speech, noises = list(scenes.known_speech(shared)), scenes.usual_noises(shared)
    listen = activity.listening(in_torch(network))
    heard = [
        one for ratio in scenes.RATIOS for one in activity.hear_scenes(listen, scenes.scenes(speech, noises, ratio))
    ]
    return activity.chosen_threshold(heard)


def _pool(asked: Namespace) -> Pool:
    return pool_of(shared_of(asked), cache_folder(asked.cache), VOICE.seed)


def shared_of(asked: Namespace) -> Path:
    """The folder that holds data. Raises ``FileNotFoundError`` where there is none."""
    shared = find_shared(asked.shared)
    if shared is None:
        raise FileNotFoundError(
            "there is no data here: --shared or BAUTA_SHARED names the folder that holds them; --drawn does without"
        )
    return shared
