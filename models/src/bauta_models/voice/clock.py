# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The clock of all work on sound: frames of 32 ms every 16 ms, whatever the sampling rate.

Frame k covers the samples ``(k − 1) · hop`` to ``(k + 1) · hop``; what lies before the beginning is silence. The window
is the square root of a periodic Hann window, used before analysis and after synthesis, so that frames that were not
touched add up to the samples that they came from. Bins lie 31.25 Hz apart at every rate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

BINS = 257
"""Bins that the network sees: 0 to 8 kHz."""

FRAMES_A_SECOND = 62.5


@dataclass(frozen=True)
class Clock:
    """The frames at one sampling rate, 16,000 or 48,000 samples a second."""

    rate: int = 16_000

    def __post_init__(self) -> None:
        if self.rate not in (16_000, 48_000):
            raise ValueError(f"sound has 16,000 or 48,000 samples a second here, not {self.rate}")

    @property
    def window(self) -> int:
        """Samples of a frame."""
        return self.rate * 512 // 16_000

    @property
    def hop(self) -> int:
        """Samples from one frame to the next."""
        return self.window // 2

    @property
    def bins(self) -> int:
        """Bins of a spectrum at this rate."""
        return self.hop + 1

    def taper(self) -> np.ndarray:
        """(window,) float64."""
        return np.sin(np.pi * np.arange(self.window) / self.window)

    def frames(self, samples: int) -> int:
        """How many frames there are for so many samples, so that each of them is covered twice."""
        return -(-samples // self.hop) + 1

    def spectra(self, sound: np.ndarray) -> np.ndarray:
        """(frames, bins) complex128 of sound (samples,) in −1..1; the last frames are filled up with silence."""
        frames = self.frames(len(sound))
        padded = np.zeros((frames + 1) * self.hop)
        padded[self.hop : self.hop + len(sound)] = sound
        cut = np.lib.stride_tricks.sliding_window_view(padded, self.window)[:: self.hop]
        return np.fft.rfft(cut * self.taper(), axis=1)

    def sound(self, spectra: np.ndarray, samples: int) -> np.ndarray:
        """(samples,) float64: the frames added up again."""
        pieces = np.fft.irfft(spectra, self.window, axis=1) * self.taper()
        padded = np.zeros((len(spectra) + 1) * self.hop)
        padded[: -self.hop] += pieces[:, : self.hop].ravel()
        padded[self.hop :] += pieces[:, self.hop :].ravel()
        return padded[self.hop : self.hop + samples]

    def magnitudes(self, spectra: np.ndarray) -> np.ndarray:
        """(frames, 257) float32: what the network takes, scaled as at 16,000 samples a second."""
        return (np.abs(spectra[:, :BINS]) * (512 / self.window)).astype(np.float32)


STREET = Clock()
"""The network's own rate."""
