# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""How much speech goes unheard, and how much else is treated as speech."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from bauta_models.listening.scenes import Scene
from bauta_models.voice.clock import STREET
from bauta_models.voice.recordings import Recording
from bauta_models.voice.running import Hear, Stretches


@dataclass(frozen=True)
class Heard:
    """What the network says of a sound: ``speech`` (T,) and, where it is known, ``speaking`` (T,) bool; its kind."""

    speech: np.ndarray
    speaking: np.ndarray
    kind: str


def hear_scenes(hear: Hear, scenes: Iterable[Scene]) -> list[Heard]:
    """Runs a network on scenes."""
    return [
        Heard(hear(STREET.magnitudes(STREET.spectra(scene.mixed)))[0], scene.speaking, scene.noise_kind)
        for scene in scenes
    ]


def hear_noises(hear: Hear, noises: Iterable[Recording], level: float = 0.05) -> list[Heard]:
    """Runs a network on sounds without a voice, brought to a common level."""
    heard = []
    for noise in noises:
        sound = noise.sound * (level / (noise.sound.std() + 1e-9))
        speech = hear(STREET.magnitudes(STREET.spectra(sound)))[0]
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


def chosen_rule(heard: list[Heard], most: float = 0.005, usual: Stretches | None = None) -> Stretches:
    """The rule with the highest threshold that misses at most that share; ``off`` is half of ``on``."""
    usual = usual or Stretches()
    for on in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02):
        rule = Stretches(on, on / 2, usual.before, usual.after)
        if misses(heard, rule) <= most:
            return rule
    return rule
