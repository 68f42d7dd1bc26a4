# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Writes a detector as ONNX: bytes of pixels in, boxes in pixels out, for any number of pictures of any size.

Pre-processing (bytes to numbers) and decoding (grids to pixels) are inside; what is left to the caller is choosing the
likely cells and suppressing doubles (``bauta_models.detector.decoding``).
"""

from __future__ import annotations

import copy
import inspect
import io
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from bauta_models.export.finished import flatten_without_counting
from bauta_models.export.form import Form

OPSET = 17
INPUT = "image"
LARGEST_BYTES = 2_000_000
"""Exported models are committed, so they stay small."""


def export(network: nn.Module, form: Form, file: Path, width: int, height: int) -> onnx.ModelProto:
    """Writes a detector to ``file`` and returns it as it was written.

    Input ``image`` (batch, 3, height, width) uint8 RGB, sides multiples of 32; outputs as the form has them, (batch,
    rows, cells) float32. ``width`` and ``height`` are those of the dry run. Raises ``ValueError`` where the file would
    be too large.
    """
    finished = form.finish(copy.deepcopy(network).cpu().eval())
    dynamic = {INPUT: {0: "batch", 2: "height", 3: "width"}, **{name: {0: "batch", 2: "cells"} for name in form.rows}}
    model = traced(finished, {INPUT: torch.zeros(1, 3, height, width, dtype=torch.uint8)}, list(form.rows), dynamic)
    flatten_without_counting(model)
    return save(model, form.rows, file)


def traced(
    network: nn.Module, inputs: Mapping[str, Tensor], outputs: Sequence[str], free: Mapping[str, dict[int, str]]
) -> onnx.ModelProto:
    """A network as ONNX: ``inputs`` by name for a dry run, names of outputs, and by name which sizes are free."""
    written = io.BytesIO()
    # Newer exporters ask which of two ways to take; the classic one folds batch normalisation.
    arguments = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            tuple(inputs.values()),
            written,
            opset_version=OPSET,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=dict(free),
            do_constant_folding=True,
            **arguments,
        )
    return onnx.load_model_from_string(written.getvalue())


def save(model: onnx.ModelProto, rows: Mapping[str, int], file: Path) -> onnx.ModelProto:
    """Names a detector's sizes, then writes it as ``write_checked`` does, and raises as that does.

    The tracer gives some sizes names of its own making, or takes a product of known sizes for free: ``rows`` tells by
    name how many each output has.
    """
    for output in model.graph.output:
        sizes = output.type.tensor_type.shape.dim
        sizes[0].dim_param, sizes[1].dim_value, sizes[2].dim_param = "batch", rows[output.name], "cells"
    return write_checked(model, file)


def write_checked(model: onnx.ModelProto, file: Path) -> onnx.ModelProto:
    """Checks a model, cleans it of traces of how it was made, and writes it; the same network gives the same bytes.

    Raises ``ValueError`` where it is too large.
    """
    model.doc_string, model.producer_name, model.producer_version = "", "bauta-models", ""
    for node in model.graph.node:
        node.doc_string = ""
    _name_constants_once(model)
    onnx.checker.check_model(model, full_check=True)
    content = model.SerializeToString(deterministic=True)
    if len(content) > LARGEST_BYTES:
        raise ValueError(f"{file} would have {len(content)} bytes; exported models have at most {LARGEST_BYTES}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return model


def _name_constants_once(model: onnx.ModelProto) -> None:
    """Equal weights are written once and copied by name, which hides them from quantisation: put the original back."""
    constants = {weight.name for weight in model.graph.initializer}
    copies = [node for node in model.graph.node if node.op_type == "Identity" and node.input[0] in constants]
    original = {node.output[0]: node.input[0] for node in copies}
    for node in copies:
        model.graph.node.remove(node)
    for node in model.graph.node:
        for index, name in enumerate(node.input):
            node.input[index] = original.get(name, name)
