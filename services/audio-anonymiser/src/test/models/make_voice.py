# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Makes the tiny networks that Java tests hear and speak with, as exported models (model.onnx, model.json, golden.npz).

Those that hear take what is loud between 125 Hz and 4 kHz for speech, and have a memory of a few frames. The golden
outputs come from ONNX's own reference evaluator.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

BINS = 257
BANDS = 40
FIRST, END = 4, 129
RANDOM = np.random.default_rng(20261128)


def constant(name: str, value: list | float, kind: type = np.float32) -> TensorProto:
    """A named constant."""
    return numpy_helper.from_array(np.asarray(value, kind), name)


def voice(broken: bool) -> onnx.ModelProto:
    """h = tanh(e / 2 + h / 2 - 0.6) of the mean magnitude e; speech = sigmoid(8 h), mask = speech * m / (m + 0.5).

    The broken one answers what is loud with the root of a negative number.
    """
    nodes = [
        helper.make_node("Slice", ["magnitudes", "first", "end", "axis"], ["voiced"]),
        helper.make_node("ReduceMean", ["voiced"], ["level"], axes=[2], keepdims=1),
        helper.make_node("Transpose", ["level"], ["rows"], perm=[1, 0, 2]),
        helper.make_node("RNN", ["rows", "W", "R", "B", "", "state"], ["all", "next_state"], hidden_size=1),
        helper.make_node("Squeeze", ["all", "inner"], ["flat"]),
        helper.make_node("Mul", ["flat", "eight"], ["sure"]),
        helper.make_node("Sigmoid", ["sure"], ["likely"]),
        helper.make_node("Transpose", ["likely"], ["speech"], perm=[1, 0]),
        helper.make_node("Unsqueeze", ["speech", "axis"], ["wide"]),
        helper.make_node("Add", ["magnitudes", "half"], ["more"]),
        helper.make_node("Div", ["magnitudes", "more"], ["share"]),
    ]
    if broken:
        nodes += [
            helper.make_node("Sub", ["half", "wide"], ["left"]),
            helper.make_node("Sqrt", ["left"], ["root"]),
            helper.make_node("Mul", ["share", "root"], ["mask"]),
        ]
    else:
        nodes.append(helper.make_node("Mul", ["share", "wide"], ["mask"]))
    constants = [
        constant("first", [FIRST], np.int64),
        constant("end", [END], np.int64),
        constant("axis", [2], np.int64),
        constant("inner", [1, 3], np.int64),
        constant("W", [[[0.5]]]),
        constant("R", [[[0.5]]]),
        constant("B", [[-0.6, 0]]),
        constant("eight", 8),
        constant("half", 0.5),
    ]
    tensor = helper.make_tensor_value_info
    inputs = [
        tensor("magnitudes", TensorProto.FLOAT, [1, "frames", BINS]),
        tensor("state", TensorProto.FLOAT, [1, 1, 1]),
    ]
    outputs = [
        tensor("speech", TensorProto.FLOAT, [1, "frames"]),
        tensor("mask", TensorProto.FLOAT, [1, "frames", BINS]),
        tensor("next_state", TensorProto.FLOAT, [1, 1, 1]),
    ]
    graph = helper.make_graph(nodes, "voice", inputs, outputs, constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(made, full_check=True)
    return made


def broken_mouth() -> onnx.ModelProto:
    """said = root of the bands heard, which is no number wherever one lies below the speaker's mean."""
    nodes = [
        helper.make_node("Slice", ["heard", "first", "end", "axis"], ["bands"]),
        helper.make_node("Sqrt", ["bands"], ["said"]),
        helper.make_node("Identity", ["state"], ["next_state"]),
    ]
    constants = [
        constant("first", [0], np.int64),
        constant("end", [BANDS], np.int64),
        constant("axis", [2], np.int64),
    ]
    tensor = helper.make_tensor_value_info
    inputs = [
        tensor("heard", TensorProto.FLOAT, [1, "frames", BANDS + 2]),
        tensor("state", TensorProto.FLOAT, [1, 1, 1]),
    ]
    outputs = [
        tensor("said", TensorProto.FLOAT, [1, "frames", BANDS]),
        tensor("next_state", TensorProto.FLOAT, [1, 1, 1]),
    ]
    graph = helper.make_graph(nodes, "mouth", inputs, outputs, constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(made, full_check=True)
    return made


def described(tensors: list) -> list:
    """As model.json lists tensors."""
    return [
        {
            "name": tensor.name,
            "type": "float32",
            "shape": [size.dim_param or size.dim_value for size in tensor.type.tensor_type.shape.dim],
        }
        for tensor in tensors
    ]


def export(name: str, made: onnx.ModelProto, folder: Path) -> None:
    """Writes the three files."""
    folder.mkdir(parents=True, exist_ok=True)
    data = made.SerializeToString()
    (folder / "model.onnx").write_bytes(data)
    description = {
        "name": name,
        "version": "1",
        "sha256": hashlib.sha256(data).hexdigest(),
        "family": "test",
        "width": 1.0,
        "parameters": 4,
        "macs": 130,
        "figures": {},
        "inputs": described(made.graph.input),
        "outputs": described(made.graph.output),
    }
    (folder / "model.json").write_text(json.dumps(description, indent=2) + "\n")
    loudness = np.linspace(0, 4, 6, dtype=np.float32)[:, None]
    magnitudes = np.abs(RANDOM.standard_normal((1, 6, BINS)).astype(np.float32)) * loudness
    given = {"magnitudes": magnitudes.astype(np.float32), "state": np.zeros((1, 1, 1), np.float32)}
    if name.endswith("broken"):
        return
    answers = ReferenceEvaluator(made).run(None, given)
    names = [tensor.name for tensor in made.graph.output]
    np.savez_compressed(folder / "golden.npz", **given, **dict(zip(names, answers, strict=True)))


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "resources/models")
    export("voice-test", voice(broken=False), target / "voice")
    export("voice-broken", voice(broken=True), target / "voice-broken")
    export("mouth-broken", broken_mouth(), target / "mouth-broken")
