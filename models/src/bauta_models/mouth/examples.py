# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What ``mouth`` learns from: what is heard of each recording, as it is and in other sizes, rooms and noises, beside
the shapes that the teacher tells of the recording as it is. Kept in the cache folder, turn by turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.signal import fftconvolve, resample_poly

from bauta_models.data.splits import Side, data_digest
from bauta_models.mouth.teacher import Know, Lesson, Teacher
from bauta_models.voice import convert, drawn, envelope, mouths, recordings, shapes
from bauta_models.voice.clock import STREET
from bauta_models.voice.running import Hear, full_mask
from bauta_models.voice.speakers import Strength, heard_speakers

VERSION = "1"
"""To be raised where something changes that examples are made by: the network ``voice``, ``Strength``."""

SHORTEST = 1.5
"""Seconds of a piece below which it is left out."""

LOUD = 9.0
"""Natural logarithms of power below the loudest twentieth: frames that the teacher learns from."""

LEVEL = 0.05


@dataclass(frozen=True)
class Example:
    """``heard`` (T, 42) and ``said`` (T, 40), float32, of one piece of speech."""

    heard: np.ndarray
    said: np.ndarray


@dataclass(frozen=True)
class Examples:
    """All of them, and the digest of what they were made of."""

    pieces: list[Example]
    digest: str


def drawn_examples(seed: int, count: int = 8) -> Examples:
    """A few without any data: drawn voices, whose shapes moved towards what mouths make stand for a teacher's."""
    rng = np.random.default_rng(seed)
    pieces = []
    for _ in range(count):
        heard = heard_in(drawn.voice(3.0, rng))
        said = shapes.near(heard[:, : envelope.BANDS], shapes.known(), Strength().softness)
        pieces.append(Example(heard, said.astype(np.float32)))
    return Examples(pieces, f"drawn {VERSION} {seed}")


def examples_of(
    shared: Path,
    cache: Path,
    noises: Callable[[], np.ndarray],
    hear: Hear,
    know: Callable[[Path], Know],
    turns: int,
    seed: int,
    say: Callable[[str], None],
) -> Examples:
    """Those of the shared data; what is there already is not made again.

    ``noises`` gives what is mixed in (samples,), ``hear`` parts voices from it, ``know`` opens the recogniser. Raises
    ``FileNotFoundError``, and ``ModuleNotFoundError`` where the recogniser is not installed.
    """
    sets = ("speech", f"{recordings.CLEAN}-opus.tar"), ("sounds", "cc.tar"), ("sounds", "esc.tar")
    files = [shared / "data" / kind / name for kind, name in sets]
    digest = data_digest(files, [f"mouth examples {VERSION}", str(seed)])
    folder = cache / f"mouth-{digest[:16]}"
    folder.mkdir(parents=True, exist_ok=True)
    spoken = list(halves(recordings.speech(shared, wanted=recordings.speakers_for(Side.TRAINING))))

    def taught() -> Iterator[np.ndarray]:
        yield from _taught(spoken, know(cache), seed, say)

    told = _kept(folder / "teacher.npz", taught)
    pieces = []
    for turn in range(turns + 1):

        def heard(turn: int = turn) -> Iterator[np.ndarray]:
            rng = np.random.default_rng((seed, turn))
            mixed = noises() if turn else None
            for _, sound in spoken:
                yield heard_elsewhere(sound, mixed, hear, rng) if turn else heard_in(sound)

        for row, shape in zip(_kept(folder / f"turn-{turn}.npz", heard), told, strict=True):
            pieces.append(Example(row, stretched(shape, len(row))))
        say(f"mouth: turn {turn} of {turns}, {len(pieces)} pieces of speech")
    return Examples(pieces, digest)


def halves(speech: Iterable[recordings.Recording]) -> Iterator[tuple[str, np.ndarray]]:
    """Each speaker's recording in two: a piece of speech is seldom longer."""
    for one in speech:
        for half in np.array_split(one.sound, 2):
            if len(half) >= SHORTEST * STREET.rate:
                yield one.who, half


def heard_in(sound: np.ndarray) -> np.ndarray:
    """(T, 42) what ``mouth`` hears of a voice alone (samples,)."""
    return _heard(convert.analyse(STREET.spectra(sound)))


def heard_elsewhere(sound: np.ndarray, noises: np.ndarray, hear: Hear, rng: np.random.Generator) -> np.ndarray:
    """(T', 42) of the voice in another size (and as much slower or faster), room and noise, parted from the noise."""
    if rng.random() < 0.8:
        sound = resample_poly(sound, int(rng.integers(84, 120)), 100)
    if rng.random() < 0.15:
        samples = int(rng.uniform(0.1, 0.4) * STREET.rate)
        room = rng.standard_normal(samples) * np.exp(-6.9 * np.arange(samples) / samples)
        room *= 3 * rng.uniform(0.02, 0.2) / np.sqrt((room**2).sum())
        room[0] += 1
        sound = fftconvolve(sound, room)[: len(sound)]
    if rng.random() < 0.3:  # another microphone
        sound = sound + rng.uniform(-0.6, 0.6) * np.concatenate([[0], sound[:-1]])
    sound = sound * (LEVEL / (sound.std() + 1e-6))
    if rng.random() < 0.6:
        at = rng.integers(0, len(noises) - len(sound))
        noise = noises[at : at + len(sound)].astype(np.float32)
        sound = sound + 10 ** (-rng.uniform(0, 25) / 20) * noise * (LEVEL / (noise.std() + 1e-6))
    spectra = STREET.spectra(sound * 10 ** (rng.uniform(-20, 6) / 20))
    speech, mask = hear(STREET.magnitudes(spectra))
    return _heard(convert.analyse(full_mask(mask, speech, STREET) * spectra))


def stretched(shape: np.ndarray, frames: int) -> np.ndarray:
    """(frames, 40) float32 of what was told (T, 40) of the piece at its own pace."""
    place = np.arange(frames) * (len(shape) - 1) / max(1, frames - 1)
    first = np.minimum(place.astype(int), len(shape) - 2)
    share = (place - first)[:, None]
    return (shape[first] * (1 - share) + shape[first + 1] * share).astype(np.float32)


def _heard(stretch: convert.Analysis) -> np.ndarray:
    strength = Strength()
    speaker = heard_speakers(stretch.bands, stretch.hertz, stretch.voiced, strength.softness)
    return mouths.heard(stretch.bands, stretch.voiced, speaker, strength.throat)


def _taught(spoken: list, know: Know, seed: int, say: Callable[[str], None]) -> Iterator[np.ndarray]:
    lessons = []
    for number, (who, sound) in enumerate(spoken, 1):
        stretch, strength = convert.analyse(STREET.spectra(sound)), Strength()
        speaker = heard_speakers(stretch.bands, stretch.hertz, stretch.voiced, strength.softness).ahead(len(sound))
        said = mouths.heard(stretch.bands, stretch.voiced, speaker, strength.throat)[:, : envelope.BANDS]
        level = stretch.bands.mean(axis=1)
        lessons.append(Lesson(who, know(sound), said, level > np.percentile(level, 95) - LOUD))
        if number % 50 == 0:
            say(f"teacher: {number} of {len(spoken)} pieces of speech heard")
    teacher = Teacher(lessons, seed, say)
    yield from (teacher.shapes(lesson.who, lesson.known) for lesson in lessons)


def _kept(file: Path, make: Callable[[], Iterator[np.ndarray]]) -> list[np.ndarray]:
    """Rows by piece, from the file where it is there."""
    if not file.is_file():
        rows = list(make())
        partial = file.with_suffix(".partial.npz")
        np.savez(partial, rows=np.concatenate(rows).astype(np.float32), ends=np.cumsum([len(row) for row in rows]))
        partial.rename(file)
    with np.load(file) as arrays:
        return np.split(arrays["rows"], arrays["ends"][:-1])
