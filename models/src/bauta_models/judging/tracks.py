# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What counts in a video: a person is given away by one uncovered frame.

*Track leak rate* is the share of tracks with any uncovered frame; *misses per camera hour* counts uncovered frames of
tracks over the time filmed. No hand has drawn the tracks: ``reference_tracks`` links what a teacher finds at a higher
resolution than the judged detector sees, and fills gaps of at most three frames. Nothing is held over or extended
here as the anonymiser does, so these are figures of the bare detector.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from bauta_models.data.boxes import clipped, intersections, overlaps, sizes
from bauta_models.data.picture import Detections

LONGEST_GAP = 3
LEAST_FRAMES = 5
LEAST_COVER = 0.7
PADDING = 0.15


@dataclass
class Track:
    """One object over time: frame number to box ``x, y, w, h``, and the scores of what was linked."""

    boxes: dict[int, np.ndarray] = field(default_factory=dict)
    scores: list[float] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The last frame so far."""
        return max(self.boxes)

    def size(self) -> float:
        """Median size in pixels."""
        return float(np.median(sizes(np.stack(list(self.boxes.values())))))


@dataclass(frozen=True)
class Leaks:
    """``tracks`` and how many of them leaked; ``track_frames`` and how many of them were missed; hours filmed."""

    tracks: int
    leaked: int
    track_frames: int
    missed: int
    hours: float

    @property
    def leak_rate(self) -> float:
        """Share of tracks with any uncovered frame; NaN without tracks."""
        return self.leaked / self.tracks if self.tracks else float("nan")

    @property
    def misses_an_hour(self) -> float:
        """Uncovered frames of tracks per camera hour."""
        return self.missed / self.hours if self.hours else float("nan")


def reference_tracks(
    frames: Iterable[tuple[int, Detections]], kind: int, least_score: float = 0.5, sure: float = 0.65
) -> list[Track]:
    """Links a teacher's detections of consecutive frames by overlap into tracks of at least five frames.

    A track counts where its median score is at least ``sure``; short ones and doubtful ones are dropped.
    """
    ended: list[Track] = []
    running: list[Track] = []
    for number, detections in frames:
        own = detections.of_kind(kind)
        boxes, scores = own.boxes[own.scores >= least_score], own.scores[own.scores >= least_score]
        running, late = _still_near(running, number)
        ended += late
        free = set(range(len(boxes)))
        for track, chosen in _links(running, boxes):
            _extend(track, number, boxes[chosen])
            track.scores.append(float(scores[chosen]))
            free.discard(chosen)
        running += [Track({number: boxes[new]}, [float(scores[new])]) for new in sorted(free)]
    every = ended + running
    return [track for track in every if len(track.scores) >= LEAST_FRAMES and np.median(track.scores) >= sure]


def leaks(tracks: list[Track], found: dict[int, np.ndarray], seconds: float, picture_size: tuple[int, int]) -> Leaks:
    """Which tracks leak, given the boxes (N, 4) found in each frame and the ``(width, height)`` of a frame.

    A frame of a track is covered where the found boxes, each padded by 15 % of its sides as the anonymiser does,
    cover at least 70 % of it together.
    """
    leaked = missed = frames = 0
    for track in tracks:
        uncovered = sum(
            cover_of(box, found.get(number, np.zeros((0, 4), np.float32)), picture_size) < LEAST_COVER
            for number, box in track.boxes.items()
        )
        frames += len(track.boxes)
        missed += uncovered
        leaked += uncovered > 0
    return Leaks(len(tracks), leaked, frames, missed, seconds / 3600)


def cover_of(box: np.ndarray, found: np.ndarray, picture_size: tuple[int, int]) -> float:
    """Share of ``box`` (4,) inside the picture that padded ``found`` (N, 4) cover together: on a 16 x 16 grid."""
    inside = clipped(box[None], *picture_size)[0]
    if not len(found) or inside[2] <= 0 or inside[3] <= 0:
        return 0.0
    padded = np.concatenate([found[:, :2] - PADDING * found[:, 2:], found[:, 2:] * (1 + 2 * PADDING)], axis=1)
    padded = padded[intersections(inside[None], padded)[0] > 0]
    steps = (np.arange(16) + 0.5) / 16
    x, y = inside[0] + steps * inside[2], inside[1] + steps * inside[3]
    across = (x[None] >= padded[:, :1]) & (x[None] <= padded[:, :1] + padded[:, 2:3])
    down = (y[None] >= padded[:, 1:2]) & (y[None] <= padded[:, 1:2] + padded[:, 3:4])
    return float((down[:, :, None] & across[:, None, :]).any(axis=0).mean()) if len(padded) else 0.0


def _still_near(running: list[Track], number: int) -> tuple[list[Track], list[Track]]:
    near = [track for track in running if number - track.last <= LONGEST_GAP + 1]
    return near, [track for track in running if number - track.last > LONGEST_GAP + 1]


def _links(running: list[Track], boxes: np.ndarray) -> list[tuple[Track, int]]:
    if not running or not len(boxes):
        return []
    near = overlaps(np.stack([track.boxes[track.last] for track in running]), boxes)
    links = []
    while near.size and near.max() >= 0.3:
        row, column = np.unravel_index(int(near.argmax()), near.shape)
        links.append((running[int(row)], int(column)))
        near[row, :] = near[:, column] = 0
    return links


def _extend(track: Track, number: int, box: np.ndarray) -> None:
    last = track.last
    for between in range(last + 1, number):
        share = (between - last) / (number - last)
        track.boxes[between] = track.boxes[last] * (1 - share) + box * share
    track.boxes[number] = box
