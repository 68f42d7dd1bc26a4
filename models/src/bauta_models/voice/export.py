# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Writes ``voice`` as ONNX with its description and golden values, in the form of the detectors' folders."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from bauta_models.detector.running import open_session
from bauta_models.export.description import describe_with
from bauta_models.export.folder import replace_folder
from bauta_models.export.recurrent import FRAMES, write_recurrent
from bauta_models.export.weights import write_weights
from bauta_models.phinet.counting import parameters
from bauta_models.voice import drawn, noises
from bauta_models.voice.clock import BINS, STREET
from bauta_models.voice.network import LAYERS, VoiceNetwork
from bauta_models.voice.recipes import FAMILY, VERSION, Recipe
from bauta_models.voice.running import INPUTS, OUTPUTS, Stretches

SEED = 20261128
GOLDEN_SECONDS = 2.0


class _Exported(nn.Module):
    """``shift`` is added to the logit of speech, so that one half is where the judge drew the line."""

    def __init__(self, network: VoiceNetwork, shift: float) -> None:
        super().__init__()
        self.network, self.shift = network, shift

    def forward(self, magnitudes: Tensor, state: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        speech, mask, state = self.network(magnitudes, state)
        return torch.sigmoid(speech + self.shift), torch.sigmoid(mask), state


def export_voice(
    network: VoiceNetwork, recipe: Recipe, top: Path, shift: float = 0.0, more: dict | None = None
) -> Path:
    """Writes ``top/voice`` in place of what was there and returns it.

    ``shift`` is added to the logit of speech, ``more`` are further keys for ``model.json``. Raises what the steps
    raise; what was there before then stays.
    """

    def complete(folder: Path) -> None:
        write_network(network, folder / "model.onnx", shift)
        write_weights(network, folder)
        facts = {
            "family": FAMILY,
            "width": 1.0,
            "parameters": parameters(network),
            "macs": macs_a_frame(network),
        }
        stretches = {
            **asdict(Stretches()),
            "shift": shift,
            "clock": {"rate": STREET.rate, "window": STREET.window, "hop": STREET.hop},
        }
        describe_with(folder, VERSION, facts, {"precision": "fp32", "stretches": stretches, **(more or {})})
        write_golden(folder)

    place = top / recipe.name
    replace_folder(place, complete)
    return place


def write_network(network: VoiceNetwork, file: Path, shift: float = 0.0) -> onnx.ModelProto:
    """Writes the network: ``magnitudes`` (1, frames, 257), ``state`` (2, 1, hidden) to ``speech`` (1, frames), ``mask``
    (1, frames, 257) and ``next_state``, all float32. Raises ``ValueError`` where the file would be too large."""
    inputs = dict(zip(INPUTS, (torch.zeros(1, 7, BINS), network.quiet()), strict=True))
    outputs = dict(zip(OUTPUTS, ([1, FRAMES], [1, FRAMES, BINS], [LAYERS, 1, network.shape.hidden]), strict=True))
    return write_recurrent(_Exported(network, shift), inputs, outputs, file)


def macs_a_frame(network: VoiceNetwork) -> int:
    """Multiply-accumulates of one frame: linear layers, GRUs, and the way from bins to bands and lags and back."""
    counted: list[int] = [network.bands.numel() + network.bins.numel() + network.lags.numel()]

    def count(module: nn.Module, inputs: tuple, output: Tensor) -> None:
        if isinstance(module, nn.GRU):
            counted.append(sum(weight.numel() for name, weight in module.named_parameters() if "weight" in name))
        else:
            counted.append(module.weight.numel())

    kinds = nn.Linear | nn.GRU
    hooks = [module.register_forward_hook(count) for module in network.modules() if isinstance(module, kinds)]
    try:
        with torch.no_grad():
            network.eval()(torch.zeros(1, 1, BINS), network.quiet())
    finally:
        for hook in hooks:
            hook.remove()
    return sum(counted)


def golden_sound() -> np.ndarray:
    """(samples,) float32: a drawn voice that comes and goes in drawn noise; nobody's."""
    rng = np.random.default_rng(SEED)
    talk = drawn.voice(GOLDEN_SECONDS, rng)
    talk[: len(talk) // 4] = 0
    return (0.4 * talk + 0.1 * noises.noise(GOLDEN_SECONDS, rng, "traffic")).astype(np.float32)


def write_golden(folder: Path) -> dict[str, np.ndarray]:
    """Runs a folder's network on drawn sound and keeps inputs and outputs under their names in ``golden.npz``."""
    session = open_session(folder / "model.onnx")
    magnitudes = STREET.magnitudes(STREET.spectra(golden_sound()))[None]
    inputs = {"magnitudes": magnitudes, "state": np.zeros(session.get_inputs()[1].shape, np.float32)}
    arrays = {**inputs, **dict(zip(OUTPUTS, session.run(list(OUTPUTS), inputs), strict=True))}
    np.savez_compressed(folder / "golden.npz", **arrays)
    return arrays
