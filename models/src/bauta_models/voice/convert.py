# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Another voice, same words and melody: what makes a speaker known is replaced, and the voice is made anew.

Nothing of the voice's own signal goes into the result: a pitch, a degree of voicing, a level and 40 numbers of shape a
frame do, and the shape moves towards what the network ``mouth`` says that an average mouth would do. From them pulses
and noise are shaped into a voice, as vocoders do (Morise et al., WORLD, IEICE Transactions E99-D, 2016). All frames are
those of one stretch of speech.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from bauta_models.voice import envelope, excitation, mouths, pitch
from bauta_models.voice.clock import BINS, STREET
from bauta_models.voice.speakers import DRAWS, FORGETS, PseudoSpeaker, Strength, heard_speakers, pseudo_speaker

VOICELESS, FULL_VOICE = 0.35, 0.8
"""Correlations below and above which a frame is all noise and all pulses."""

HARDLY_VOICED, SURELY_VOICED = 0.45, 0.6
"""Converted frames are voiceless below the first and fully voiced above the second: between lies how hoarse one is."""

HIGHEST_PULSES, SOFT = 200.0, 16.0
"""The bin above which even a fully voiced frame is noise, and how softly one passes into the other."""

LOWEST_PITCH, HIGHEST_PITCH = 60.0, 500.0

AHEAD = 4
"""Frames after a frame that are heard before it is converted: what is known of the speaker is known by then."""

GLIDE = np.hanning(2 * AHEAD + 3)[1:-1]
"""Weights of frames, ``AHEAD`` on each side, over which the melody is smoothed: how a throat trembles is its own."""

ROOM = 25.0 / 4.343
"""Natural logarithms of power below the loudest: what is quieter is more of the room than of the voice."""

LEAST_POWER = 1e-12


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


def convert(
    stretch: Analysis, draws: np.ndarray, noise: np.ndarray, strength: Strength, say: mouths.Say | None = None
) -> np.ndarray:
    """(T, 257) complex128: the stretch in another voice.

    ``draws`` (DRAWS,) evenly from −1 to 1; ``noise`` ((T + 1) · 256,) of mean 0 and variance 1; ``say`` is the exported
    ``mouth`` unless another is given.
    """
    voice = pseudo_speaker(draws, strength)
    speaker = heard_speakers(stretch.bands, stretch.hertz, stretch.voiced, strength.softness)
    heard = mouths.heard(stretch.bands, stretch.voiced, speaker, strength.throat)
    known = speaker.ahead(AHEAD)
    shape = mouths.own(stretch.bands, known, strength.throat)
    shape += strength.alike * ((say or mouths.exported())(heard) - shape)
    shape = voice.mean + voice.spread * mouths.moved(np.full(len(shape), voice.warp), strength.lively * shape)
    sure = (stretch.voiced + envelope.VOICING - known.voiced - HARDLY_VOICED) / (SURELY_VOICED - HARDLY_VOICED)
    voiced = VOICELESS + (FULL_VOICE - VOICELESS) * np.clip(sure, 0, 1)
    stretch = replace(stretch, voiced=voiced, power=_without_room(stretch.power))
    melody = (_gliding(np.log(stretch.hertz)) - known.pitch) / known.pitch_spread
    hertz = np.exp(voice.pitch + voice.pitch_spread * np.clip(melody, -4, 4))
    return spoken(shape, np.clip(hertz, LOWEST_PITCH, HIGHEST_PITCH), stretch, voice, noise)


def _gliding(pitch: np.ndarray) -> np.ndarray:
    """(T,) the logarithm of the pitch, smoothed; the first and the last frame stand for those that are not there."""
    return np.convolve(np.pad(pitch, len(GLIDE) // 2, mode="edge"), GLIDE / GLIDE.sum(), "valid")


def _without_room(power: np.ndarray) -> np.ndarray:
    """(T,) what is far below the loudest so far made twice as far below: echoes and hiss tell of the place."""
    kept, loudest = np.empty(len(power)), -np.inf
    for k, level in enumerate(np.log(power + LEAST_POWER)):
        loudest = max(level, loudest - FORGETS)
        kept[k] = np.exp(level - max(0.0, loudest - ROOM - level))
    return kept


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
    return made * np.sqrt(stretch.power / (powers(made) + LEAST_POWER))[:, None]


def draws_for(frames: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draws and noise for a stretch, for judging; on the edge they come from secret keys."""
    return rng.uniform(-1, 1, DRAWS), rng.standard_normal((frames + 1) * STREET.hop)
