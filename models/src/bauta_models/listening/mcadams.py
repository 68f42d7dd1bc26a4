# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The weak baseline: poles of linear prediction moved by McAdams' coefficient (Patino et al., Interspeech 2021), as
``services/audio-anonymiser`` does it: 20 ms frames every 10 ms, order 20, the level kept frame by frame."""

from __future__ import annotations

import numpy as np
from scipy.linalg import solve_toeplitz
from scipy.signal import lfilter

ORDER, HOP = 20, 160
COEFFICIENT = 0.8


def disguised(sound: np.ndarray, coefficient: float = COEFFICIENT) -> np.ndarray:
    """(samples,) of sound (samples,) at 16,000 samples a second."""
    taper = np.sin(np.pi * (np.arange(2 * HOP) + 0.5) / (2 * HOP))
    padded = np.pad(sound.astype(float), (HOP, 3 * HOP))
    out = np.zeros_like(padded)
    for at in range(0, len(padded) - 2 * HOP, HOP):
        frame = padded[at : at + 2 * HOP] * taper
        out[at : at + 2 * HOP] += _moved(frame, coefficient) * taper
    return out[HOP : HOP + len(sound)]


def _moved(frame: np.ndarray, coefficient: float) -> np.ndarray:
    power = np.array([frame[: len(frame) - lag] @ frame[lag:] for lag in range(ORDER + 1)])
    if power[0] < 1e-9:
        return frame
    power[0] *= 1 + 1e-6
    prediction = np.concatenate([[1], -solve_toeplitz(power[:-1], power[1:])])
    poles = np.roots(prediction)
    angles, radii = np.angle(poles), np.minimum(np.abs(poles), 0.9995)
    complex_ones = np.abs(poles.imag) > 1e-7
    angles = np.where(complex_ones, np.sign(angles) * np.abs(angles) ** coefficient, angles)
    shaped = lfilter([1], np.poly(radii * np.exp(1j * angles)).real, lfilter(prediction, [1], frame))
    return shaped * np.sqrt(power[0] / (shaped @ shaped + 1e-12))
