# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The folders of an exported model: ``NAME`` in floats and ``NAME-int8`` in bytes, each complete or absent."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

from bauta_models.export.description import describe
from bauta_models.export.form import Form
from bauta_models.export.golden import write_golden
from bauta_models.export.onnx import export
from bauta_models.export.quantise import quantise
from bauta_models.export.weights import write_weights
from bauta_models.phinet.counting import Cost, cost

INT8 = "-int8"


def export_model(
    network: nn.Module, form: Form, recipe: Any, planes: Iterable[np.ndarray], top: Path, more: dict | None = None
) -> tuple[Path, Path]:
    """Writes ``top/NAME`` and ``top/NAME-int8`` in place of what was there, and returns both.

    ``recipe`` has ``name``, ``width``, ``input_width`` and ``input_height``; ``planes`` are the calibration
    pictures, (3, H, W) uint8; ``more`` goes into both descriptions. Figures come from judging what was exported
    (``keep_figures``). Raises what the steps raise; what was there before then stays.
    """
    width, height = recipe.input_width, recipe.input_height
    counted = cost(network, width, height)
    places = top / recipe.name, top / (recipe.name + INT8)

    def floats(folder: Path) -> None:
        export(network, form, folder / "model.onnx", width, height)
        write_weights(network, folder)

    def integers(folder: Path) -> None:
        quantise(places[0] / "model.onnx", folder / "model.onnx", planes)

    for place, write, precision in zip(places, (floats, integers), ("fp32", "int8"), strict=True):
        replace_folder(place, _describing(write, form, recipe, counted, {"precision": precision, **(more or {})}))
    return places


def _describing(write: Callable, form: Form, recipe: Any, counted: Cost, more: dict) -> Callable:
    def complete(folder: Path) -> None:
        write(folder)
        describe(folder, form, recipe, counted, more)
        write_golden(folder, form, recipe.input_width, recipe.input_height)

    return complete


def replace_folder(place: Path, write: Callable[[Path], None]) -> None:
    """Writes a folder beside the place and puts it there when it is complete; what was there before is gone then."""
    partial = place.parent / ".partial" / place.name
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        write(partial)
        shutil.rmtree(place, ignore_errors=True)
        partial.rename(place)
    finally:
        shutil.rmtree(partial.parent, ignore_errors=True)
