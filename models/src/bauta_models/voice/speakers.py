# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Who speaks, as far as statistics tell, and who shall seem to speak.

Adaptive instance normalisation (Huang and Belongie, arXiv:1703.06868) over bands: a speaker's running mean and spread
go, those of a drawn pseudo-speaker come.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bauta_models.voice import envelope

LOUD = 6.0
"""Natural logarithms of power below the loudest: where statistics are taken."""

LEAST_MOST_SPREAD = (0.05**2, 0.3**2)
"""Squares of what a melody's spread may be taken for; octaves told wrongly widen it."""

FORGETS = 0.01
"""How much the loudest falls by, each frame."""


@dataclass(frozen=True)
class Strength:
    """How far pseudo-speakers are from each other.

    Half the range of the natural logarithm by which formants move (``warp``), all bands spread (``spread``), the mean
    pitch lies off (``pitch``), the melody spreads (``pitch_spread``). ``offsets`` and ``profile``: how large the drawn
    shapes are that are added to the mean and to the logarithm of the spread; the first in the speakers' own
    differences. ``breath``: the most that voiced sound loses; ``voicing``: half the range by which frames count as more
    or less voiced. ``pace`` and ``paces``: how much of the frame before stays in a frame, its mean and half the range
    of its drawn shape; below 0 changes are made sharper. ``throat``: by how much formants move down for a voice that is
    higher than the average, logarithm for logarithm, so that large and small throats sound alike. ``heard``: frames
    that the average speaker counts for at the beginning; ``memory``: frames after which old ones fade.
    """

    warp: float = 0.2
    offsets: float = 1.5
    spread: float = 0.2
    profile: float = 0.5
    pitch: float = 0.35
    pitch_spread: float = 0.3
    breath: float = 0.3
    voicing: float = 0.25
    pace: float = 0.1
    paces: float = 0.45
    throat: float = 0.3
    heard: float = 30.0
    memory: float = 330.0


PROFILE = 4
"""Cosines of which the profile of spreads and that of paces are made."""

DRAWS = 6 + 2 * PROFILE + len(envelope.SPEAKERS)
"""Numbers that make a pseudo-speaker, each evenly from −1 to 1: warp, spread, pitch, spread of pitch, breath, voicing,
then the coefficients of the profiles of spread and pace, and of the mean."""

EVEN = np.sqrt(3)
"""Numbers evenly from −1 to 1, times this, have variance 1."""


@dataclass(frozen=True)
class PseudoSpeaker:
    """``mean``, ``spread`` and ``pace`` (40,) of the bands; ``warp``; ``pitch`` and ``pitch_spread`` of the logarithm
    of Hz; ``breath``, the share of voiced sound that stays voiced; ``voicing``, what is added to how voiced frames are.
    """

    mean: np.ndarray
    spread: np.ndarray
    pace: np.ndarray
    warp: float
    pitch: float
    pitch_spread: float
    breath: float
    voicing: float


def average_speaker() -> tuple[np.ndarray, np.ndarray]:
    """Mean and spread (40,) of the bands of the average speaker."""
    mean = np.array(envelope.AVERAGE) @ envelope.cosines(len(envelope.AVERAGE))
    return mean, np.array(envelope.SPREAD) @ envelope.cosines(len(envelope.SPREAD))


def pseudo_speaker(draws: np.ndarray, strength: Strength) -> PseudoSpeaker:
    """Who speaks in a stretch, by ``draws`` (DRAWS,)."""
    mean, spread = average_speaker()
    profiles = EVEN / np.sqrt(PROFILE) * envelope.cosines(PROFILE + 1)[1:]
    offsets = EVEN * np.array(envelope.SPEAKERS)[:, None] * envelope.cosines(len(envelope.SPEAKERS) + 1)[1:]
    spreads, paces, shapes = np.split(draws[6:], [PROFILE, 2 * PROFILE])
    return PseudoSpeaker(
        mean=mean + strength.offsets * (shapes @ offsets),
        spread=spread * np.exp(strength.spread * draws[1] + strength.profile * (spreads @ profiles)),
        pace=np.clip(strength.pace + strength.paces * (paces @ profiles), *PACES),
        warp=np.exp(strength.warp * draws[0]),
        pitch=envelope.PITCH + strength.pitch * draws[2],
        pitch_spread=envelope.PITCH_SPREAD * np.exp(strength.pitch_spread * draws[3]),
        breath=1 - strength.breath * (1 + draws[4]) / 2,
        voicing=strength.voicing * draws[5],
    )


PACES = (-0.35, 0.5)
"""What a pace may be."""


@dataclass(frozen=True)
class Heard:
    """By frame, what was heard of the true speaker so far: ``mean`` and ``spread`` (T, 40), ``pitch`` and
    ``pitch_spread`` (T,), ``voiced`` (T,) how voiced loud frames are."""

    mean: np.ndarray
    spread: np.ndarray
    pitch: np.ndarray
    pitch_spread: np.ndarray
    voiced: np.ndarray


def heard_speakers(bands: np.ndarray, hertz: np.ndarray, voiced: np.ndarray, strength: Strength) -> Heard:
    """Running statistics of a stretch from its beginning, which the average speaker stands in for at first.

    ``bands`` (T, 40) logarithms of power, ``hertz`` and ``voiced`` (T,).
    """
    level = bands.mean(axis=1)
    mean, spread = average_speaker()
    square, pitch, pitch_square, usual = spread**2, envelope.PITCH, envelope.PITCH_SPREAD**2, envelope.VOICING
    count, count_pitch, loudest = strength.heard, strength.heard / 3, -np.inf
    rows = []
    for k in range(len(bands)):
        loudest = max(level[k], loudest - FORGETS)
        if level[k] > loudest - LOUD:
            count = min(count + 1, strength.memory)
            off = bands[k] - level[k] - mean
            mean = mean + off / count
            square = (1 - 1 / count) * (square + off * off / count)
            usual += (voiced[k] - usual) / count
            if voiced[k] > 0.7:
                count_pitch = min(count_pitch + 1, strength.memory)
                off = np.log(hertz[k]) - pitch
                pitch += off / count_pitch
                pitch_square = (1 - 1 / count_pitch) * (pitch_square + off * off / count_pitch)
        rows.append((mean, np.sqrt(square), pitch, np.sqrt(np.clip(pitch_square, *LEAST_MOST_SPREAD)), usual))
    return Heard(*(np.array(part) for part in zip(*rows, strict=True)))
