# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Writes ``mouth`` as ONNX with its description and golden values, in the form of the other networks' folders."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch

from bauta_models.detector.running import open_session
from bauta_models.export.description import describe_with
from bauta_models.export.folder import replace_folder
from bauta_models.export.recurrent import FRAMES, write_recurrent
from bauta_models.mouth.network import AHEAD, HEARD, MouthNetwork
from bauta_models.mouth.recipes import FAMILY, VERSION, Recipe
from bauta_models.phinet.counting import parameters
from bauta_models.voice import convert
from bauta_models.voice.clock import STREET
from bauta_models.voice.envelope import BANDS
from bauta_models.voice.export import golden_sound
from bauta_models.voice.mouths import INPUTS, OUTPUTS, heard
from bauta_models.voice.speakers import Strength, heard_speakers


def export_mouth(network: MouthNetwork, recipe: Recipe, top: Path, more: dict | None = None) -> Path:
    """Writes ``top/mouth`` in place of what was there and returns it; ``more`` are further keys for ``model.json``.

    Raises what the steps raise; what was there before then stays.
    """

    def complete(folder: Path) -> None:
        write_network(network, folder / "model.onnx")
        count = parameters(network)
        macs = sum(value.numel() for name, value in network.named_parameters() if "weight" in name)
        facts = {"family": FAMILY, "width": 1.0, "parameters": count, "macs": macs}
        clock = {"rate": STREET.rate, "window": STREET.window, "hop": STREET.hop}
        describe_with(folder, VERSION, facts, {"precision": "fp32", "ahead": AHEAD, "clock": clock, **(more or {})})
        write_golden(folder)

    place = top / recipe.name
    replace_folder(place, complete)
    return place


def write_network(network: MouthNetwork, file: Path) -> onnx.ModelProto:
    """Writes the network: ``heard`` (1, frames, 42), ``state`` (1, 612) to ``said`` (1, frames, 40) and
    ``next_state``, all float32. Raises ``ValueError`` where the file would be too large."""
    inputs = dict(zip(INPUTS, (torch.zeros(1, 7, HEARD), network.quiet()), strict=True))
    outputs = dict(zip(OUTPUTS, ([1, FRAMES, BANDS], list(network.quiet().shape)), strict=True))
    return write_recurrent(network, inputs, outputs, file)


def write_golden(folder: Path) -> dict[str, np.ndarray]:
    """Runs a folder's network on a drawn voice and keeps inputs and outputs under their names in ``golden.npz``."""
    session = open_session(folder / "model.onnx")
    strength = Strength()
    stretch = convert.analyse(STREET.spectra(golden_sound()))
    speaker = heard_speakers(stretch.bands, stretch.hertz, stretch.voiced, strength.softness)
    entering = heard(stretch.bands, stretch.voiced, speaker, strength.throat)[None]
    inputs = {"heard": entering, "state": np.zeros(session.get_inputs()[1].shape, np.float32)}
    arrays = {**inputs, **dict(zip(OUTPUTS, session.run(list(OUTPUTS), inputs), strict=True))}
    np.savez_compressed(folder / "golden.npz", **arrays)
    return arrays
