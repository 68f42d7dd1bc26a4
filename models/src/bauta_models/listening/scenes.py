# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Sound to judge by: speakers and noises that were never trained on, alone and mixed at a known level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.signal import butter, sosfilt

from bauta_models.data.splits import Side
from bauta_models.voice import recordings
from bauta_models.voice.clock import STREET
from bauta_models.voice.variants import speech_frames

STREET_NOISES = ("engine", "car_horn", "siren", "train", "wind", "footsteps")
"""Classes of ESC-50 that a street has."""

RATIOS = (0, 5, 10, 20)
RUMBLE = butter(4, 80, "highpass", fs=STREET.rate, output="sos")
SILENCE = 1.0
"""Seconds without a voice before and after each talker."""


@dataclass(frozen=True)
class Scene:
    """``voice`` and ``noise`` (samples,) float32, to be added up; ``speaking`` (frames,) bool; ``noise_kind``."""

    voice: np.ndarray
    noise: np.ndarray
    speaking: np.ndarray
    noise_kind: str

    @property
    def mixed(self) -> np.ndarray:
        """What a microphone would have heard."""
        return self.voice + self.noise


def known_speech(shared: Path) -> Iterator[recordings.Recording]:
    """One file of each held-out speaker of the set that is trained on: for choosing thresholds."""
    return recordings.speech(shared, wanted=recordings.speakers_for(Side.HELD_OUT))


def judged_speech(shared: Path) -> Iterator[recordings.Recording]:
    """A set whose speakers are all held out: for judging."""
    return recordings.speech(shared, recordings.OTHER)


def usual_noises(shared: Path) -> list[recordings.Recording]:
    """Noises of the kinds that are trained on: for choosing thresholds."""
    noises = [*recordings.backgrounds(shared), *recordings.events(shared, Side.TRAINING)]
    return [noise for noise in noises if noise.who not in recordings.VOICE_LIKE]


def street_noises(shared: Path) -> list[recordings.Recording]:
    """Noises of a street that were never trained on: for judging."""
    return [noise for noise in recordings.events(shared, Side.HELD_OUT) if noise.who in STREET_NOISES]


def scenes(
    speech: Iterable[recordings.Recording], noises: list[recordings.Recording], ratio: float, seed: int = 7
) -> Iterator[Scene]:
    """Each recording in one of the noises, ``ratio`` dB louder than it (both measured where they are loud)."""
    rng = np.random.default_rng((seed, round(ratio) + 100))
    for recording in speech:
        noise = noises[rng.integers(len(noises))]
        yield scene_of(recording.sound, noise.sound, noise.who, ratio, rng)


def scene_of(voice: np.ndarray, noise: np.ndarray, kind: str, ratio: float, rng: np.random.Generator) -> Scene:
    """A voice with silence about it, in noise from a random place on, repeated as often as needed.

    What lies below 80 Hz in the recording of the voice is not voice and is taken away first.
    """
    voice = sosfilt(RUMBLE, voice)
    padded = np.pad(voice, round(SILENCE * STREET.rate)).astype(np.float32)
    rolled = np.roll(noise, -int(rng.integers(len(noise))))
    under = np.tile(rolled, -(-len(padded) // len(noise)))[: len(padded)]
    under = under * (loud_level(voice) / (loud_level(noise) + 1e-9) * 10 ** (-ratio / 20))
    gain = min(1.0, 0.9 / (np.abs(padded + under).max() + 1e-9))
    speaking = np.zeros(STREET.frames(len(padded)), bool)
    inside = speech_frames(voice)
    begin = round(SILENCE * STREET.rate / STREET.hop)
    speaking[begin : begin + len(inside)] = inside[: len(speaking) - begin]
    return Scene(padded * gain, (under * gain).astype(np.float32), speaking, kind)


def loud_level(sound: np.ndarray) -> float:
    """The root mean square over the louder half of a sound's frames."""
    frames = np.square(sound[: len(sound) // 256 * 256].astype(np.float64)).reshape(-1, 256).mean(axis=1)
    return float(np.sqrt(np.sort(frames)[len(frames) // 2 :].mean()))
