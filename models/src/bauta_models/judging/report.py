# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""One table for all detectors of a kind: same pictures, same code, the figures that the card prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from bauta_models.data.picture import FACE, HEAD, KINDS, PERSON, PLATE, Detections, Detector, Picture
from bauta_models.data.sources import People, frames, frames_per_second
from bauta_models.data.splits import Side
from bauta_models.data.teachers import FastestDet, YuNet
from bauta_models.data.views import fitted
from bauta_models.judging import heldout, plates_by_eye
from bauta_models.judging.average_precision import average_precision
from bauta_models.judging.fairness import STATEMENT, GroupRecall, by_group
from bauta_models.judging.matching import joined, match
from bauta_models.judging.recall import BUCKETS, bucket_name, recall_at, threshold_for
from bauta_models.judging.rivals import rivals_for
from bauta_models.judging.tracks import Leaks, Track, leaks, reference_tracks

CLIPS = {
    FACE: (("arcade.mp4", 1),),
    HEAD: (("arcade.mp4", 1),),
    PERSON: (("vtest.avi", 4), ("one-by-one-person-detection.mp4", 6)),
    PLATE: (),
}
"""Held-out clips that judge a kind, and each how many-th frame is looked at; heads are judged where faces show."""

PICTURES, COMPOSED, CAR_PARK = "held-out pictures", "composed", "car park, by eye"
OVERLAPS = {**{(kind, PICTURES): 0.4 for kind in (FACE, HEAD, PLATE)}, (PLATE, CAR_PARK): 0.3}
"""Overlap that makes a hit where it is not 0.5: where the marks themselves are only that exact."""

LONGEST = {"arcade.mp4": 960}
"""Longer side in pixels at which a clip is judged; its own size elsewhere."""


@dataclass(frozen=True)
class Figures:
    """What one detector did on one set: all shares in 0..1; AP at the ``overlap`` from which a detection is a hit.

    AP is NaN where no picture of the set is complete for the kind, as for the hand-made heads.
    """

    detector: str
    kind: str
    on: str
    pictures: int
    objects: int
    overlap: float
    average_precision: float
    recall: float
    recall_by_size: dict[str, float]
    objects_by_size: dict[str, int]
    threshold: float
    false_alarms_a_frame: float


@dataclass(frozen=True)
class ClipFigures:
    """What one detector leaked on one clip, against tracks that a teacher drew; ``judge`` names the teacher."""

    detector: str
    kind: str
    on: str
    judge: str
    tracks: int
    leak_rate: float
    misses_an_hour: float
    missed_share: float
    frames_a_second_looked_at: float


@dataclass
class Report:
    """All figures of one run of judging; ``asdict`` makes it JSON."""

    pictures: list[Figures] = field(default_factory=list)
    clips: list[ClipFigures] = field(default_factory=list)
    fairness: dict[str, list[GroupRecall]] = field(default_factory=dict)
    statement: str = STATEMENT

    def as_dict(self) -> dict:
        """Plain dictionaries and lists for JSON; NaN stays NaN."""
        return asdict(self)


def figures(
    detector: Detector, kind: int, pictures: Iterable[Picture], threshold: float, *, name: str, on: str
) -> Figures:
    """Runs a detector over pictures; recall is that at the threshold, AP that over all thresholds."""
    overlap = OVERLAPS.get((kind, on), 0.5)
    parts = [match(picture, detector.detect(picture.pixels), kind, overlap) for picture in pictures]
    matched = joined(parts)
    recall = recall_at(matched, threshold)
    names = [bucket_name(bucket) for bucket in BUCKETS]
    return Figures(
        detector=name,
        kind=KINDS[kind],
        on=on,
        pictures=len(parts),
        objects=recall.objects,
        overlap=overlap,
        average_precision=average_precision(matched),
        recall=recall.overall,
        recall_by_size=dict(zip(names, recall.by_size, strict=True)),
        objects_by_size=dict(zip(names, recall.objects_by_size, strict=True)),
        threshold=threshold,
        false_alarms_a_frame=recall.false_alarms_a_frame,
    )


def threshold_of(detector: Detector, kind: int, quiet: Iterable[Picture]) -> float:
    """The score from which a detector gives at most one false alarm in ten frames that hold no object of the kind."""
    return threshold_for(joined(match(picture, detector.detect(picture.pixels), kind) for picture in quiet))


def judge(
    kind: int,
    ours: dict[str, Detector],
    shared: Path,
    *,
    size: tuple[int, int] | None = None,
    clips: dict[str, Detector] | None = None,
    progress: Callable[[str], None] = lambda line: None,
) -> Report:
    """Judges our detectors and the rivals for a kind.

    ``size`` (width, height) scales every picture into that size first, for every detector alike; without it pictures
    keep theirs (at most 416 pixels), as those of the car park always do. Raises ``FileNotFoundError`` where the shared
    data lack a set. ``clips`` are our detectors by the same names as they look at clips; without it none is shown.
    """
    detectors = {**ours, **rivals_for(kind, shared)}
    people = People(shared, Side.HELD_OUT)
    report = Report()
    quiet = heldout.plateless_frames(people, shared) if kind == PLATE else heldout.quiet_frames(people)
    progress(f"thresholds from {len(quiet)} frames without objects")
    quiet = _at(quiet, size)
    thresholds = {name: threshold_of(detector, kind, quiet) for name, detector in detectors.items()}
    for on, pictures in _sets(kind, people, shared).items():
        seen = pictures if on == CAR_PARK else _at(pictures, size)
        for name, detector in detectors.items():
            progress(f"{name} on {on}: {len(seen)} pictures")
            report.pictures.append(figures(detector, kind, seen, thresholds[name], name=name, on=on))
    if clips is not None:
        looking = {**detectors, **clips}
        for clip, every in CLIPS[kind]:
            file = shared / "data" / "video" / clip
            models = shared / "data" / "models"
            report.clips += clip_figures(kind, looking, thresholds, file, models, every=every, progress=progress)
    if kind == FACE:
        for name, detector in detectors.items():
            progress(f"{name}: fairness")
            report.fairness[name] = by_group(detector, thresholds[name], shared, people)
    return report


def _at(pictures: list[Picture], size: tuple[int, int] | None) -> list[Picture]:
    return pictures if size is None else [fitted(picture, *size) for picture in pictures]


def _sets(kind: int, people: People, shared: Path) -> dict[str, list[Picture]]:
    sets = {PICTURES: heldout.pictures(kind, people, shared)}
    if kind != PERSON:
        sets[COMPOSED] = heldout.composed(kind, people, shared)
    if kind == PLATE:
        sets[CAR_PARK] = plates_by_eye.pictures(shared)
    return sets


def clip_figures(
    kind: int,
    detectors: dict[str, Detector],
    thresholds: dict[str, float],
    file: Path,
    models: Path,
    *,
    every: int = 1,
    progress: Callable[[str], None] = lambda line: None,
) -> list[ClipFigures]:
    """Leaks of each detector on one clip, at the threshold that the pictures gave it."""
    clip = file.name
    looked = list(frames(file, every, LONGEST.get(clip)))
    progress(f"reference tracks of {clip}: {len(looked)} frames")
    teacher, judged_by = _teacher(kind, models)
    # Numbered one after the other, so that a gap is one of looked-at frames.
    reference = reference_tracks(((at, teacher.detect(pixels)) for at, (_, pixels) in enumerate(looked)), _judged(kind))
    rate = frames_per_second(file) / every
    results = []
    for name, detector in detectors.items():
        progress(f"{name} on {clip}")
        found = {
            at: _confident(detector.detect(pixels), kind, thresholds[name]) for at, (_, pixels) in enumerate(looked)
        }
        leak = _leaks(reference, found, looked, rate)
        missed = leak.missed / leak.track_frames if leak.track_frames else float("nan")
        results.append(
            ClipFigures(
                name, KINDS[kind], clip, judged_by, leak.tracks, leak.leak_rate, leak.misses_an_hour, missed, rate
            )
        )
    return results


def _teacher(kind: int, folder: Path) -> tuple[Detector, str]:
    if kind == PERSON:
        return FastestDet(folder / "FastestDet.onnx", 0.3, tiles=2), "FastestDet, whole and four parts"
    return YuNet(folder / "yunet_n_dynamic.onnx", 0.3, enlarge=2.0), "YuNet-n at twice the size"


def _judged(kind: int) -> int:
    """Heads are judged by the faces on them: no teacher draws heads."""
    return FACE if kind == HEAD else kind


def _confident(detections: Detections, kind: int, threshold: float) -> np.ndarray:
    return detections.boxes[(detections.kinds == kind) & (detections.scores >= threshold)]


def _leaks(reference: list[Track], found: dict[int, np.ndarray], looked: list, rate: float) -> Leaks:
    height, width = looked[0][1].shape[:2]
    return leaks(reference, found, len(looked) / rate, (width, height))


def as_text(report: Report) -> str:
    """The report as Markdown tables, ready for a card; shares in per cent."""
    tables = [_pictures_table(report.pictures)]
    if report.clips:
        tables.append(_clips_table(report.clips))
    if report.fairness:
        tables += [_fairness_table(report.fairness), report.statement]
    return "\n\n".join(tables)


def _pictures_table(rows: list[Figures]) -> str:
    names = [bucket_name(bucket) for bucket in BUCKETS]
    head = ["on", "detector", "objects", "AP (overlap)", "recall", *(f"{name} px" for name in names), "threshold"]
    cells = [
        [
            row.on,
            row.detector,
            str(row.objects),
            f"{_percent(row.average_precision)} ({row.overlap})",
            _percent(row.recall),
            *(_percent(row.recall_by_size[name]) for name in names),
            f"{row.threshold:.2f}",
        ]
        for row in rows
    ]
    return _table(head, cells)


def _clips_table(rows: list[ClipFigures]) -> str:
    head = [
        "clip",
        "tracks by",
        "frames/s",
        "detector",
        "tracks",
        "leak rate",
        "frames missed",
        "misses per camera hour",
    ]
    cells = [
        [
            row.on,
            row.judge,
            f"{row.frames_a_second_looked_at:.1f}",
            row.detector,
            str(row.tracks),
            _percent(row.leak_rate),
            _percent(row.missed_share),
            f"{row.misses_an_hour:,.0f}",
        ]
        for row in rows
    ]
    return _table(head, cells)


def _fairness_table(found: dict[str, list[GroupRecall]]) -> str:
    groups = [entry.group for entry in next(iter(found.values()))]
    cells = [
        [name, *(f"{_percent(row.recall)} ({_percent(row.low)}–{_percent(row.high)})" for row in rows)]
        for name, rows in found.items()
    ]
    return _table(["detector", *groups], cells)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _percent(share: float) -> str:
    return "–" if np.isnan(share) else f"{100 * share:.1f}"
