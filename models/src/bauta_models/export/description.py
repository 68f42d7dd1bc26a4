# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""``model.json``: what the Java side and the model server need to know of an exported network.

The form is that of ``io.bauta.inference.ModelDescription`` (``services/libs/inference``); keys beyond it are for people
and for the model server.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from pathlib import Path
from typing import Any

import onnx
from onnx import TensorProto, ValueInfoProto

from bauta_models.export.form import Form
from bauta_models.phinet.counting import Cost

TYPES = {
    TensorProto.FLOAT: "float32",
    TensorProto.UINT8: "uint8",
    TensorProto.INT8: "int8",
    TensorProto.INT32: "int32",
    TensorProto.INT64: "int64",
}


def describe(folder: Path, form: Form, recipe: Any, counted: Cost, more: dict | None = None) -> dict:
    """Writes a detector's ``model.json``, without figures yet, beside a folder's ``model.onnx`` and returns it.

    ``recipe`` has ``width``, ``input_width`` and ``input_height``; ``more`` are keys beyond the common ones.
    Raises ``FileNotFoundError`` without a network.
    """
    facts = {"family": form.family, "width": recipe.width, "parameters": counted.parameters, "macs": counted.macs}
    size = {"width": recipe.input_width, "height": recipe.input_height, "multipleOf": 32}
    return describe_with(folder, form.version, facts, {"kinds": form.labels, "bestSize": size, **(more or {})})


def describe_with(folder: Path, version: str, facts: dict, more: dict) -> dict:
    """Writes any network's ``model.json``: ``facts`` are its family, width, parameters and macs, ``more`` the keys that
    only some networks have. Raises ``FileNotFoundError`` without a network."""
    content = (folder / "model.onnx").read_bytes()
    graph = onnx.load_model_from_string(content).graph
    description = {
        "name": folder.name,
        "version": version,
        "sha256": hashlib.sha256(content).hexdigest(),
        **facts,
        "figures": {},
        "inputs": [tensor(value) for value in graph.input],
        "outputs": [tensor(value) for value in graph.output],
        **more,
    }
    _write(folder, description)
    return description


def read(folder: Path) -> dict:
    """The description of an exported model. Raises ``FileNotFoundError`` where there is none."""
    file = folder / "model.json"
    if not file.is_file():
        raise FileNotFoundError(f"there is no exported model at {folder}; 'bauta-models export' makes one")
    return json.loads(file.read_text())


def training_of(folder: Path, things: str) -> dict:
    """How many ``things`` and minutes made the weights in a folder; empty where it does not tell."""
    file = folder / "model.json"
    told = json.loads(file.read_text()).get("training", {}) if file.is_file() else {}
    return {key: told[key] for key in (things, "minutes") if key in told}


def keep_figures(folder: Path, figures: dict[str, float]) -> dict:
    """Puts measured numbers into the description, in place of those that were there, and returns it.

    What is no finite number is left out, because JSON has none. Raises as ``read`` does.
    """
    description = read(folder)
    description["figures"] = {name: float(value) for name, value in sorted(figures.items()) if math.isfinite(value)}
    _write(folder, description)
    return description


def _write(folder: Path, description: dict) -> None:
    partial = folder / "model.json.partial"
    partial.write_text(json.dumps(description, indent=2) + "\n")
    os.replace(partial, folder / "model.json")


def tensor(value: ValueInfoProto) -> dict:
    """Name, type and shape of an input or output; a shape's entry is a size, or a name for a size chosen later."""
    sizes = value.type.tensor_type.shape.dim
    shape = [size.dim_value if size.HasField("dim_value") else size.dim_param for size in sizes]
    return {"name": value.name, "type": TYPES[value.type.tensor_type.elem_type], "shape": shape}
