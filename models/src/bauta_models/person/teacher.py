# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What FastestDet knows: the numbers that ``person`` begins with, and what it says of a picture while it teaches.

A thousand pictures do not teach a network what a person is not: bicycles, giraffes, coats on hooks. FastestDet has seen
the 118,000 of COCO. Its layers are kept, as in pruning (Han et al., arXiv:1506.02626), and while the smaller one learns
to do with half the cells its features are held to those of the teacher (Romero et al., "FitNets", arXiv:1412.6550).
"""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import Tensor, nn

from bauta_models.person.network import PersonNetwork

SIDE = 352
"""The teacher looks at pictures squeezed into a square of so many pixels."""

CLASSES = 80
SHARPNESS = 0.4
"""Its score is thing^0.6 · kind^0.4, so that much of what it says of the kind goes into the score of the pupil."""

FIRST_DOUBT = -2.0
"""Added to every score before training: what the other 79 kinds would have taken away."""

FILE = "FastestDet.onnx"


def teacher(shared: Path) -> PersonNetwork:
    """FastestDet, to be asked for ``features``. Raises ``FileNotFoundError`` without its file."""
    file = shared / "data" / "models" / FILE
    if not file.is_file():
        raise FileNotFoundError(f"no network at {file}; see the README of the shared data")
    graph = onnx.load(file).graph
    numbers = {weight.name: torch.tensor(numpy_helper.to_array(weight)) for weight in graph.initializer}
    convolutions = [node for node in graph.node if node.op_type == "Conv"]
    network = PersonNetwork(CLASSES)
    layers = [layer for layer in network.modules() if isinstance(layer, nn.Conv2d)]
    for layer, node in zip(layers, convolutions, strict=True):
        layer.weight.data, layer.bias.data = (numbers[name] for name in node.input[1:])
    network.stem.convolution.weight.data = network.stem.convolution.weight.flip(1).detach()  # it takes BGR
    return network.eval().requires_grad_(False)


def begin(pupil: PersonNetwork, knowing: PersonNetwork) -> None:
    """Gives a network the teacher's numbers; of the eighty kinds what parts persons from the mean of all."""
    state = knowing.state_dict()
    for name in ("kind.1.convolution.weight", "kind.1.convolution.bias"):
        state[name] = (state[name][:1] - state[name].mean(0, keepdim=True)) * SHARPNESS
    state["kind.1.convolution.bias"] += FIRST_DOUBT
    pupil.load_state_dict(state)


def unlike(pupil: tuple[Tensor, ...], knowing: PersonNetwork, pictures: Tensor) -> Tensor:
    """How far features of pictures (B, 3, H, W) are from the teacher's, in parts of these; a scalar.

    The teacher sees the same pictures in its own size; its features are brought to the pupil's cells.
    """
    with torch.no_grad():
        squeezed = F.interpolate(pictures.float(), size=(SIDE, SIDE), mode="bilinear", align_corners=False)
        known = knowing.features(squeezed)
    off = []
    for mine, its in zip(pupil, known, strict=True):
        wanted = F.interpolate(its, size=mine.shape[2:], mode="bilinear", align_corners=False)
        off.append((mine - wanted).square().mean() / wanted.square().mean())
    return torch.stack(off).mean()
