# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Another voice, same words and melody: what makes a speaker known is replaced, and the voice is made anew.

Nothing of the voice's own signal goes into the result: a pitch, a degree of voicing, 40 numbers of shape and one of
level a frame do, and from them pulses and noise are shaped into a voice, as vocoders do (Morise et al., WORLD, IEICE
Transactions E99-D, 2016). All frames are those of one stretch of speech.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from bauta_models.voice import envelope, excitation, pitch
from bauta_models.voice.clock import BINS, STREET
from bauta_models.voice.speakers import DRAWS, PseudoSpeaker, Strength, heard_speakers, pseudo_speaker

KNEE = 190.0
"""Bins from 0 to which (5.9 kHz) formants move in proportion; above, the rest is stretched or squeezed to fit."""

VOICELESS, FULL_VOICE = 0.35, 0.8
"""Correlations below and above which a frame is all noise and all pulses."""

HIGHEST_PULSES, SOFT = 200.0, 16.0
"""The bin above which even a fully voiced frame is noise, and how softly one passes into the other."""

LOWEST_PITCH, HIGHEST_PITCH = 60.0, 500.0


@dataclass(frozen=True)
class Analysis:
    """What is kept of a stretch: ``bands`` (T, 40), ``hertz`` and ``voiced`` (T,), ``power`` (T,) of bins 3 to 256."""

    bands: np.ndarray
    hertz: np.ndarray
    voiced: np.ndarray
    power: np.ndarray


def analyse(spectra: np.ndarray) -> Analysis:
    """Takes a stretch of the speech part apart; ``spectra`` (T, 257) at the clock of 16,000 samples a second."""
    sound = STREET.sound(spectra, (len(spectra) - 1) * STREET.hop)
    hertz, voiced = pitch.track(sound, len(spectra))
    bands = envelope.log_bands(spectra, hertz, voiced)
    return Analysis(bands, hertz, voiced, powers(spectra))


def powers(spectra: np.ndarray) -> np.ndarray:
    """(T,) the power of the bins that may be speech."""
    return (np.abs(spectra[:, envelope.BACKGROUND_BINS :]) ** 2).sum(axis=1)


def convert(stretch: Analysis, draws: np.ndarray, noise: np.ndarray, strength: Strength) -> np.ndarray:
    """(T, 257) complex128: the stretch in another voice.

    ``draws`` (DRAWS,) evenly from −1 to 1; ``noise`` ((T + 1) · 256,) of mean 0 and variance 1.
    """
    voice = pseudo_speaker(draws, strength)
    heard = heard_speakers(stretch.bands, stretch.hertz, stretch.voiced, strength)
    shape = stretch.bands - stretch.bands.mean(axis=1, keepdims=True)
    shape = (shape - heard.mean) / np.maximum(heard.spread, 0.3)
    warps = voice.warp * np.exp(-strength.throat * (heard.pitch - envelope.PITCH))
    shape = voice.mean + voice.spread * np.stack(
        [np.interp(moved(warp), envelope.MIDDLES, row) for warp, row in zip(warps, shape, strict=True)]
    )
    for k in range(1, len(shape)):
        shape[k] += voice.pace * (shape[k - 1] - shape[k])
    stretch = replace(stretch, voiced=stretch.voiced + envelope.VOICING - heard.voiced)
    melody = (np.log(stretch.hertz) - heard.pitch) / heard.pitch_spread
    hertz = np.exp(voice.pitch + voice.pitch_spread * np.clip(melody, -4, 4))
    return spoken(shape, np.clip(hertz, LOWEST_PITCH, HIGHEST_PITCH), stretch, voice, noise)


def moved(warp: float) -> np.ndarray:
    """(40,) where each band of the new voice looks in the old one, in bins."""
    knee = min(KNEE, KNEE * warp)
    return np.interp(envelope.MIDDLES, [0, knee, BINS - 1], [0, knee / warp, BINS - 1])


def spoken(
    shape: np.ndarray, hertz: np.ndarray, stretch: Analysis, voice: PseudoSpeaker, noise: np.ndarray
) -> np.ndarray:
    """(T, 257): pulses and noise in the given shapes (T, 40), each frame as powerful as it was."""
    bins = np.arange(BINS)
    magnitudes = np.stack([np.interp(bins, envelope.MIDDLES, row) for row in shape])
    magnitudes = np.exp(0.5 * (magnitudes - magnitudes.max(axis=1, keepdims=True)))
    sure = np.clip((stretch.voiced + voice.voicing - VOICELESS) / (FULL_VOICE - VOICELESS), 0, 1) * voice.breath
    pulses = sure[:, None] / (1 + np.exp((bins - HIGHEST_PULSES * sure[:, None]) / SOFT))
    made = np.sqrt(pulses) * excitation.pulse_spectra(hertz) * excitation.smeared()
    made += np.sqrt(1 - pulses) * excitation.noise_spectra(noise, len(shape))
    made *= magnitudes
    made[:, : envelope.BACKGROUND_BINS] = 0
    return made * np.sqrt(stretch.power / (powers(made) + 1e-12))[:, None]


def draws_for(frames: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draws and noise for a stretch, for judging; on the edge they come from secret keys."""
    return rng.uniform(-1, 1, DRAWS), rng.standard_normal((frames + 1) * STREET.hop)
