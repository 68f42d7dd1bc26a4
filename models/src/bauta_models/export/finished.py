# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""A detector as it is exported: the same numbers by fewer operations.

At 320 × 192 a quarter of the time went to decoding, little by little: every operation costs microseconds before it
computes anything. So whatever is known beforehand goes into the weights of the heads' last convolutions, and grids are
counted once, on the finest: the centre of a coarse cell is the mean of the centres of the four it is made of.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import Tensor, nn

from bauta_models.data.picture import FACE, PLATE
from bauta_models.detector.decoding import EVERY
from bauta_models.detector.network import LARGEST_EXPONENT, POINTS, RAW, STRIDES, DetectorNetwork, K, counted
from bauta_models.detector.recipes import FAMILY, VERSION
from bauta_models.export.form import Form

SCORES, CENTRES, SIDES, POINTS_X, POINTS_Y = (list(range(sum(RAW[:at]), sum(RAW[: at + 1]))) for at in range(len(RAW)))


class Finished(nn.Module):
    """Pictures (B, 3, H, W) uint8 to ``scores`` (B, K, A), ``boxes`` (B, 4K, A) and, where ``kinds`` has faces,
    ``points`` (B, 10, A); K of these kinds only.

    Takes the network over: its weights are changed. Sides of boxes have one limit for all grids, e⁵ cells of the
    coarsest.
    """

    def __init__(self, network: DetectorNetwork, kinds: Sequence[int] = EVERY) -> None:
        super().__init__()
        network.fold_scale()
        self._kinds, points = len(kinds), POINTS if FACE in kinds else 0
        self._places = [2 * self._kinds, 2 * points] if points else [2 * self._kinds]
        for head, stride in zip(network.heads, STRIDES, strict=True):
            head.last = _in_pixels(head.last, stride, kinds)
        self.network = network
        across = [[STRIDES[0], 0.0], [0.0, STRIDES[0]]]
        rows = [way for count in (self._kinds, points) for way in across for _ in range(count)]
        self.register_buffer("across", torch.tensor(rows), persistent=False)

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        """See the class."""
        levels = self.network.raw(image)
        raw = torch.cat([level.flatten(2) for level in levels], 2)
        scores, sides, places = raw.split([self._kinds, 2 * self._kinds, sum(self._places)], 1)
        places = places + self.across @ _counted(levels[0])
        sides = sides.clamp(max=LARGEST_EXPONENT + math.log(STRIDES[-1])).exp()
        corners, *points = places.split(self._places, 1)
        return scores.sigmoid(), torch.cat([corners - sides * 0.5, sides], 1), *points


FORM = Form(FAMILY, VERSION, EVERY, Finished)
"""How detectors of ``bauta_models.detector`` are exported."""

PLATE_FORM = Form(FAMILY, VERSION, (PLATE,), partial(Finished, kinds=(PLATE,)))
"""How the one for plates is: the others' rows were never trained."""


def _counted(finest: Tensor) -> Tensor:
    """(B, 2, A): column and row of each cell of all grids, in cells of the finest, which is given; from 1."""
    grids = [counted(finest)]
    for _ in STRIDES[1:]:
        grids.append(F.avg_pool2d(grids[-1], 2))
    return torch.cat([grid.flatten(2) for grid in grids], 2)


@torch.no_grad()
def _in_pixels(last: nn.Conv2d, stride: int, kinds: Sequence[int]) -> nn.Conv2d:
    """A head's last convolution for these kinds, with cells as pixels: places are multiplied by the stride and moved by
    half a cell of the finest grid, from which cells are counted; sides, which are exponents, get its logarithm added.

    What is a place in the picture stands together, at the end: centres, then points.
    """
    count = len(kinds)
    ways = [part[way * K + kind] for part in (SIDES, CENTRES) for way in range(2) for kind in kinds]
    points = [*POINTS_X, *POINTS_Y] if FACE in kinds else []
    order = [*(SCORES[kind] for kind in kinds), *ways, *points]
    places = 2 * count + len(points)
    folded = nn.Conv2d(last.in_channels, len(order), 1)
    folded.weight.copy_(last.weight[order])
    folded.bias.copy_(last.bias[order])
    folded.weight[-places:] *= stride
    folded.bias[-places:] = folded.bias[-places:] * stride - STRIDES[0] / 2
    folded.bias[count : 3 * count] += math.log(stride)
    return folded


def flatten_without_counting(model: onnx.ModelProto) -> None:
    """Rows and columns become one row by a constant shape (0: as it is, −1: the rest), where the tracer has left
    operations that compute it from the input's sizes. All reshaping in an exported detector is of that kind."""
    shape = numpy_helper.from_array(np.array([0, 0, -1], np.int64), "flat")
    model.graph.initializer.append(shape)
    for node in model.graph.node:
        if node.op_type == "Reshape":
            node.input[1] = shape.name
    _remove_unused(model)


def _remove_unused(model: onnx.ModelProto) -> None:
    """Takes out, last first, the nodes whose results nobody uses."""
    used = {output.name for output in model.graph.output}
    kept = []
    for node in reversed(model.graph.node):
        if used.intersection(node.output):
            used.update(node.input)
            kept.append(node)
    del model.graph.node[:]
    model.graph.node.extend(reversed(kept))
    unused = [weight for weight in model.graph.initializer if weight.name not in used]
    for weight in unused:
        model.graph.initializer.remove(weight)
