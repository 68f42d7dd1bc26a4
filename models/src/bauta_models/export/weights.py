# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""``weights.npz``: the trained numbers as they were before folding, from which another training may go on.

An ONNX file no longer tells batch normalisation and convolutions apart, so nothing can be trained from it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from bauta_models.detector.network import DetectorNetwork

FILE = "weights.npz"

ADDED = "backbone.ends."
"""What the names of parts that begin as nothing start with: a network trained without them computes the same."""


def write_weights(network: DetectorNetwork, folder: Path) -> None:
    """Keeps a network's numbers by their names."""
    arrays = {name: value.cpu().numpy() for name, value in network.state_dict().items()}
    np.savez_compressed(folder / FILE, **arrays)


def load_weights(network: DetectorNetwork, folder: Path) -> None:
    """Gives a network the numbers of an exported one, which may lack parts that begin as nothing (``WideResidual``).

    Raises ``FileNotFoundError`` where there are none, ``ValueError`` where they belong to a network of another shape.
    """
    file = folder / FILE
    if not file.is_file():
        raise FileNotFoundError(f"there are no weights at {file}; 'bauta-models export' writes them")
    with np.load(file) as arrays:
        state = {name: torch.from_numpy(arrays[name]) for name in arrays}
    try:
        unmatched = network.load_state_dict(state, strict=False)
    except RuntimeError as wrong:
        raise ValueError(f"{file} holds a network of another shape") from wrong
    if unmatched.unexpected_keys or any(not name.startswith(ADDED) for name in unmatched.missing_keys):
        raise ValueError(f"{file} holds a network of another shape")


@torch.no_grad()
def mean(networks: list[torch.nn.Module]) -> torch.nn.Module:
    """The first network with the mean of all their numbers: runs that began alike and learnt differently lie in one
    valley, and its middle errs less than any of them (Wortsman et al., "Model soups", arXiv:2203.05482).

    Raises ``ValueError`` where they have other shapes.
    """
    states = [network.state_dict() for network in networks]
    shapes = [{name: value.shape for name, value in state.items()} for state in states]
    if any(shape != shapes[0] for shape in shapes):
        raise ValueError("networks of other shapes have no mean; --with names runs of the same model")
    for name, value in states[0].items():
        if value.is_floating_point():
            value.copy_(torch.stack([state[name] for state in states]).mean(0))
    return networks[0]
