# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What a network costs: weights, multiply-accumulates and working memory, counted layer by layer on a dry run."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Cost:
    """``parameters``: trained numbers. ``folded``: those that remain when batch normalisation is folded into the
    convolutions before it. ``macs``: multiply-accumulates of the convolutions of one picture. ``working_memory``:
    the most numbers alive at once while one layer turns its input into its output, as the paper counts RAM.
    """

    parameters: int
    folded: int
    macs: int
    working_memory: int


def cost(network: nn.Module, width: int, height: int, channels: int = 3) -> Cost:
    """Counts on one picture of zeros, (1, channels, height, width) float32.

    Raises ``RuntimeError`` (PyTorch's) where the network does not take that size.
    """
    macs, memory, hooks = [], [0], []

    def count(module: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
        if isinstance(module, nn.Conv2d):
            macs.append(output.numel() // output.shape[0] * module.weight[0].numel())
        memory.append(inputs[0].numel() + output.numel())

    for module in network.modules():
        if isinstance(module, nn.Conv2d | nn.AdaptiveAvgPool2d):
            hooks.append(module.register_forward_hook(count))
    training, device = network.training, next(network.parameters()).device
    network.eval()
    try:
        with torch.no_grad():
            network(torch.zeros(1, channels, height, width, device=device))
    finally:
        network.train(training)
        for hook in hooks:
            hook.remove()
    return Cost(parameters(network), _folded(network), sum(macs), max(memory))


def parameters(network: nn.Module) -> int:
    """Trained numbers, batch normalisation's scale and shift included."""
    return sum(parameter.numel() for parameter in network.parameters())


def _folded(network: nn.Module) -> int:
    """Batch normalisation leaves one bias per channel behind, its scale goes into the weights."""
    norms = sum(module.num_features for module in network.modules() if isinstance(module, nn.BatchNorm2d))
    return parameters(network) - norms
