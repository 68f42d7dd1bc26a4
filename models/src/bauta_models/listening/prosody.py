# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What of a voice's melody and stress is still there, and of the sound behind it."""

from __future__ import annotations

import numpy as np

from bauta_models.voice import pitch
from bauta_models.voice.clock import STREET

SURE = 0.7


def pitch_correlation(original: np.ndarray, changed: np.ndarray) -> float:
    """Pearson's correlation of the logarithm of pitch, over frames that are surely voiced in both; ``nan`` where those
    are fewer than 20."""
    frames = STREET.frames(len(original))
    (one, sure), (other, sure_too) = pitch.track(original, frames), pitch.track(changed, frames)
    both = (sure > SURE) & (sure_too > SURE)
    return float(np.corrcoef(np.log(one[both]), np.log(other[both]))[0, 1]) if both.sum() >= 20 else float("nan")


def energy_correlation(original: np.ndarray, changed: np.ndarray) -> float:
    """Pearson's correlation of the level in dB, over frames within 40 dB of the loudest of the original."""
    one, other = (
        10 * np.log10((np.abs(STREET.spectra(sound)) ** 2).sum(axis=1) + 1e-9) for sound in (original, changed)
    )
    heard = one > one.max() - 40
    return float(np.corrcoef(one[heard], other[heard])[0, 1])


def distortion_ratio(wanted: np.ndarray, found: np.ndarray) -> float:
    """The scale-invariant signal-to-distortion ratio in dB (Le Roux et al., arXiv:1811.02508)."""
    wanted, found = wanted - wanted.mean(), found - found.mean()
    target = wanted * (found @ wanted) / (wanted @ wanted + 1e-12)
    return float(10 * np.log10((target @ target + 1e-12) / ((found - target) @ (found - target) + 1e-12)))
