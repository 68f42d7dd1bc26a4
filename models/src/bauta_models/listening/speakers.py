# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Attackers who want to know who spoke, as the VoicePrivacy Challenge defines them (arXiv:2404.02677).

*Ignorant*: compares anonymised speech with original speech, and knows nothing. *Lazy-informed*: has anonymised both,
but learnt on original speech. *Semi-informed*: learnt on speech that the same system anonymised; the one that counts.

Each has two ways to describe a voice: the embedding of Resemblyzer (Wan et al., arXiv:1710.10467), and statistics of
spectrum, cepstrum and pitch of our own. Both are compared by probabilistic linear discriminant analysis with two
covariances (Brümmer and de Villiers, Odyssey 2010), after linear discriminant analysis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from scipy.fft import dct
from scipy.linalg import eigh
from scipy.stats import skew

from bauta_models.listening.packages import needed
from bauta_models.voice import envelope, pitch
from bauta_models.voice.clock import BINS, STREET

Describe = Callable[[np.ndarray], np.ndarray]
"""Sound (samples,) at 16,000 samples a second to a description (n,)."""

LOUD = 5.0
"""Natural logarithms of power below the loudest twentieth: frames that are described."""


@dataclass(frozen=True)
class Described:
    """Descriptions (n, d) of n pieces of speech, and who spoke each."""

    rows: np.ndarray
    speakers: list[str]


def described(pieces: Iterable[tuple[str, np.ndarray]], describe: Describe) -> Described:
    """Describes pieces of speech, given as speaker and sound."""
    speakers, rows = zip(*((who, describe(sound)) for who, sound in pieces), strict=True)
    return Described(np.array(rows), list(speakers))


def resemblyzer() -> Describe:
    """The embedding, 256 numbers. Raises ``ModuleNotFoundError`` with what to install."""
    package, audio = needed("resemblyzer"), needed("resemblyzer.audio")
    encoder = package.VoiceEncoder("cpu", verbose=False)

    def describe(sound: np.ndarray) -> np.ndarray:
        return encoder.embed_utterance(audio.normalize_volume(sound.astype(np.float32), -30))

    return describe


def statistics(sound: np.ndarray) -> np.ndarray:
    """240 numbers: means, spreads of 40 bands, of their changes, of cepstra in voiced and all frames; melody; pace."""
    spectra = STREET.spectra(sound)
    bands = np.log(np.abs(spectra) ** 2 @ _triangles() + 1e-6)
    level = bands.mean(axis=1)
    on = level > np.percentile(level, 95) - LOUD
    shape = bands - level[:, None]
    cepstra = dct(shape, norm="ortho", axis=1)[:, 1:25]
    moving, changing = np.gradient(shape, axis=0), np.gradient(cepstra, axis=0)
    hertz, voiced = pitch.track(sound, len(spectra))
    sung = on & (voiced > 0.6)
    sung = sung if sung.sum() > 5 else on
    melody = np.log(hertz[sung])
    told = [shape[on].mean(axis=0), shape[on].std(axis=0), moving[on].std(axis=0), cepstra[sung].mean(axis=0)]
    told += [cepstra[on].std(axis=0), changing[on].std(axis=0), skew(cepstra[on], axis=0)]
    pace = [sung.mean(), on.mean(), voiced[on].mean(), np.abs(np.diff(on.astype(int))).mean()]
    return np.nan_to_num(np.concatenate([*told, [melody.mean(), melody.std(), np.abs(np.diff(melody)).mean(), *pace]]))


def _triangles() -> np.ndarray:
    """(257, 40): bands that overlap by half, evenly in mel from 50 to 7,800 Hz."""
    edges = np.linspace(envelope.mel(50.0), envelope.mel(7800.0), 42)
    places = envelope.mel(np.arange(BINS) * envelope.HERTZ_A_BIN)
    rising = (places[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - places[:, None]) / (edges[2:] - edges[1:-1])
    return np.maximum(0, np.minimum(rising, falling))


class Backend:
    """Learns from described speech of many speakers what tells them apart.

    ``kept`` directions stay; the within-speaker covariance is mixed with ``shrink`` of a plain one, since there are few
    pieces of each speaker.
    """

    def __init__(self, learnt: Described, kept: int = 40, shrink: float = 0.5) -> None:
        who = np.array(learnt.speakers)
        self._mean, self._scale = learnt.rows.mean(axis=0), learnt.rows.std(axis=0) + 1e-6
        rows = (learnt.rows - self._mean) / self._scale
        names = sorted(set(learnt.speakers))
        means = np.array([rows[who == name].mean(axis=0) for name in names])
        off = rows - means[np.searchsorted(names, who)]
        within = off.T @ off / max(1, len(rows) - len(names))
        within = (1 - shrink) * within + shrink * np.trace(within) / len(within) * np.eye(len(within))
        between = np.cov(means.T) - within * len(names) / len(rows)
        strengths, directions = eigh(between, within)
        best = np.argsort(-strengths)[:kept]
        self._between, self._directions = np.maximum(strengths[best], 1e-4), directions[:, best]

    def scores(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """(n, m) log likelihood ratios that row i of ``one`` (n, d) and row j of ``other`` (m, d) are one speaker."""
        a, b = (((rows - self._mean) / self._scale) @ self._directions for rows in (one, other))
        total = self._between + 1
        determinant = total**2 - self._between**2
        squares = (a**2) @ (total / determinant - 1 / total)
        squares = squares[:, None] + (b**2) @ (total / determinant - 1 / total)
        crossed = (a * (2 * self._between / determinant)) @ b.T
        return -0.5 * (squares - crossed + (np.log(determinant) - 2 * np.log(total)).sum())


def cosines(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """(n, m) cosines of rows."""
    a, b = (rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9) for rows in (one, other))
    return a @ b.T


def error_rate(scores: np.ndarray, same: np.ndarray) -> float:
    """The equal error rate, 0 to 1, of scores with the truth (bool)."""
    order = np.argsort(scores, kind="stable")
    truth = same[order]
    missed = np.cumsum(truth) / max(1, truth.sum())
    wrong = 1 - np.cumsum(~truth) / max(1, (~truth).sum())
    at = int(np.argmin(np.abs(missed - wrong)))
    return float((missed[at] + wrong[at]) / 2)


def verification(score: Callable, enrolled: Described, tested: Described) -> float:
    """The equal error rate over all pairs of an enrolled and another tested piece."""
    scores = score(enrolled.rows, tested.rows)
    same = np.array(enrolled.speakers)[:, None] == np.array(tested.speakers)[None]
    others = ~np.eye(len(scores), len(scores[0]), dtype=bool)
    return error_rate(scores[others], same[others])


def attacks(original: dict[str, Described], anonymised: dict[str, Described], embedded: bool) -> dict[str, float]:
    """Equal error rates by attacker. Both hold ``training`` and ``tested``, the same pieces in the same order.

    ``embedded``: compare by cosine too, as embeddings are meant to be.
    """
    shrink = 0.8 if embedded else 0.5  # what knows speakers best in original speech
    knows = Backend(original["training"], shrink=shrink)
    learnt = Backend(anonymised["training"], shrink=shrink)
    enrolled, tested = original["tested"], anonymised["tested"]
    rates = {
        "ignorant": verification(knows.scores, enrolled, tested),
        "lazy-informed": verification(knows.scores, tested, tested),
        "semi-informed": verification(learnt.scores, tested, tested),
    }
    if embedded:
        rates["ignorant"] = min(rates["ignorant"], verification(cosines, enrolled, tested))
        rates["lazy-informed"] = min(rates["lazy-informed"], verification(cosines, tested, tested))
    return rates
