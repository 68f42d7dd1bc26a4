# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Makes the tiny networks the Java tests run, each as an exported model: model.onnx, model.json, golden.npz.

The golden outputs come from ONNX's own reference evaluator, which shares no code with ONNX Runtime.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

OPSET = 17
RANDOM = np.random.default_rng(20261127)
TYPES = {TensorProto.FLOAT: "float32", TensorProto.UINT8: "uint8", TensorProto.INT64: "int64"}


def weights(name: str, *shape: int) -> TensorProto:
    """Random float32 weights of about unit gain."""
    return numpy_helper.from_array((RANDOM.standard_normal(shape) * 0.2).astype(np.float32), name)


def model(name: str, nodes: list, inputs: list, outputs: list, constants: list) -> onnx.ModelProto:
    """A checked model of IR version 8, which ONNX Runtime has read for years."""
    graph = helper.make_graph(nodes, name, inputs, outputs, constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(made, full_check=True)
    return made


def convolution() -> tuple[onnx.ModelProto, dict]:
    """float32 1x3x16x24, all sizes fixed: one convolution of stride 2."""
    nodes = [
        helper.make_node("Conv", ["image", "kernel", "bias"], ["sum"], strides=[2, 2], pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["sum"], ["features"]),
    ]
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, 16, 24])
    features = helper.make_tensor_value_info("features", TensorProto.FLOAT, [1, 8, 8, 12])
    made = model("convolution", nodes, [image], [features], [weights("kernel", 8, 3, 3, 3), weights("bias", 8)])
    return made, {"image": RANDOM.standard_normal((1, 3, 16, 24)).astype(np.float32)}


def picture() -> tuple[onnx.ModelProto, dict]:
    """uint8 pictures of any number and size, pre-processing inside, two heads of different strides that share the name
    "cells" for sizes that differ, as detectors exported by PyTorch do."""
    nodes = [
        helper.make_node("Cast", ["image"], ["floats"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["floats", "scale"], ["unit"]),
    ]
    outputs = []
    for stride in (4, 8):
        nodes += [
            helper.make_node(
                "Conv", ["unit", f"kernel{stride}"], [f"map{stride}"], strides=[stride, stride], kernel_shape=[4, 4]
            ),
            helper.make_node("Reshape", [f"map{stride}", "rows"], [f"flat{stride}"]),
            helper.make_node("Transpose", [f"flat{stride}"], [f"last{stride}"], perm=[0, 2, 1]),
            helper.make_node("Sigmoid", [f"last{stride}"], [f"scores{stride}"]),
        ]
        outputs.append(helper.make_tensor_value_info(f"scores{stride}", TensorProto.FLOAT, ["batch", "cells", 2]))
    image = helper.make_tensor_value_info("image", TensorProto.UINT8, ["batch", 3, "height", "width"])
    constants = [
        numpy_helper.from_array(np.float32(1 / 255), "scale"),
        numpy_helper.from_array(np.array([0, 2, -1], np.int64), "rows"),
        weights("kernel4", 2, 3, 4, 4),
        weights("kernel8", 2, 3, 4, 4),
    ]
    return model("picture", nodes, [image], outputs, constants), {
        "image": RANDOM.integers(0, 256, (2, 3, 24, 32), dtype=np.uint8)
    }


def lookup() -> tuple[onnx.ModelProto, dict]:
    """int64 index into a table of four: an index that is not there makes a run fail, and the runtime quotes it."""
    nodes = [helper.make_node("Gather", ["table", "index"], ["value"])]
    index = helper.make_tensor_value_info("index", TensorProto.INT64, [1])
    value = helper.make_tensor_value_info("value", TensorProto.FLOAT, [1])
    return model("lookup", nodes, [index], [value], [weights("table", 4)]), {"index": np.array([2], np.int64)}


def found() -> tuple[onnx.ModelProto, dict]:
    """Where the input is not zero: an output whose size depends on what the input holds."""
    nodes = [helper.make_node("NonZero", ["image"], ["places"])]
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [8])
    places = helper.make_tensor_value_info("places", TensorProto.INT64, [1, "found"])
    return model("found", nodes, [image], [places], []), {"image": np.ones(8, np.float32)}


def shape(value: onnx.ValueInfoProto) -> list:
    """Sizes and names, as in model.json."""
    return [side.dim_param or side.dim_value for side in value.type.tensor_type.shape.dim]


def described(value: onnx.ValueInfoProto) -> dict:
    """An input or output, as in model.json."""
    return {"name": value.name, "type": TYPES[value.type.tensor_type.elem_type], "shape": shape(value)}


def export(folder: Path, name: str, made: onnx.ModelProto, inputs: dict, **more: object) -> None:
    """Writes the three files of an exported model; ``more`` are further keys of its description."""
    target = folder / name
    target.mkdir(parents=True, exist_ok=True)
    network = made.SerializeToString()
    (target / "model.onnx").write_bytes(network)
    parameters = sum(int(np.prod(constant.dims)) for constant in made.graph.initializer)
    description = {
        "name": name,
        "version": "1",
        "sha256": hashlib.sha256(network).hexdigest(),
        "family": "test",
        "width": 1.0,
        "parameters": max(1, parameters),
        "macs": 1,
        "figures": {},
        "inputs": [described(value) for value in made.graph.input],
        "outputs": [described(value) for value in made.graph.output],
        **more,
    }
    (target / "model.json").write_text(json.dumps(description, indent=2) + "\n")
    outputs = ReferenceEvaluator(made).run(None, inputs)
    golden = dict(zip((value.name for value in made.graph.output), outputs, strict=True))
    np.savez_compressed(target / "golden.npz", **inputs, **golden)


def outside(folder: Path) -> None:
    """A network whose weights lie in a second file, which no digest covers."""
    made, _ = convolution()
    target = folder / "outside"
    target.mkdir(parents=True, exist_ok=True)
    onnx.save_model(made, target / "model.onnx", save_as_external_data=True, location="weights.bin", size_threshold=0)


def arrays(folder: Path) -> None:
    """npz files of every kind the reader takes, and of kinds it refuses."""
    target = folder / "arrays"
    target.mkdir(parents=True, exist_ok=True)
    kinds = {
        "floats": np.array([[1.5, -2.25], [0, 1e-3]], np.float32),
        "bytes": np.array([0, 127, 255], np.uint8),
        "signed": np.array([-128, 127], np.int8),
        "ints": np.array([-(2**31), 2**31 - 1], np.int32),
        "longs": np.array([[[2**62]]], np.int64),
        "number": np.float32(42),
    }
    np.savez(target / "plain.npz", **kinds)
    np.savez_compressed(target / "compressed.npz", **kinds)
    np.savez(target / "doubles.npz", x=np.zeros(2, np.float64))
    np.savez(target / "big-endian.npz", x=np.zeros(2, ">f4"))
    np.savez(target / "fortran.npz", x=np.asfortranarray(np.zeros((2, 3), np.float32)))
    np.savez(target / "objects.npz", x=np.array([{}], dtype=object))


if __name__ == "__main__":
    top = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "resources" / "models"
    for network_of in (convolution, picture, lookup, found):
        export(top, network_of.__name__, *network_of())
    outside(top)
    arrays(top)
