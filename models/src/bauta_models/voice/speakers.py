# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Who speaks, as far as statistics tell, and who shall seem to speak.

Adaptive instance normalisation (Huang and Belongie, arXiv:1703.06868) over bands: a speaker's running mean and spread
go, those of a drawn pseudo-speaker come.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bauta_models.voice import envelope, shapes

LOUD = 6.0
"""Natural logarithms of power below the loudest: where statistics are taken."""

LEAST_MOST_SPREAD = (0.05**2, 0.3**2)
"""Squares of what a melody's spread may be taken for; octaves told wrongly widen it."""

FORGETS = 0.01
"""How much the loudest falls by, each frame."""


@dataclass(frozen=True)
class Strength:
    """How far pseudo-speakers are from each other, and from whoever spoke.

    Half the range of the natural logarithm by which formants move (``warp``), all bands spread (``spread``), the mean
    pitch lies off (``pitch``), the melody spreads (``pitch_spread``). ``offsets`` and ``profile``: how large the drawn
    shapes are that are added to the mean and to the logarithm of the spread; the first in the speakers' own
    differences. ``breath``: the most that voiced sound loses; ``voicing``: half the range by which frames count as more
    or less voiced. ``throat``: by how much formants move down for a voice that is higher than the average, logarithm
    for logarithm, so that large and small throats sound alike. ``melody``: how wide the average pseudo-speaker's melody
    swings, of the average speaker's. ``alike``: how far a frame goes towards the shape that the network ``mouth``
    says an average mouth would make; ``lively``: by how much mouths move more after that, since a mean of shapes
    mumbles. ``softness``: over which squared distance shapes count as near when a speaker's mean is told.
    """

    warp: float = 0.15
    offsets: float = 1.5
    spread: float = 0.1
    profile: float = 0.3
    pitch: float = 0.35
    pitch_spread: float = 0.3
    breath: float = 0.3
    voicing: float = 0.25
    throat: float = 0.3
    melody: float = 0.7
    alike: float = 0.5
    softness: float = 5.0
    lively: float = 1.2


BEGINS_WITH, SPREAD_BEGINS_WITH, PITCH_BEGINS_WITH = 1.0, 15.0, 2.0
"""Frames that the average speaker counts for at the beginning: in the mean, in spread and voicing, in the pitch."""

MEMORY = 1000.0
"""Frames after which old ones fade."""

UNSURE, UNSURE_FRAMES = 30.0, 5.0
"""How many times softer shapes are told apart at the beginning, while nobody knows whose they are, and how fast that
goes over."""

PROFILE = 4
"""Cosines of which the profile of spreads is made."""

DRAWS = 6 + PROFILE + len(envelope.SPEAKERS)
"""Numbers that make a pseudo-speaker, each evenly from −1 to 1: warp, spread, pitch, spread of pitch, breath, voicing,
then the coefficients of the profile of spread, and of the mean."""

EVEN = np.sqrt(3)
"""Numbers evenly from −1 to 1, times this, have variance 1."""


@dataclass(frozen=True)
class PseudoSpeaker:
    """``mean`` and ``spread`` (40,) of the bands; ``warp``; ``pitch`` and ``pitch_spread`` of the logarithm
    of Hz; ``breath``, the share of voiced sound that stays voiced; ``voicing``, what is added to how voiced frames are.
    """

    mean: np.ndarray
    spread: np.ndarray
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
    spreads, means = np.split(draws[6:], [PROFILE])
    return PseudoSpeaker(
        mean=mean + strength.offsets * (means @ offsets),
        spread=spread * np.exp(strength.spread * draws[1] + strength.profile * (spreads @ profiles)),
        warp=np.exp(strength.warp * draws[0]),
        pitch=envelope.PITCH + strength.pitch * draws[2],
        pitch_spread=strength.melody * envelope.PITCH_SPREAD * np.exp(strength.pitch_spread * draws[3]),
        breath=1 - strength.breath * (1 + draws[4]) / 2,
        voicing=strength.voicing * draws[5],
    )


@dataclass(frozen=True)
class Heard:
    """By frame, what was heard of the true speaker so far: ``mean`` and ``spread`` (T, 40), ``pitch`` and
    ``pitch_spread`` (T,), ``voiced`` (T,) how voiced loud frames are."""

    mean: np.ndarray
    spread: np.ndarray
    pitch: np.ndarray
    pitch_spread: np.ndarray
    voiced: np.ndarray

    def ahead(self, frames: int) -> Heard:
        """What is known so many frames later, at the end what is known then."""
        at = np.minimum(np.arange(len(self.pitch)) + frames, len(self.pitch) - 1)
        return Heard(self.mean[at], self.spread[at], self.pitch[at], self.pitch_spread[at], self.voiced[at])


def heard_speakers(bands: np.ndarray, hertz: np.ndarray, voiced: np.ndarray, softness: float) -> Heard:
    """Running statistics of a stretch from its beginning, which the average speaker stands in for at first.

    ``bands`` (T, 40) logarithms of power, ``hertz`` and ``voiced`` (T,). The mean is that of what frames have beyond
    the shapes they lie near, so that it does not hang on what is being said.
    """
    level, centres = bands.mean(axis=1), shapes.known()
    mean, spread = average_speaker()
    square, pitch, pitch_square, usual = spread**2, envelope.PITCH, envelope.PITCH_SPREAD**2, envelope.VOICING
    count, spread_count, pitch_count, loudest = BEGINS_WITH, SPREAD_BEGINS_WITH, PITCH_BEGINS_WITH, -np.inf
    rows = []
    for k in range(len(bands)):
        loudest = max(level[k], loudest - FORGETS)
        if level[k] > loudest - LOUD:
            count, spread_count = min(count + 1, MEMORY), min(spread_count + 1, MEMORY)
            shape, measure = bands[k] - level[k], np.maximum(np.sqrt(square), envelope.LEAST_SPREAD)
            soft = softness * (1 + UNSURE / (1 + (count - BEGINS_WITH) / UNSURE_FRAMES))
            said = shapes.near(((shape - mean) / measure)[None], centres, soft)[0]
            mean = mean + (shape - measure * said - mean) / count
            off = shape - mean
            square = (1 - 1 / spread_count) * (square + off * off / spread_count)
            usual += (voiced[k] - usual) / spread_count
            if voiced[k] > 0.7:
                pitch_count = min(pitch_count + 1, MEMORY)
                off = np.log(hertz[k]) - pitch
                pitch += off / pitch_count
                pitch_square = (1 - 1 / pitch_count) * (pitch_square + off * off / pitch_count)
        rows.append((mean, np.sqrt(square), pitch, np.sqrt(np.clip(pitch_square, *LEAST_MOST_SPREAD)), usual))
    return Heard(*(np.array(part) for part in zip(*rows, strict=True)))
