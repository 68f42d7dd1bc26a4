# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""How much speech goes unheard, and how much else is treated as speech."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from bauta_models.listening.scenes import Scene
from bauta_models.voice.clock import STREET
from bauta_models.voice.recordings import Recording
from bauta_models.voice.running import Hear, Stretches

Listen = Callable[[np.ndarray], np.ndarray]
"""Sound (samples,) at 16,000 samples a second to how sure it is of speech, (frames,) 0 to 1."""


@dataclass(frozen=True)
class Heard:
    """What the network says of a sound: ``speech`` (T,) and, where it is known, ``speaking`` (T,) bool; its kind."""

    speech: np.ndarray
    speaking: np.ndarray
    kind: str


def listening(hear: Hear) -> Listen:
    """The network on sound."""
    return lambda sound: hear(STREET.magnitudes(STREET.spectra(sound)))[0]


def hear_scenes(listen: Listen, scenes: Iterable[Scene]) -> list[Heard]:
    """Runs a network on scenes."""
    return [Heard(listen(scene.mixed), scene.speaking, scene.noise_kind) for scene in scenes]


def hear_noises(listen: Listen, noises: Iterable[Recording], level: float = 0.05) -> list[Heard]:
    """Runs a network on sounds without a voice, brought to a common level."""
    heard = []
    for noise in noises:
        speech = listen(noise.sound * (level / (noise.sound.std() + 1e-9)))
        heard.append(Heard(speech, np.zeros(len(speech), bool), noise.who))
    return heard


def misses(heard: Iterable[Heard], rule: Stretches) -> float:
    """The share of frames of speech that are not treated as speech."""
    missed = total = 0
    for one in heard:
        treated = rule.treated(one.speech)
        missed += int((one.speaking & ~treated).sum())
        total += int(one.speaking.sum())
    return missed / max(1, total)


def false_alarms(heard: Iterable[Heard], rule: Stretches) -> dict[str, float]:
    """The share of frames treated as speech, by kind of noise."""
    shares = defaultdict(list)
    for one in heard:
        shares[one.kind].append(float(rule.treated(one.speech).mean()))
    return {kind: float(np.mean(values)) for kind, values in sorted(shares.items())}


def chosen_threshold(heard: list[Heard], most: float = 0.0007) -> float:
    """The highest threshold with which at most that share of the speech is missed, between 0.001 and 0.999.

    1 % may be missed of speakers and noises nobody knows; in noises that were trained on it has to go much better.
    """
    low, high = -7.0, 7.0  # logits; misses grow with the threshold
    for _ in range(20):
        middle = (low + high) / 2
        good = misses(heard, Stretches(on=float(1 / (1 + np.exp(-middle))))) <= most
        low, high = (middle, high) if good else (low, middle)
    return float(1 / (1 + np.exp(-low)))
