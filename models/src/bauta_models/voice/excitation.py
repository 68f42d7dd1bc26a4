# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What makes a voice sound before mouth and throat shape it: pulses at a pitch, and noise.

The spectrum of a pulse at any moment within a frame is known exactly, so pulses need not lie on samples and there is
nothing to filter.
"""

from __future__ import annotations

import numpy as np

from bauta_models.voice.clock import BINS, STREET


def pulse_times(hertz: np.ndarray, phase: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """When pulses fall, in samples from the middle of frame 0, and their amplitudes, for a pitch (T,) by frame.

    Between the middles of frames the pitch moves along a line. A pulse falls whenever the phase, in turns, passes a
    whole number; its amplitude is the square root of its period in samples, so that power does not hang on pitch.
    """
    samples = np.arange((len(hertz) - 1) * STREET.hop + 1)
    turns = np.interp(samples, np.arange(len(hertz)) * STREET.hop, hertz) / STREET.rate
    passed = phase + np.concatenate([[0.0], np.cumsum(turns[1:])])
    at = np.flatnonzero(np.diff(np.floor(passed)) > 0)
    times = at + (np.floor(passed[at + 1]) - passed[at]) / turns[at + 1]
    return times, 1 / np.sqrt(turns[at + 1])


def pulse_spectra(hertz: np.ndarray, phase: float = 0.0) -> np.ndarray:
    """(T, 257) complex128: the spectra, at the clock of 16,000 samples a second, of those pulses."""
    spectra = np.zeros((len(hertz), BINS), complex)
    turn = -2j * np.pi * np.arange(BINS) / STREET.window
    for time, amplitude in zip(*pulse_times(hertz, phase), strict=True):
        first = int(time // STREET.hop)
        for frame in (first, first + 1):
            inside = time - (frame - 1) * STREET.hop
            if frame < len(hertz):
                spectra[frame] += amplitude * np.sin(np.pi * inside / STREET.window) * np.exp(turn * inside)
    return spectra


DELAY = 24.0
"""Samples by which the highest tones of a pulse come later, and the lowest earlier, than its middle."""


def smeared() -> np.ndarray:
    """(257,) complex128: factors of a pulse's bins, all of magnitude 1, that spread it over 3 ms as a throat does.

    The delay grows evenly from −DELAY to DELAY samples, so the phase is a parabola.
    """
    bins = np.arange(BINS)
    return np.exp(-2j * np.pi / STREET.window * DELAY * (bins**2 / (BINS - 1) - bins))


def noise_spectra(noise: np.ndarray, frames: int) -> np.ndarray:
    """(frames, 257) complex128 of noise of unit power, ((frames + 1) · 256,) samples, frame 0 first."""
    cut = np.lib.stride_tricks.sliding_window_view(noise, STREET.window)[:: STREET.hop][:frames]
    return np.fft.rfft(cut * STREET.taper(), axis=1)
