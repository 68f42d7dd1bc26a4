# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The network ``person``: a ShuffleNet V2, one grid of cells every 16 pixels, at each cell a score and a box.

Its layers are those of FastestDet (dog-qiuqiu, 2022, BSD-3-Clause), whose numbers it begins with: a backbone as in Ma
et al. (arXiv:1807.11164), features of three strides side by side, depthwise convolutions in parallel, and a head that
splits. What differs: one kind in place of eighty, pixels in place of shares of a square picture, so that pictures of
any size and shape can be looked at without squeezing them.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from bauta_models.detector.network import counted

STRIDE = 16
UNIT = 320.0
"""A box is so many pixels wide and high where the network says 0; what it says are exponents."""

LARGEST_EXPONENT = 2.0
WIDTHS = (24, 48, 96, 192)
"""Channels of the picture at a quarter of its size, then at an 8th, a 16th and a 32nd."""

DEPTHS = (4, 8, 4)
"""Blocks at an 8th, a 16th and a 32nd."""

FEATURES = 96


class Convolution(nn.Module):
    """A convolution that keeps the size at stride 1, and, unless ``plain``, a ReLU."""

    def __init__(
        self, channels: int, outputs: int, kernel: int = 1, stride: int = 1, groups: int = 1, plain: bool = False
    ) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(channels, outputs, kernel, stride, kernel // 2, groups=groups)
        self.plain = plain

    def forward(self, features: Tensor) -> Tensor:
        """(B, C, H, W) to (B, ``outputs``, H / stride, W / stride)."""
        result = self.convolution(features)
        return result if self.plain else F.relu(result)


def depthwise(channels: int, kernel: int, stride: int = 1, plain: bool = False) -> Convolution:
    """A convolution in each channel alone."""
    return Convolution(channels, channels, kernel, stride, channels, plain)


class Halving(nn.Module):
    """The first block of a stage: half the size, twice the channels."""

    def __init__(self, channels: int, outputs: int) -> None:
        super().__init__()
        half = outputs // 2
        self.left = nn.Sequential(depthwise(channels, 3, 2, True), Convolution(channels, half))
        self.right = nn.Sequential(
            Convolution(channels, half), depthwise(half, 3, 2, True), Convolution(half, outputs - half)
        )

    def forward(self, features: Tensor) -> Tensor:
        """(B, C, H, W) to (B, ``outputs``, H / 2, W / 2)."""
        return torch.cat([self.left(features), self.right(features)], 1)


class Shuffled(nn.Module):
    """Every other channel stays as it is, the rest is worked on."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        half = channels // 2
        self.right = nn.Sequential(Convolution(half, half), depthwise(half, 3, plain=True), Convolution(half, half))

    def forward(self, features: Tensor) -> Tensor:
        """(B, C, H, W) to the same shape."""
        return torch.cat([features[:, 0::2], self.right(features[:, 1::2])], 1)


class Wide(nn.Module):
    """Sees 5, 9 and 13 cells across at once, and adds what it sees."""

    def __init__(self, channels: int, outputs: int) -> None:
        super().__init__()
        self.first = Convolution(channels, outputs)
        self.near, self.further, self.far = (
            nn.Sequential(*(depthwise(outputs, 5) for _ in range(count))) for count in (1, 2, 3)
        )
        self.mixed = Convolution(3 * outputs, outputs, plain=True)

    def forward(self, features: Tensor) -> Tensor:
        """(B, C, H, W) to (B, ``outputs``, H, W)."""
        first = self.first(features)
        seen = [self.near(first), self.further(first), self.far(first)]
        return F.relu(first + self.mixed(torch.cat(seen, 1)))


@dataclass
class PersonPredictions:
    """What is said of a picture's H × W cells: ``logits`` (B, H, W), ``boxes`` (B, 4, H, W) ``x, y, w, h`` in pixels;
    ``features``, for whoever teaches: (B, C, ·, ·) of a 16th, a 32nd, and of the last two layers that all share."""

    logits: Tensor
    boxes: Tensor
    features: tuple[Tensor, ...]


class PersonNetwork(nn.Module):
    """Pictures in, predictions out. The sides of the input are multiples of 32.

    ``classes`` is 1 for ``person``, 80 for its teacher.
    """

    def __init__(self, classes: int = 1) -> None:
        super().__init__()
        self.scale = 1 / 255
        self.stem = Convolution(3, WIDTHS[0], 3, 2)
        self.stages = nn.ModuleList(
            nn.Sequential(Halving(before, after), *(Shuffled(after) for _ in range(depth - 1)))
            for before, after, depth in zip(WIDTHS, WIDTHS[1:], DEPTHS, strict=False)
        )
        self.wide = Wide(sum(WIDTHS[1:]), FEATURES)
        self.shared = Convolution(FEATURES, FEATURES)
        self.thing, self.box, self.kind = (
            nn.Sequential(depthwise(FEATURES, 5), Convolution(FEATURES, outputs, plain=True))
            for outputs in (1, 4, classes)
        )

    def features(self, pictures: Tensor) -> tuple[Tensor, ...]:
        """(B, 3, H, W) RGB, 0 to 255, to features of a 16th, a 32nd, and of the last two layers that all share."""
        numbers = pictures.float()
        stem = F.max_pool2d(self.stem(numbers if self.scale == 1 else numbers * self.scale), 3, 2, 1)
        eighth = self.stages[0](stem)
        sixteenth = self.stages[1](eighth)
        thirty_second = self.stages[2](sixteenth)
        above = F.interpolate(thirty_second, scale_factor=2.0, mode="nearest")
        wide = self.wide(torch.cat([F.avg_pool2d(eighth, 3, 2, 1), sixteenth, above], 1))
        return sixteenth, thirty_second, wide, self.shared(wide)

    def forward(self, pictures: Tensor) -> PersonPredictions:
        """(B, 3, H, W) RGB, float in 0..255 or uint8, to predictions; of a network with one class only."""
        features = self.features(pictures)
        logits, raw = self.said(features[-1])
        return PersonPredictions(logits[:, 0], boxes_of(raw), features)

    def said(self, shared: Tensor) -> tuple[Tensor, Tensor]:
        """The last shared features to scores before the sigmoid (B, 1, H, W) and raw boxes (B, 4, H, W)."""
        return (self.thing(shared) + self.kind(shared)).float(), self.box(shared).float()

    @torch.no_grad()
    def fold_scale(self) -> None:
        """Puts the scale of the pixels into the weights of the first convolution; the network computes the same."""
        self.stem.convolution.weight.mul_(self.scale)
        self.scale = 1


def boxes_of(raw: Tensor) -> Tensor:
    """Raw boxes (B, 4, H, W) to ``x, y, w, h`` in pixels, same shape.

    A cell's place is its upper left corner; a middle is at most one cell off it each way.
    """
    middles = (torch.tanh(raw[:, :2]) + counted(raw) - 1) * STRIDE
    sides = raw[:, 2:].clamp(max=LARGEST_EXPONENT).exp() * UNIT
    return torch.cat([middles - sides * 0.5, sides], 1)
