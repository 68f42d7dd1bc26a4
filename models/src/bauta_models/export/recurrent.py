# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""ONNX of a network that hears frames one after the other, its memory handed in and out."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path

import onnx
from torch import Tensor, nn

from bauta_models.export.onnx import traced, write_checked

FRAMES = "frames"


def write_recurrent(
    network: nn.Module,
    inputs: Mapping[str, Tensor],
    outputs: Mapping[str, list[int | str]],
    file: Path,
) -> onnx.ModelProto:
    """Writes a network of one sequence to ``file`` and returns it as it was written.

    ``inputs`` are by name what a dry run takes; those of three dimensions but for the memory, called ``state``, may
    have any number of frames. ``outputs`` tell by name each size, ``FRAMES`` where it is free: the tracer takes some
    for its own. Raises ``ValueError`` where the file would be too large.
    """
    network = copy.deepcopy(network).cpu().eval()
    free = {name: {1: FRAMES} for name in inputs if name != "state"}
    free |= {name: {1: FRAMES} for name, sizes in outputs.items() if FRAMES in sizes}
    model = traced(network, inputs, list(outputs), free)
    for output in model.graph.output:
        for dimension, size in zip(output.type.tensor_type.shape.dim, outputs[output.name], strict=True):
            if isinstance(size, str):
                dimension.dim_param = size
            else:
                dimension.dim_value = size
    return write_checked(model, file)
