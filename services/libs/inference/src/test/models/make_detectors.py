# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Makes tiny detectors of every style the Java side knows: 64 × 64 pixels, with a few boxes planted in their cells.

What they say of a cell is fixed; how sure they are is multiplied by the share of red in the picture, so a test sees
whether colours arrive in the right order. In the dark that share is 0 / 0: no number.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
from make_models import export, model
from onnx import TensorProto, helper, numpy_helper

SIDE = 64
KINDS = 4
BYTES, FLOATS = TensorProto.UINT8, TensorProto.FLOAT


class Detector:
    """A network in the making: outputs with planted values, some of them multiplied by the share of red."""

    def __init__(self, pixels: int, red: int = 0, scale: float = 1.0, offset: float = 0.0) -> None:
        self.pixels, self.nodes, self.constants, self.outputs = pixels, [], [], []
        self._constant("scale", np.float32(scale))
        self._constant("offset", np.float32(offset))
        self._constant("first", np.array([red], np.int64))
        self._constant("second", np.array([red + 1], np.int64))
        self._constant("channels", np.array([1], np.int64))
        self.nodes += [
            helper.make_node("Cast", ["image"], ["numbers"], to=TensorProto.FLOAT),
            helper.make_node("Mul", ["numbers", "scale"], ["wide"]),
            helper.make_node("Add", ["wide", "offset"], ["pixels"]),
            helper.make_node("Slice", ["pixels", "first", "second", "channels"], ["red"]),
            helper.make_node("ReduceSum", ["red"], ["of_red"], keepdims=0),
            helper.make_node("ReduceSum", ["pixels"], ["of_all"], keepdims=0),
            helper.make_node("Div", ["of_red", "of_all"], ["share"]),
        ]

    def say(self, name: str, values: np.ndarray, sure: bool = False) -> None:
        """An output; ``sure`` ones hang on the share of red."""
        self._constant(f"{name}_planted", values.astype(np.float32))
        factor = "share" if sure else "one"
        self.nodes.append(helper.make_node("Mul", [f"{name}_planted", factor], [name]))
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, values.shape))

    def made(self, name: str) -> onnx.ModelProto:
        """The model."""
        self._constant("one", np.float32(1))
        image = helper.make_tensor_value_info("image", self.pixels, [1, 3, SIDE, SIDE])
        return model(name, self.nodes, [image], self.outputs, self.constants)

    def _constant(self, name: str, value: np.ndarray) -> None:
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))


def street() -> Detector:
    """A face and its double, a head, a person and a plate, of which two cells are less sure than the rest."""
    cells = sum((SIDE // stride) ** 2 for stride in (4, 8, 16, 32))
    scores, boxes, points = np.zeros((KINDS, cells)), np.zeros((4, KINDS, cells)), np.zeros((10, cells))
    planted = [
        (0, 17, 0.9, (10, 12, 20, 24)),
        (0, 18, 0.8, (11, 12, 20, 24)),
        (0, 60, 0.3, (40, 40, 12, 12)),
        (1, 17, 0.7, (8, 8, 26, 32)),
        (2, 300, 0.6, (2, 4, 30, 58)),
        (3, 339, 0.5, (-4, 50, 24, 8)),
    ]
    for kind, cell, score, box in planted:
        scores[kind, cell], boxes[:, kind, cell] = score, box
    points[:, 17] = [15, 25, 20, 16, 24, 20, 20, 26, 31, 31]
    made = Detector(BYTES)
    made.say("scores", scores[None], sure=True)
    made.say("boxes", boxes.reshape(1, 4 * KINDS, cells))
    made.say("points", points[None])
    return made


def person() -> Detector:
    """One person, in the way of the project's own detectors: of one kind, without points."""
    cells = (SIDE // 16) ** 2
    scores, boxes = np.zeros((1, 1, cells)), np.zeros((1, 4, cells))
    scores[0, 0, 5], boxes[0, :, 5] = 0.8, (4, 6, 22, 50)
    made = Detector(BYTES)
    made.say("scores", scores, sure=True)
    made.say("boxes", boxes)
    return made


def yunet() -> Detector:
    """One face on the grid of 16 pixels: column 1, row 2. Blue comes first."""
    made = Detector(FLOATS, red=2)
    for stride in (8, 16, 32):
        cells = (SIDE // stride) ** 2
        classes, objects, boxes, points = (np.zeros((1, cells, size)) for size in (1, 1, 4, 10))
        if stride == 16:
            at = 2 * (SIDE // stride) + 1
            classes[0, at], objects[0, at] = 0.81, 0.64
            boxes[0, at] = [0.5, 0.25, np.log(2), np.log(1.5)]
            points[0, at] = np.linspace(0, 0.9, 10)
        made.say(f"cls_{stride}", classes, sure=True)
        made.say(f"obj_{stride}", objects)
        made.say(f"bbox_{stride}", boxes)
        made.say(f"kps_{stride}", points)
    return made


def scrfd(with_points: bool = True) -> Detector:
    """One face on the grid of 8 pixels: column 3, row 1, the second of two answers."""
    made = Detector(FLOATS, scale=128, offset=127.5)
    rows = {stride: 2 * (SIDE // stride) ** 2 for stride in (8, 16, 32)}
    at = 2 * (SIDE // 8 + 3) + 1
    for size in (1, 4, 10) if with_points else (1, 4):
        for stride, count in rows.items():
            values = np.zeros((count, size))
            if stride == 8:
                values[at] = {1: [0.7], 4: [1, 0.5, 2, 1.5], 10: np.arange(10) / 10}[size]
            made.say(f"{size}_{stride}", values, sure=size == 1)
    return made


def centerface() -> Detector:
    """One face in column 5, row 3 of the grid of 4 pixels."""
    across = SIDE // 4
    maps = {size: np.zeros((1, channels, across, across)) for size, channels in enumerate((1, 2, 2, 10))}
    planted = ([0.75], [np.log(5), np.log(4)], [0.25, 0.5], np.arange(10) / 10)
    made = Detector(FLOATS)
    for number, values in enumerate(planted):
        maps[number][0, :, 3, 5] = values
        made.say(("heat", "sides", "off", "points")[number], maps[number], sure=number == 0)
    return made


def write(folder: Path, name: str, detector: Detector, **described: object) -> None:
    """An exported model that looks at red and blue noise."""
    random = np.random.default_rng(7)
    image = random.integers(0, 256, (1, 3, SIDE, SIDE))
    kind = np.uint8 if detector.pixels == BYTES else np.float32
    export(folder, name, detector.made(name), {"image": image.astype(kind)}, **described)


if __name__ == "__main__":
    top = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "resources" / "models"
    kinds = {"kinds": ["face", "head", "person", "plate"], "bestSize": {"width": 64, "height": 64, "multipleOf": 32}}
    write(top, "detector-street", street(), **kinds)
    write(top, "detector-person", person(), **{**kinds, "kinds": ["person"]})
    write(top, "detector-yunet", yunet())
    write(top, "detector-scrfd", scrfd())
    write(top, "detector-scrfd-boxes", scrfd(with_points=False))
    write(top, "detector-centerface", centerface())
