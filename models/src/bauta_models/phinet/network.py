# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The PhiNet backbone.

F. Paissan, A. Ancilotto, E. Farella: "PhiNets: A Scalable Backbone for Low-power AI at the Edge", ACM Transactions on
Embedded Computing Systems 21 (5), 2022, doi:10.1145/3510832. The blocks are the inverted residuals
of MobileNetV2 (arXiv:1801.04381) with squeeze-and-excitation (arXiv:1709.01507) and h-swish (arXiv:1905.02244).

Four numbers scale it. ``alpha`` multiplies every width. ``t0`` is the base expansion and ``beta`` its shape: block n of
N expands its input by ``t0 · ((N − n) + beta · n) / N``, so that beta < 1 saves weights (late blocks are wide and
coarse) and beta > 1 spends them where they cost few multiplications. ``blocks`` is N, the depth.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

STEM_CHANNELS = 48
EARLY_CHANNELS = 24
LATE_CHANNELS = 48
ACTIVATIONS = {"hswish": nn.Hardswish, "relu6": nn.ReLU6, "relu": nn.ReLU}
SQUEEZE = 6
"""The squeeze layer has a sixth of the expanded channels."""


@dataclass(frozen=True)
class PhiNetShape:
    """The hyper-parameters of a PhiNet; the defaults are the paper's.

    ``downsampling`` names the blocks (from 5 on) that halve the picture and double the width; blocks 1 and 3 halve it
    always, and so does the first convolution. ``stem`` is the width of that one at alpha 1; ``separable_stem`` makes it
    depthwise-separable as in the paper, while a plain one mixes the three colours before it halves. ``activation`` is
    ``hswish``, as in the paper, or ``relu6`` or ``relu`` for platforms without it; ``squeeze_excite`` can be left out
    too. ``divisor`` rounds every width to a multiple. With a ``lean_start`` block 0 halves the picture and block 1 is
    left out: no block then expands at half the picture's size, where half of the memory traffic would be.

    Raises ``ValueError`` for numbers that make no network.
    """

    alpha: float = 0.2
    beta: float = 1.0
    t0: float = 6.0
    blocks: int = 7
    downsampling: tuple[int, ...] = (5, 7)
    stem: int = STEM_CHANNELS
    separable_stem: bool = True
    activation: str = "hswish"
    squeeze_excite: bool = True
    divisor: int = 1
    lean_start: bool = False
    wide_ends: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.alpha <= 8 or not 0 < self.beta <= 8 or not 1 <= self.t0 <= 32:
            raise ValueError(f"0 < alpha, beta <= 8 and 1 <= t0 <= 32 are needed, not {self}")
        if self.blocks < 4 or self.divisor < 1:
            raise ValueError(f"a PhiNet has at least 4 blocks and a divisor of at least 1, not {self}")
        if self.activation not in ACTIVATIONS:
            raise ValueError(f"activations are {', '.join(ACTIVATIONS)}, not {self.activation}")
        if any(not 5 <= block <= self.blocks for block in self.downsampling):
            raise ValueError(f"blocks 5 to {self.blocks} may halve the picture, not {self.downsampling}")

    def width(self, base: int) -> int:
        """The channels of a layer that has ``base`` at alpha 1."""
        return divisible(int(base * self.alpha), self.divisor)

    def expansion(self, block: int) -> float:
        """How many times block number ``block`` (from 1) widens its input."""
        return self.t0 * ((self.blocks - block) + self.beta * block) / self.blocks

    def hidden(self, block: int, channels: int) -> int:
        """Channels between expansion and projection of block number ``block``."""
        return divisible(int(self.expansion(block) * channels), self.divisor)

    def squeezed(self, hidden: int) -> int:
        """Channels of the squeeze layer."""
        return divisible(max(1, int(hidden / SQUEEZE)), self.divisor)

    def plan(self) -> list[BlockPlan]:
        """All blocks, the one without expansion first (number 0)."""
        stem, early = self.width(self.stem), self.width(EARLY_CHANNELS)
        plan = [BlockPlan(0, stem, stem, early, stride=2 if self.lean_start else 1)]
        base, channels = LATE_CHANNELS, early
        for number in range(2 if self.lean_start else 1, self.blocks + 1):
            base *= 2 if number in self.downsampling else 1
            out = early if number < 3 else self.width(base)
            stride = 2 if number in (1, 3, *self.downsampling) else 1
            plan.append(BlockPlan(number, channels, self.hidden(number, channels), out, stride))
            channels = out
        return plan

    def ends(self) -> list[tuple[int, int, int]]:
        """The last block of each resolution from stride 4 on: its index in ``plan``, stride and channels."""
        plan, ends, stride = self.plan(), [], 2
        for index, block in enumerate(plan):
            stride *= block.stride
            last = index + 1 == len(plan) or plan[index + 1].stride == 2
            if last and stride >= 4:
                ends.append((index, stride, block.out))
        return ends


@dataclass(frozen=True)
class BlockPlan:
    """One inverted residual: channels in, hidden and out; number 0 neither expands nor squeezes."""

    number: int
    channels: int
    hidden: int
    out: int
    stride: int


def divisible(value: int, divisor: int) -> int:
    """The multiple of ``divisor`` nearest to ``value`` and no more than a tenth below it, as in MobileNetV2."""
    nearest = max(divisor, int(value + divisor / 2) // divisor * divisor)
    return nearest + divisor if nearest < 0.9 * value else nearest


def convolution(channels: int, out: int, kernel: int = 1, stride: int = 1, groups: int = 1) -> list[nn.Module]:
    """A convolution with its batch normalisation, "same" padding."""
    return [
        nn.Conv2d(channels, out, kernel, stride, kernel // 2, groups=groups, bias=False),
        normalisation(out),
    ]


def normalisation(channels: int) -> nn.BatchNorm2d:
    """Batch normalisation as all layers have it."""
    return nn.BatchNorm2d(channels, eps=1e-3, momentum=0.03)


class SqueezeExcite(nn.Module):
    """Weighs each channel by what the whole picture holds."""

    def __init__(self, channels: int, squeezed: int, activation: str) -> None:
        super().__init__()
        self.gate = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(channels, squeezed, 1, bias=False),
            ACTIVATIONS[activation](),
            nn.Conv2d(squeezed, channels, 1, bias=False),
            nn.Sigmoid(),
        )

    def forward(self, features: Tensor) -> Tensor:
        """(B, C, H, W) float to the same."""
        return features * self.gate(features)


class PhiNetBlock(nn.Module):
    """Expand, filter each channel, squeeze-and-excite, project; with the input added where shapes allow."""

    def __init__(self, shape: PhiNetShape, plan: BlockPlan) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        if plan.number > 0:
            layers += [*convolution(plan.channels, plan.hidden), ACTIVATIONS[shape.activation]()]
        layers += convolution(plan.hidden, plan.hidden, 3, plan.stride, groups=plan.hidden)
        layers.append(ACTIVATIONS[shape.activation]())
        if shape.squeeze_excite and plan.number > 0:
            layers.append(SqueezeExcite(plan.hidden, shape.squeezed(plan.hidden), shape.activation))
        layers += convolution(plan.hidden, plan.out)
        self.layers = nn.Sequential(*layers)
        self.residual = plan.stride == 1 and plan.channels == plan.out

    def forward(self, features: Tensor) -> Tensor:
        """(B, C, H, W) float to (B, out, H / stride, W / stride)."""
        made = self.layers(features)
        return made + features if self.residual else made


class WideFilter(nn.Conv2d):
    """A filter of 5 × 5 for each channel, always in float32: its gradient in bfloat16 takes four times as long."""

    def __init__(self, channels: int) -> None:
        super().__init__(channels, channels, 5, padding=2, groups=channels, bias=False)

    def forward(self, features: Tensor) -> Tensor:
        """(B, C, H, W) to the same."""
        if not torch.is_autocast_cpu_enabled():
            return super().forward(features)
        with torch.autocast("cpu", enabled=False):
            return super().forward(features.float())


class WideResidual(nn.Module):
    """What stands around a cell, two cells far, added to what the cell holds.

    It begins as nothing (the scale of its last normalisation is zero, as in arXiv:1706.02677), so that a trained
    network without it computes the same with it.
    """

    def __init__(self, channels: int, activation: str) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            WideFilter(channels),
            normalisation(channels),
            ACTIVATIONS[activation](),
            *convolution(channels, channels),
        )
        nn.init.zeros_(self.layers[-1].weight)

    def forward(self, features: Tensor) -> Tensor:
        """(B, C, H, W) float to the same."""
        return features + self.layers(features)


class PhiNet(nn.Module):
    """A backbone that returns the last features of each of its resolutions."""

    def __init__(self, shape: PhiNetShape, input_channels: int = 3) -> None:
        super().__init__()
        self.shape = shape
        self._still: list[nn.Module] = []
        self.stem = self._stem(shape, input_channels)
        self.blocks = nn.ModuleList(PhiNetBlock(shape, block) for block in shape.plan())
        ends = shape.ends()
        self.returned, self.strides, self.channels = ([*part] for part in zip(*ends, strict=True))
        self.ends = nn.ModuleDict(
            {
                str(index): WideResidual(channels, shape.activation)
                for index, stride, channels in ends
                if stride in shape.wide_ends
            }
        )

    def keep_still(self, blocks: int) -> None:
        """The first convolution and so many blocks learn no more, neither weights nor statistics.

        They take half of the time of a step, and what they tell apart (edges, colours, grain) serves all kinds alike.
        """
        self._still = [self.stem, *self.blocks[:blocks]]
        for part in self._still:
            part.requires_grad_(False)

    def train(self, mode: bool = True) -> PhiNet:
        """As PyTorch's, but for what is kept still."""
        super().train(mode)
        for part in self._still:
            part.eval()
        return self

    @staticmethod
    def _stem(shape: PhiNetShape, channels: int) -> nn.Sequential:
        out = shape.width(shape.stem)
        if not shape.separable_stem:
            return nn.Sequential(*convolution(channels, out, 3, stride=2), ACTIVATIONS[shape.activation]())
        return nn.Sequential(
            nn.Conv2d(channels, channels, 3, 2, 1, groups=channels, bias=False),
            *convolution(channels, out),
            ACTIVATIONS[shape.activation](),
        )

    def forward(self, pictures: Tensor) -> list[Tensor]:
        """(B, 3, H, W) float to one (B, C, H / stride, W / stride) per entry of ``strides``."""
        features, pyramid = self.stem(pictures), []
        for index, block in enumerate(self.blocks):
            features = block(features)
            if str(index) in self.ends:
                features = self.ends[str(index)](features)
            if index in self.returned:
                pyramid.append(features)
        return pyramid


class PhiNetClassifier(nn.Module):
    """The paper's network with its classification head: pooled, widened to 1280 alpha, then one number per class."""

    def __init__(self, shape: PhiNetShape, classes: int, input_channels: int = 3) -> None:
        super().__init__()
        self.backbone = PhiNet(shape, input_channels)
        self.head = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(self.backbone.channels[-1], shape.width(1280), 1),
            nn.Conv2d(shape.width(1280), classes, 1),
            nn.Flatten(),
        )

    def forward(self, pictures: Tensor) -> Tensor:
        """(B, 3, H, W) float to (B, classes) unnormalised scores."""
        return self.head(self.backbone(pictures)[-1])
