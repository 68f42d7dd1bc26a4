# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""How high a voice is, frame by frame: normalised cross-correlation, and the likeliest way through its peaks.

After Talkin's RAPT (Speech Coding and Synthesis, 1995), much simplified. A frame's result looks ``AHEAD`` frames ahead.
"""

from __future__ import annotations

import numpy as np

from bauta_models.voice.clock import STREET

SHORTEST, LONGEST = 27, 250
"""Lags in samples at 16,000 a second: 593 to 64 Hz."""

REACH = 400
"""Samples on each side of a frame's middle that are compared."""

AHEAD = 6
CANDIDATES = 4
LEAP = 0.35
"""What an octave between neighbouring frames costs; the gain is a correlation, 0 to 1."""

LONG_LAGS = 0.06
"""What the longest lag costs beside the shortest, since twice a period correlates too."""


def correlations(sound: np.ndarray, frames: int) -> np.ndarray:
    """(frames, LONGEST + 2) float64: by frame and lag, the normalised correlation of the sound about its middle."""
    hop, wide = STREET.hop, 2 * REACH
    padded = np.concatenate([np.zeros(REACH), sound, np.zeros(REACH + hop * 2)])
    cut = np.lib.stride_tricks.sliding_window_view(padded, wide)[::hop][:frames]
    spectra = np.fft.rfft(cut, 2048, axis=1)
    raw = np.fft.irfft(np.abs(spectra) ** 2, axis=1)[:, : LONGEST + 2]
    squares = np.concatenate([np.zeros((len(cut), 1)), np.cumsum(cut**2, axis=1)], axis=1)
    lags = np.arange(LONGEST + 2)
    first, last = squares[:, wide - lags], squares[:, -1:] - squares[:, lags]
    quiet = 1e-7 * wide
    return raw / np.sqrt((first + quiet) * (last + quiet))


def _peaks(row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The best ``CANDIDATES`` lags, refined by a parabola, and their correlations; fewer are filled with 0."""
    inner = row[SHORTEST : LONGEST + 1]
    top = np.flatnonzero((inner > row[SHORTEST - 1 : LONGEST]) & (inner >= row[SHORTEST + 1 : LONGEST + 2])) + SHORTEST
    top = top[np.argsort(-(row[top] - LONG_LAGS * top / LONGEST), kind="stable")][:CANDIDATES]
    left, middle, right = row[top - 1], row[top], row[top + 1]
    bend = left - 2 * middle + right
    lags = top + np.where(bend < 0, 0.5 * (left - right) / np.where(bend < 0, bend, 1), 0)
    missing = CANDIDATES - len(top)
    return np.pad(lags, (0, missing), constant_values=100.0), np.pad(middle, (0, missing))


def track(sound: np.ndarray, frames: int) -> tuple[np.ndarray, np.ndarray]:
    """``hertz`` (frames,) and ``voiced`` (frames,) 0 to 1, the correlation at that pitch."""
    table = correlations(sound, frames)
    peaks = [_peaks(row) for row in table]
    lags, gains = np.array([p[0] for p in peaks]), np.array([p[1] for p in peaks])
    costs = LONG_LAGS * lags / LONGEST - gains
    octaves = np.log2(lags)
    total, back = costs[0].copy(), np.zeros((frames, CANDIDATES), int)
    chosen = np.zeros(frames, int)
    for k in range(1, frames + AHEAD):
        if k < frames:
            step = total[:, None] + LEAP * np.abs(octaves[k - 1][:, None] - octaves[k][None])
            back[k] = step.argmin(axis=0)
            total = step.min(axis=0) + costs[k]
            total -= total.min()
        if k >= AHEAD:
            best = int(total.argmin())
            for j in range(min(k, frames - 1), k - AHEAD, -1):
                best = back[j, best]
            chosen[k - AHEAD] = best
    rows = np.arange(frames)
    return STREET.rate / lags[rows, chosen], np.clip(gains[rows, chosen], 0, 1)
