# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The voices and noises that training mixes: made once from recordings and drawn sound, kept in the cache folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bauta_models.data.splits import Side, data_digest
from bauta_models.voice import drawn, noises, recordings, variants
from bauta_models.voice.clock import STREET

VERSION = "4"
VARIANTS = {"plain": 1.0, "far_away": 0.35, "whispered": 0.2, "higher": 0.3, "shouted": 0.2}
"""How many seconds of each variant there are for a second of speech."""

DRAWN_VOICE = 300.0
DRAWN_NOISE = 14400.0
COPIES = 25
"""Each recorded noise is there this often, at other speeds and through other microphones."""


@dataclass(frozen=True)
class Pool:
    """``voices`` and ``noises`` (samples,) float16 end to end; ``speaking`` (samples / 256,) bool, by hop."""

    voices: np.ndarray
    speaking: np.ndarray
    noises: np.ndarray
    digest: str

    @property
    def minutes(self) -> tuple[float, float]:
        """Minutes of voices and of noises."""
        return len(self.voices) / 960_000, len(self.noises) / 960_000


def drawn_pool(seed: int, voice_seconds: float = 40.0, noise_seconds: float = 40.0) -> Pool:
    """A small pool without any data."""
    rng = np.random.default_rng(seed)
    return _joined(_drawn_voices(voice_seconds, rng), _drawn_noises(noise_seconds, rng), f"drawn {VERSION} {seed}")


def pool_of(shared: Path, cache: Path, seed: int) -> Pool:
    """The pool of the shared data, from the cache where it is there. Raises ``FileNotFoundError``."""
    folder = shared / "data"
    files = [
        folder / "speech" / f"{recordings.CLEAN}-opus.tar",
        folder / "sounds" / "cc.tar",
        folder / "sounds" / "esc.tar",
    ]
    digest = data_digest(files, [f"voice pool {VERSION}", str(seed)])
    kept = cache / f"voice-pool-{digest[:16]}.npz"
    if not kept.is_file():
        made = _made(shared, np.random.default_rng(seed), digest)
        cache.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(".partial.npz")
        np.savez(partial, voices=made.voices, speaking=made.speaking, noises=made.noises)
        partial.rename(kept)
    with np.load(kept) as arrays:
        return Pool(arrays["voices"], arrays["speaking"], arrays["noises"], digest)


def _made(shared: Path, rng: np.random.Generator, digest: str) -> Pool:
    voices = [*_varied(recordings.speech(shared, wanted=recordings.speakers_for(Side.TRAINING)), rng)]
    voices += _drawn_voices(DRAWN_VOICE, rng)
    noises = _drawn_noises(DRAWN_NOISE, rng)
    for recording in [*recordings.backgrounds(shared), *recordings.events(shared, Side.TRAINING)]:
        if recording.who not in recordings.VOICE_LIKE:
            noises += [_other_copy(recording.sound, rng) for _ in range(COPIES)]
    return _joined(voices, noises, digest)


def _varied(speech: Iterable[recordings.Recording], rng: np.random.Generator) -> Iterable[np.ndarray]:
    for recording in speech:
        for name, share in VARIANTS.items():
            if name == "plain":
                yield recording.sound
            elif rng.random() < share:
                yield getattr(variants, name)(recording.sound, rng)


def _drawn_voices(seconds: float, rng: np.random.Generator) -> list[np.ndarray]:
    return [drawn.voice(8.0, rng, sings=rng.random() < 0.6) for _ in range(round(seconds / 8))]


def _drawn_noises(seconds: float, rng: np.random.Generator) -> list[np.ndarray]:
    drawn_ones = [noises.noise(8.0, rng) for _ in range(round(seconds / 8))]
    return [variants.recoloured(one, rng) if rng.random() < 0.5 else one for one in drawn_ones]


def _other_copy(sound: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Also backwards, which no voice is."""
    other = variants.higher(sound, rng, 2.0) if rng.random() < 0.7 else sound
    return variants.recoloured(other[::-1] if rng.random() < 0.4 else other, rng)


def _joined(voices: list[np.ndarray], noises: list[np.ndarray], digest: str) -> Pool:
    hop = STREET.hop
    voices = [_levelled(voice[: len(voice) // hop * hop]) for voice in voices]
    speaking = [variants.speech_frames(voice)[: len(voice) // hop] for voice in voices]
    noises = [_levelled(noise[: len(noise) // hop * hop]) for noise in noises if np.abs(noise).max() > 1e-4]
    return Pool(
        np.concatenate(voices).astype(np.float16),
        np.concatenate(speaking),
        np.concatenate(noises).astype(np.float16),
        digest,
    )


def _levelled(sound: np.ndarray) -> np.ndarray:
    """To a level of −26 dB, measured over the loud half, as far as the peaks allow."""
    loud = np.sort(np.square(sound[: len(sound) // 256 * 256]).reshape(-1, 256).mean(axis=1))
    level = np.sqrt(loud[len(loud) // 2 :].mean() + 1e-12)
    return sound * min(0.05 / level, 0.9 / (np.abs(sound).max() + 1e-9))
