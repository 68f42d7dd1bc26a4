# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What training makes small: frames told wrongly, and both parts of the sound, compressed (fourth root).

The second is the magnitude part of the loss of Ephrat et al., "Looking to Listen" (arXiv:1804.03619, power 0.3 there),
for speech and for what is left of it, since both are heard here.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

FLOOR = 1e-3
AUDIBLE = 0.06
"""The share of bins in which a voice must be louder than all else for its frame to count: who is taught that a voice
speaks where none can be heard learns to hear voices everywhere."""


@dataclass(frozen=True)
class Losses:
    """``total`` to go down; ``speech`` of the frames, ``mask`` of the bins."""

    total: Tensor
    speech: Tensor
    mask: Tensor


def losses(
    logits: tuple[Tensor, Tensor], mixed: Tensor, parts: tuple[Tensor, Tensor], speaking: Tensor, weights: tuple
) -> Losses:
    """``logits`` of speech (B, T) and mask (B, T, 257); ``mixed`` and ``parts`` (speech, noise) magnitudes as the mask;
    ``speaking`` (B, T), 0 or 1; ``weights`` of an unheard frame and of speech that is left in the background."""
    sure, leak = weights
    audible = (parts[0] > parts[1]).float().mean(dim=2) > AUDIBLE
    told = (audible | (speaking == 0)).float()
    heard = functional.binary_cross_entropy_with_logits(
        logits[0].float(), speaking, weight=told, pos_weight=torch.tensor(sure, device=speaking.device)
    )
    loudness = mixed.square().mean(dim=(1, 2), keepdim=True).sqrt() + 1e-6
    mask = torch.sigmoid(logits[1].float())
    whole = mixed / loudness
    speech_off = _compressed(mask * whole) - _compressed(parts[0] / loudness)
    left_off = _compressed((1 - mask) * whole) - _compressed(parts[1] / loudness)
    left = left_off.square() * torch.where(left_off > 0, leak, 1.0)
    bins = speech_off.square().mean() + left.mean()
    return Losses(heard + 3 * bins, heard, bins)


def _compressed(magnitudes: Tensor) -> Tensor:
    return (magnitudes + FLOOR).sqrt().sqrt()
