# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The detector: a PhiNet, a feature pyramid, and at every cell of three grids a score and a box for each kind.

Anchor-free, one prediction per cell and kind, as in FCOS (Tian et al., arXiv:1904.01355) and YuNet (Wu et al.,
Machine Intelligence Research 20, 2023); the pyramid is that of Lin et al. (arXiv:1612.03144) with depthwise
convolutions. A face, its head and its person share a centre, so each kind has a box of its own. The finest grid has a
cell every 8 pixels: the centre of a face of 10 px is never more than 6 pixels from that of a cell. A fourth grid, of 4
pixels, was tried: it took as long as the other three and found no smaller faces.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from bauta_models.data.picture import KINDS, POINTS
from bauta_models.phinet.network import ACTIVATIONS, PhiNet, PhiNetShape, WideFilter, convolution, normalisation

STRIDES = (8, 16, 32)
PRIOR = 0.01
"""What every score is before training, so that the many empty cells do not drown the first steps (arXiv:1708.02002)."""

LARGEST_EXPONENT = 5.0
"""A box is at most exp(5) = 148 cells wide; what is larger is a wild guess of an untrained network."""

K = len(KINDS)
RAW = (K, 2 * K, 2 * K, POINTS, POINTS)
"""A head's channels: scores, centres (x of all kinds, then y), sides (w, then h), x of the points, y of the points."""


@dataclass(frozen=True)
class DetectorShape:
    """Sizes of a detector: its backbone, and the channels of pyramid and heads."""

    backbone: PhiNetShape = field(default_factory=PhiNetShape)
    channels: int = 32


@dataclass
class Predictions:
    """What the network says of all A cells, finest grid first; planar, as it is exported.

    ``logits`` (B, K, A): scores before the sigmoid. ``boxes`` (B, 4K, A): x of all kinds, then y, w, h, in pixels of
    the input. ``points`` (B, 10, A): x of the five points of a face, then y, in pixels.
    """

    logits: Tensor
    boxes: Tensor
    points: Tensor

    def scores(self) -> Tensor:
        """(B, K, A) in 0..1."""
        return self.logits.sigmoid()

    def boxes_of_cells(self) -> Tensor:
        """(B, A, K, 4) ``x, y, w, h``."""
        return self.boxes.reshape(len(self.boxes), 4, K, -1).permute(0, 3, 2, 1)

    def points_of_cells(self) -> Tensor:
        """(B, A, 5, 2) ``x, y``."""
        return self.points.reshape(len(self.points), 2, POINTS, -1).permute(0, 3, 2, 1)


class Head(nn.Module):
    """One grid's predictions, (B, C, H, W) to (B, sum of ``RAW``, H, W), without any activation."""

    def __init__(self, channels: int, activation: str) -> None:
        super().__init__()
        self.tower = nn.Sequential(
            WideFilter(channels),
            normalisation(channels),
            *convolution(channels, channels),
            ACTIVATIONS[activation](),
        )
        self.last = nn.Conv2d(channels, sum(RAW), 1)
        nn.init.normal_(self.last.weight, std=0.01)
        nn.init.zeros_(self.last.bias)
        nn.init.constant_(self.last.bias[:K], -math.log((1 - PRIOR) / PRIOR))

    def forward(self, features: Tensor) -> Tensor:
        """See the class."""
        return self.last(self.tower(features))


class DetectorNetwork(nn.Module):
    """Pictures in, predictions out; see ``Predictions``. The sides of the input are multiples of 32."""

    def __init__(self, shape: DetectorShape) -> None:
        super().__init__()
        self.shape = shape
        self.scale = 1 / 255
        activation = shape.backbone.activation
        self.backbone = PhiNet(shape.backbone)
        if tuple(self.backbone.strides[-len(STRIDES) :]) != STRIDES:
            raise ValueError(f"the backbone halves the picture to strides {self.backbone.strides}, not {STRIDES}")
        self.lateral = nn.ModuleList(
            nn.Sequential(*convolution(channels, shape.channels), ACTIVATIONS[activation]())
            for channels in self.backbone.channels[-len(STRIDES) :]
        )
        self.smooth = nn.ModuleList(
            nn.Sequential(
                *convolution(shape.channels, shape.channels, 3, groups=shape.channels),
                *convolution(shape.channels, shape.channels),
                ACTIVATIONS[activation](),
            )
            for _ in STRIDES[:-1]
        )
        self.heads = nn.ModuleList(Head(shape.channels, activation) for _ in STRIDES)

    def forward(self, pictures: Tensor) -> Predictions:
        """(B, 3, H, W) RGB, float in 0..255 or uint8, to predictions on all cells."""
        raw = self.raw(pictures)
        places = [place(level, stride) for level, stride in zip(raw, STRIDES, strict=True)]
        return decode(torch.cat([part.flatten(2) for part in raw], 2), torch.cat(places, 2))

    def raw(self, pictures: Tensor) -> list[Tensor]:
        """Pictures as above to what the heads give, (B, sum of ``RAW``, H / stride, W / stride) for each grid."""
        numbers = pictures.float()
        pyramid = self.backbone(numbers if self.scale == 1 else numbers * self.scale)[-len(STRIDES) :]
        features = [lateral(level) for lateral, level in zip(self.lateral, pyramid, strict=True)]
        for level in range(len(features) - 2, -1, -1):
            above = F.interpolate(features[level + 1], scale_factor=2.0, mode="nearest")
            features[level] = self.smooth[level](features[level] + above)
        return [head(level).float() for head, level in zip(self.heads, features, strict=True)]

    @torch.no_grad()
    def fold_scale(self) -> None:
        """Puts the scale of the pixels into the weights of the first convolution; the network computes the same."""
        self.backbone.stem[0].weight.mul_(self.scale)
        self.scale = 1


def place(features: Tensor, stride: int) -> Tensor:
    """(B, C, H, W) to (B, 3, H · W): x and y of each cell's centre in pixels, and its stride.

    Made by counting ones, not from the sizes: so the exported network takes any size with two operations in place of
    dozens that compute with shapes.
    """
    places = counted(features)
    return torch.cat([(places - 0.5) * stride, places[:, :1] * 0 + stride], 1).flatten(2)


def counted(features: Tensor) -> Tensor:
    """(B, C, H, W) to (B, 2, H, W): column and row of each cell, from 1."""
    ones = features[:, :1] * 0 + 1
    return torch.cat([ones.cumsum(3), ones.cumsum(2)], 1)


def decode(raw: Tensor, places: Tensor) -> Predictions:
    """(B, sum of ``RAW``, A) and (B, 3, A) to predictions.

    A centre is so many cells off its cell's; sides are so many cells, as exponentials; a point is like a centre.
    """
    logits, centres, sides, points_x, points_y = raw.split(RAW, 1)
    x, y, stride = places.split(1, 1)
    sides = sides.clamp(-LARGEST_EXPONENT, LARGEST_EXPONENT).exp() * stride
    corners = torch.cat([centres[:, :K] * stride + x, centres[:, K:] * stride + y], 1) - sides * 0.5
    points = torch.cat([points_x * stride + x, points_y * stride + y], 1)
    return Predictions(logits, torch.cat([corners, sides], 1), points)


def cells(width: int, height: int) -> tuple[Tensor, Tensor]:
    """Centres (A, 2) in pixels and strides (A,) of all cells of an input of that size, finest grid first."""
    grids = [place(torch.zeros(1, 1, height // stride, width // stride), stride)[0] for stride in STRIDES]
    joined = torch.cat(grids, 1)
    return joined[:2].T.contiguous(), joined[2]
