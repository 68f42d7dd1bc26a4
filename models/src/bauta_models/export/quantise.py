# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""INT8: weights and features of an exported detector as bytes, their ranges measured on calibration pictures.

Static quantisation of ONNX Runtime in its QDQ form: weights symmetric per channel, features asymmetric per tensor
(Jacob et al., arXiv:1712.05877). Weights use 7 of their 8 bits: processors without VNNI add pairs of products in 16
bits, which would overflow there and give other results than elsewhere. The last convolution of each head stays in
floats: boxes come out of exponentials, where a step of a 256th of the range is a visible jump, and these layers cost
next to nothing. So do the first three, until the picture is a quarter as wide: they see the faintest contrasts, and
bytes want another order of numbers in memory, which takes a fraction of the time once there are few of them.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from bauta_models.export.onnx import INPUT, save

FIRST = 3
"""Convolutions at the beginning that stay in floats."""

PERCENTILE = 99.99
"""Of a feature's values so many lie in its range: the one in ten thousand beyond it would make all steps coarser. With
ranges of all values plates lost 1.5 AP points and persons 1.6; so all kinds stay within a few tenths."""

QUANTISED = ["Conv", "Relu", "Clip", "Add", "Resize"]


class _Planes(CalibrationDataReader):
    """Calibration pictures, one after another."""

    def __init__(self, planes: Iterable[np.ndarray]) -> None:
        self._planes = iter(planes)
        self.count = 0

    def get_next(self) -> dict | None:
        """The next input, ``None`` at the end."""
        planes = next(self._planes, None)
        if planes is None:
            return None
        self.count += 1
        return {INPUT: planes[None] if planes.ndim == 3 else planes}


def quantise(source: Path, file: Path, planes: Iterable[np.ndarray]) -> onnx.ModelProto:
    """Writes the INT8 twin of an exported detector to ``file``.

    ``planes`` are calibration pictures, (3, H, W) uint8 RGB, all of one size; a hundred varied ones do. Raises
    ``ValueError`` where there are none.
    """
    reader = _Planes(planes)
    with tempfile.TemporaryDirectory() as folder:
        prepared, quantised = Path(folder) / "prepared.onnx", Path(folder) / "quantised.onnx"
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # it tells of its histograms
                quantize_static(
                    str(prepared),
                    str(quantised),
                    reader,
                    quant_format=QuantFormat.QDQ,
                    op_types_to_quantize=QUANTISED,
                    per_channel=True,
                    reduce_range=True,
                    activation_type=QuantType.QUInt8,
                    weight_type=QuantType.QInt8,
                    calibrate_method=CalibrationMethod.Percentile,
                    nodes_to_exclude=kept_in_floats(onnx.load(prepared)),
                    extra_options={
                        "ActivationSymmetric": False,
                        "WeightSymmetric": True,
                        "CalibPercentile": PERCENTILE,
                    },
                )
        except ValueError as failed:
            if reader.count == 0:
                raise ValueError("quantising needs calibration pictures, and there are none") from failed
            raise
        rows = {
            output.name: output.type.tensor_type.shape.dim[1].dim_value for output in onnx.load(source).graph.output
        }
        return save(onnx.load(quantised), rows, file)


def kept_in_floats(model: onnx.ModelProto) -> list[str]:
    """Names of the first convolutions with all between them, the last ones, and all nodes after these."""
    makers = {output: node for node in model.graph.node for output in node.output}
    waiting = [output.name for output in model.graph.output]
    convolutions = [at for at, node in enumerate(model.graph.node) if node.op_type == "Conv"]
    kept = dict.fromkeys(node.name for node in model.graph.node[: convolutions[:FIRST][-1] + 1])
    while waiting:
        node = makers.get(waiting.pop())
        if node is None or node.name in kept:
            continue
        kept[node.name] = None
        if node.op_type != "Conv":
            waiting.extend(node.input)
    return list(kept)
