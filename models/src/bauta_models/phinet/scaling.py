# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The hardware-aware scaling rule: from the memory and speed of a platform to the hyper-parameters of a PhiNet.

The paper's point is that its hyper-parameters pull on different resources: multiplications and working memory are spent
in the early, fine blocks, weights in the late, coarse ones. So for each expansion ``t0``, shape ``beta`` and depth the
largest ``alpha`` that fits every budget is found (all three costs grow with it), and of these networks the one is taken
that leaves least of the budgets unused: the largest geometric mean of the three shares.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace

from bauta_models.phinet.network import BlockPlan, PhiNetShape

BASE_EXPANSIONS = (2.0, 3.0, 4.0, 5.0, 6.0)
SHAPES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
DEPTHS = (7, 8, 9)
ALPHA_STEP = 0.01
LARGEST_ALPHA = 4.0


@dataclass(frozen=True)
class Budget:
    """``ram``: bytes for the tensors alive at once. ``flash``: bytes for the weights. ``macs``: multiply-accumulates a
    picture. ``bytes_per_number``: 1 for INT8, 4 for FP32."""

    ram: int
    flash: int
    macs: int
    bytes_per_number: int = 1


@dataclass(frozen=True)
class Need:
    """What a backbone needs for one picture: weights (batch normalisation folded), multiply-accumulates, and the most
    numbers alive at once (input and output of one layer)."""

    weights: int
    macs: int
    working_memory: int

    def shares(self, budget: Budget) -> tuple[float, float, float]:
        """The parts of RAM, flash and multiply-accumulates it uses; above 1 it does not fit."""
        return (
            self.working_memory * budget.bytes_per_number / budget.ram,
            self.weights * budget.bytes_per_number / budget.flash,
            self.macs / budget.macs,
        )


def need(shape: PhiNetShape, width: int, height: int) -> Need:
    """What the backbone of that shape needs for pictures of ``width`` × ``height`` pixels, without building it."""
    counted = _Counter(width, height)
    stem = shape.width(shape.stem)
    if shape.separable_stem:
        counted.filter(3, 2, biased=False)
        counted.mix(3, stem)
    else:
        counted.convolve(3, stem, kernel=3, stride=2)
    widened = {index for index, stride, _ in shape.ends() if stride in shape.wide_ends}
    for index, block in enumerate(shape.plan()):
        _block(counted, shape, block)
        if index in widened:
            counted.filter(block.out, 1, kernel=5)
            counted.mix(block.out, block.out)
    return Need(counted.weights, counted.macs, counted.memory)


def _block(counted: _Counter, shape: PhiNetShape, block: BlockPlan) -> None:
    if block.number > 0:
        counted.mix(block.channels, block.hidden)
    counted.filter(block.hidden, block.stride)
    if shape.squeeze_excite and block.number > 0:
        counted.squeeze(block.hidden, shape.squeezed(block.hidden))
    counted.mix(block.hidden, block.out)


class _Counter:
    """Adds up layer after layer; each convolution has one bias per channel once batch normalisation is folded."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.weights = self.macs = self.memory = 0

    def convolve(self, channels: int, out: int, kernel: int = 1, stride: int = 1, biased: bool = True) -> None:
        """A full convolution."""
        self._layer(channels, out, channels * kernel * kernel, stride, biased)

    def mix(self, channels: int, out: int) -> None:
        """A 1 × 1 convolution."""
        self.convolve(channels, out)

    def filter(self, channels: int, stride: int, biased: bool = True, kernel: int = 3) -> None:
        """A convolution of each channel by itself."""
        self._layer(channels, channels, kernel * kernel, stride, biased)

    def squeeze(self, channels: int, squeezed: int) -> None:
        """Two 1 × 1 convolutions on the pooled picture, without bias."""
        self.weights += 2 * channels * squeezed
        self.macs += 2 * channels * squeezed
        self.memory = max(self.memory, self.width * self.height * channels + channels)

    def _layer(self, channels: int, out: int, inputs: int, stride: int, biased: bool) -> None:
        before = self.width * self.height * channels
        self.width, self.height = math.ceil(self.width / stride), math.ceil(self.height / stride)
        after = self.width * self.height * out
        self.weights += out * inputs + (out if biased else 0)
        self.macs += after * inputs
        self.memory = max(self.memory, before + after)


def scale(budget: Budget, width: int, height: int, template: PhiNetShape | None = None) -> PhiNetShape:
    """The PhiNet that uses a budget best, for pictures of ``width`` × ``height`` pixels.

    ``template`` gives what is not scaled (stem, activation, squeeze-and-excitation, divisor). Raises ``ValueError``
    where not even the smallest one fits, and says what is short.
    """
    template = template or PhiNetShape()
    best, best_use = None, -1.0
    for t0, beta, blocks in itertools.product(BASE_EXPANSIONS, SHAPES, DEPTHS):
        fitting = _widest(replace(template, t0=t0, beta=beta, blocks=blocks), budget, width, height)
        if fitting is None:
            continue
        use = math.prod(need(fitting, width, height).shares(budget)) ** (1 / 3)
        if use > best_use:
            best, best_use = fitting, use
    if best is None:
        raise ValueError(_what_is_short(template, budget, width, height))
    return best


def _widest(shape: PhiNetShape, budget: Budget, width: int, height: int) -> PhiNetShape | None:
    """The largest alpha that fits, found by halving: every cost grows with alpha."""
    low, high = 0, round(LARGEST_ALPHA / ALPHA_STEP)
    while low < high:
        middle = (low + high + 1) // 2
        tried = replace(shape, alpha=middle * ALPHA_STEP)
        low, high = (middle, high) if max(need(tried, width, height).shares(budget)) <= 1 else (low, middle - 1)
    smallest = math.ceil(1 / (ALPHA_STEP * 24))  # below this the early blocks would have no channel at all
    return replace(shape, alpha=low * ALPHA_STEP) if low >= smallest else None


def _what_is_short(template: PhiNetShape, budget: Budget, width: int, height: int) -> str:
    smallest = replace(template, alpha=1 / 24 + ALPHA_STEP, t0=BASE_EXPANSIONS[0], beta=SHAPES[0], blocks=DEPTHS[0])
    shares = need(smallest, width, height).shares(budget)
    short = [name for name, share in zip(("RAM", "flash", "MACs"), shares, strict=True) if share > 1]
    return f"no PhiNet fits {budget} at {width} x {height}: short of {', '.join(short) or 'all of them together'}"
