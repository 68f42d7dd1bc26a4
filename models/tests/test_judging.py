# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Judging: hits, false alarms and what counts neither way; recall by size; tracks that leak."""

import json
import math

import numpy as np
import pytest

from bauta_models.data.boxes import suppress
from bauta_models.data.picture import FACE, HEAD, PERSON, PLATE, Detections, Picture
from bauta_models.data.sources import People
from bauta_models.data.splits import Side
from bauta_models.judging import fairness, heldout, plates_by_eye, report
from bauta_models.judging.average_precision import average_precision
from bauta_models.judging.matching import FALSE_ALARM, HIT, NOTHING, Matched, joined, match
from bauta_models.judging.recall import recall_at, threshold_for
from bauta_models.judging.rivals import RIVALS, rivals_for
from bauta_models.judging.tracks import cover_of, leaks, reference_tracks
from shared_data import SHARED, needs_shared

BLACK = np.zeros((100, 200, 3), np.uint8)


def picture(boxes, ignore=None, complete=(FACE,), kind=FACE) -> Picture:
    count = len(boxes)
    ignored = np.zeros(count, bool) if ignore is None else np.array(ignore)
    kinds = np.full(count, kind)
    return Picture(BLACK, np.float32(boxes), kinds, np.full((count, 5, 2), np.nan), ignored, frozenset(complete))


def found(boxes, scores, kind=FACE) -> Detections:
    count = len(boxes)
    return Detections(np.float32(boxes), np.float32(scores), np.full(count, kind), np.full((count, 5, 2), np.nan))


def test_the_second_hit_of_one_face_is_a_false_alarm():
    matched = match(picture([[10, 10, 20, 20]]), found([[10, 10, 20, 20], [11, 10, 20, 20]], [0.6, 0.9]), FACE)

    assert matched.verdicts.tolist() == [HIT, FALSE_ALARM]
    assert matched.found.tolist() == pytest.approx([0.9])


def test_ignored_and_unlabelled_things_count_neither_way():
    # Given an ignored box, and a kind that the picture says nothing of
    crowd = picture([[0, 0, 100, 100]], ignore=[True])
    silent = picture([[10, 10, 20, 20]], complete=())

    in_crowd = match(crowd, found([[30, 30, 10, 10], [150, 30, 10, 10]], [0.9, 0.8]), FACE)
    on_silent = match(silent, found([[10, 10, 20, 20], [100, 10, 20, 20]], [0.9, 0.8]), FACE)

    assert in_crowd.verdicts.tolist() == [NOTHING, FALSE_ALARM]
    assert len(in_crowd.found) == 0
    assert on_silent.verdicts.tolist() == [HIT, NOTHING]
    assert on_silent.frames == 0


def test_another_kind_is_not_seen():
    assert len(match(picture([[0, 0, 9, 9]]), found([[0, 0, 9, 9]], [1.0], kind=HEAD), FACE).scores) == 0


def test_average_precision_as_counted_by_hand():
    # Given two faces; found: one, then a false alarm, then the other
    boxes = [[10, 10, 20, 20], [100, 50, 20, 20], [60, 10, 20, 20]]
    matched = match(picture([boxes[0], boxes[2]]), found(boxes, [0.9, 0.8, 0.7]), FACE)

    assert average_precision(matched) == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)


def test_average_precision_of_nothing_is_no_number():
    silent = match(picture([[10, 10, 20, 20]], complete=()), found([[10, 10, 20, 20]], [0.9]), FACE)

    assert math.isnan(average_precision(joined([])))
    assert math.isnan(average_precision(silent))


def test_the_threshold_allows_one_false_alarm_in_ten_frames():
    # Given twenty frames with three false alarms
    scores = np.float32([0.9, 0.5, 0.3])
    nothing = np.zeros(0, np.float32)
    matched = Matched(scores, np.zeros(3, np.int8), scores * 0 + 9, nothing, nothing, frames=20)

    threshold = threshold_for(matched)

    assert (scores >= threshold).sum() == 2
    assert recall_at(matched, threshold).false_alarms_a_frame == pytest.approx(0.1)


def test_without_a_complete_frame_there_is_no_threshold():
    with pytest.raises(ValueError, match="no frame is complete"):
        threshold_for(match(picture([], complete=()), found([], []), FACE))


def test_recall_goes_by_size():
    sizes = np.float32([8, 12, 12, 20, 40, 100])
    scores = np.float32([0.9, 0.9, 0.1, 0.9, -np.inf, 0.6])
    none = np.zeros(0, np.float32)
    recall = recall_at(Matched(none, none.astype(np.int8), none, scores, sizes, 1), 0.5)

    assert recall.by_size == (0.5, 1.0, 0.0, 1.0)
    assert recall.objects_by_size == (2, 1, 1, 1)
    assert recall.overall == pytest.approx(3 / 5)


def walking(frames, gone=()) -> list[tuple[int, Detections]]:
    empty = found(np.zeros((0, 4)), [])
    return [(n, empty if n in gone else found([[10 + 3 * n, 20, 20, 20]], [0.9])) for n in range(frames)]


def test_a_track_goes_on_over_a_short_gap_and_ends_at_a_long_one():
    short = reference_tracks(walking(20, gone=(8, 9)), FACE)
    long = reference_tracks(walking(30, gone=range(10, 18)), FACE)

    assert len(short) == 1
    assert short[0].boxes[8][0] == pytest.approx(34)
    assert len(long) == 2


def test_a_flash_and_a_doubt_are_no_tracks():
    doubtful = [(n, found([[10, 20, 20, 20]], [0.55])) for n in range(20)]

    assert reference_tracks(walking(4), FACE) == []
    assert reference_tracks(doubtful, FACE) == []


def test_one_uncovered_frame_is_a_leak():
    # Given two people filmed for ten frames, of whom one is missed once
    tracks = reference_tracks(walking(10), FACE) + reference_tracks(
        [(n, found([[100, 60, 20, 20]], [0.9])) for n in range(10)], FACE
    )
    boxes = {n: np.float32([[10 + 3 * n, 20, 20, 20], [100, 60, 20, 20]]) for n in range(10)}
    boxes[4] = boxes[4][:1]

    leak = leaks(tracks, boxes, seconds=1.0, picture_size=(200, 100))

    assert (leak.tracks, leak.leaked, leak.track_frames, leak.missed) == (2, 1, 20, 1)
    assert leak.leak_rate == 0.5
    assert leak.misses_an_hour == pytest.approx(3600)


def test_cover_adds_up_and_stops_at_the_edge():
    halves = np.float32([[0, 0, 10, 20], [10, 0, 10, 20]])

    assert cover_of(np.float32([0, 0, 20, 20]), halves, (200, 100)) == 1.0
    assert cover_of(np.float32([0, 0, 20, 20]), halves[:1], (200, 100)) == pytest.approx(0.56, abs=0.1)
    assert cover_of(np.float32([-10, 0, 20, 20]), np.float32([[0, 0, 10, 20]]), (200, 100)) == 1.0


def test_suppression_keeps_the_best_of_each_heap():
    boxes = np.float32([[0, 0, 10, 10], [1, 0, 10, 10], [50, 0, 10, 10]])

    assert suppress(boxes, np.float32([0.5, 0.9, 0.7])).tolist() == [1, 2]


def test_the_interval_is_wilsons():
    assert fairness.wilson(8, 10) == pytest.approx((0.490, 0.943), abs=1e-3)
    assert fairness.wilson(0, 0) == (0.0, 1.0)


class Bright:
    """Finds the bright square of a picture, surely."""

    def detect(self, pixels):
        rows, columns = np.nonzero(pixels[..., 0] > 127)
        if not len(rows):
            return Detections.none()
        box = [columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1]
        return found([box], [0.8])


def test_a_report_holds_the_same_figures_as_json_and_as_a_table():
    bright = picture([[20, 30, 25, 25]])
    bright.pixels[30:55, 20:45] = 255
    dark = Picture(np.zeros((50, 50, 3), np.uint8), np.zeros((0, 4)), [], np.zeros((0, 5, 2)), [], frozenset({FACE}))

    threshold = report.threshold_of(Bright(), FACE, [dark])
    row = report.figures(Bright(), FACE, [bright, dark], threshold, name="bright", on="squares")
    made = report.Report(pictures=[row])

    assert row.recall == 1.0
    assert row.average_precision == 1.0
    assert row.recall_by_size["16–32"] == 1.0
    assert json.loads(json.dumps(made.as_dict()))["pictures"][0]["detector"] == "bright"
    assert "| squares | bright | 1 | 100.0 (0.5) | 100.0 |" in report.as_text(made)


def test_the_plates_marked_by_eye_are_inside_their_frame():
    marks = plates_by_eye.marked()

    assert sorted(marks) == list(range(24))
    boxes = np.concatenate(list(marks.values()))
    assert len(boxes) > 75
    assert (boxes[:, 2:] > 10).all()
    assert (boxes[:, 0] < 2560).all()
    assert (boxes[:, 1] + boxes[:, 3] < 1920).all()


@needs_shared
def test_the_rivals_find_what_they_were_made_for():
    # Given held-out pictures of masked faces
    people = People(SHARED, Side.HELD_OUT)
    faces = [one for one in heldout.pictures(FACE, people, SHARED) if (~one.ignore).any()][:6]

    rivals = rivals_for(FACE, SHARED)

    assert set(rivals) == {"yunet-n", "yunet-s-320", "slim-320"}
    assert set(rivals_for(PERSON, SHARED)) == {"fastestdet"}
    assert not rivals_for(PLATE, SHARED)
    for name, rival in rivals.items():
        big = joined(match(one, rival.detect(one.pixels), FACE, 0.4) for one in faces)
        large = big.object_sizes > 32
        assert (big.found[large] > 0.25).mean() > 0.6, name


@needs_shared
def test_composed_pictures_are_the_same_for_every_detector_and_hold_plates_of_many_sizes():
    people = People(SHARED, Side.HELD_OUT)

    once, again = (heldout.composed(PLATE, people, SHARED, count=12) for _ in range(2))

    assert all((first.pixels == second.pixels).all() for first, second in zip(once, again, strict=True))
    heights = np.concatenate([one.boxes[:, 3] for one in once])
    assert heights.min() < 12
    assert heights.max() > 20
    with pytest.raises(ValueError, match="persons are not composed"):
        heldout.composed(PERSON, people, SHARED)


@needs_shared
def test_real_plates_are_judged_with_vehicles_that_show_none():
    pictures = heldout.pictures(PLATE, People(SHARED, Side.HELD_OUT), SHARED)

    shown = [((one.kinds == PLATE) & ~one.ignore).sum() for one in pictures]
    assert len(pictures) > 60
    assert sum(shown) == 10
    assert all(PLATE in one.complete for one in pictures)


@needs_shared
def test_quiet_frames_hold_nobody():
    frames = heldout.quiet_frames(People(SHARED, Side.HELD_OUT), views=1)

    assert len(frames) > 40
    assert all({FACE, HEAD, PERSON} <= frame.complete and not len(frame.kinds[~frame.ignore]) for frame in frames)
    assert all(own in (FACE, PERSON) for _, own, _ in RIVALS.values())
