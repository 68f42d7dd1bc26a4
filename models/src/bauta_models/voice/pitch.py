# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""How high a voice is, frame by frame: periods by autocorrelation, and the likeliest way through their peaks.

Periods are looked for in the autocorrelation of compressed spectra below 2.6 kHz, which formants mislead less (Tolonen
and Karjalainen, IEEE Transactions on Speech and Audio Processing 8, 2000); how periodic the sound is at the chosen one
is its normalised cross-correlation (Talkin's RAPT, Speech Coding and Synthesis, 1995). A frame's result looks ``AHEAD``
frames ahead.
"""

from __future__ import annotations

import numpy as np

from bauta_models.voice.clock import STREET

SHORTEST, LONGEST = 27, 250
"""Lags in samples at 16,000 a second: 593 to 64 Hz."""

REACH = 400
"""Samples on each side of a frame's middle that are compared."""

LONGEST_TRANSFORM = 2048
AHEAD = 6
CANDIDATES = 4
LEAP = 0.35
"""What an octave between neighbouring frames costs; the gain is a correlation, 0 to 1."""

LONG_LAGS = 0.05
"""What the longest lag costs beside the shortest, since twice a period correlates too."""

FULL, NONE = 2000.0, 2600.0
"""Hz up to which spectra count fully for periods, and from which on they do not."""


def _cut(sound: np.ndarray, frames: int) -> np.ndarray:
    """(frames, 2 · REACH): the sound about the middle of each frame."""
    padded = np.concatenate([np.zeros(REACH), sound, np.zeros(REACH + STREET.hop * 2)])
    return np.lib.stride_tricks.sliding_window_view(padded, 2 * REACH)[:: STREET.hop][:frames]


def periodicities(cut: np.ndarray) -> np.ndarray:
    """(frames, LONGEST + 2) float64: how well each lag fits as a period; 1 at lag 0."""
    hann = 0.5 - 0.5 * np.cos(np.pi * np.arange(2 * REACH) / REACH)
    hertz = np.arange(LONGEST_TRANSFORM // 2 + 1) * STREET.rate / LONGEST_TRANSFORM
    heard = (hertz > 50) * np.clip((NONE - hertz) / (NONE - FULL), 0, 1)
    raw = np.fft.irfft(np.abs(np.fft.rfft(cut * hann, LONGEST_TRANSFORM, axis=1)) * heard, axis=1)
    own = np.fft.irfft(np.abs(np.fft.rfft(hann, LONGEST_TRANSFORM)) ** 2)[: LONGEST + 2]
    return raw[:, : LONGEST + 2] / (raw[:, :1] + 1e-9) / np.sqrt(np.maximum(own / own[0], 0.2))


def correlation(cut: np.ndarray, lags: np.ndarray) -> np.ndarray:
    """(frames,) normalised cross-correlation of each frame at its lag, in whole samples, 0 to 1."""
    found = np.empty(len(cut))
    for row, (piece, lag) in enumerate(zip(cut, np.round(lags).astype(int), strict=True)):
        early, late = piece[:-lag], piece[lag:]
        quiet = 1e-7 * len(piece)
        found[row] = early @ late / np.sqrt((early @ early + quiet) * (late @ late + quiet))
    return np.clip(found, 0, 1)


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
    cut = _cut(sound, frames)
    peaks = [_peaks(row) for row in periodicities(cut)]
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
    best = lags[np.arange(frames), chosen]
    return STREET.rate / best, correlation(cut, best)
