# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Labels move with the pixels, whatever a view does to them."""

import numpy as np
import pytest

from bauta_models.data.picture import ALL_KINDS, FACE, PERSON, PLATE, VEHICLE, Picture
from bauta_models.data.scenes import LAYOUTS, side_by_side, without_vehicles
from bauta_models.data.views import fitted, view, warped

NO_POINTS = np.full((1, 5, 2), np.nan)


def one(box: tuple, kind: int = FACE, points=NO_POINTS, complete=ALL_KINDS, size=(200, 300)) -> Picture:
    """A black picture with one object drawn white where its box is."""
    pixels = np.zeros((*size, 3), np.uint8)
    x, y, w, h = box
    pixels[y : y + h, x : x + w] = 255
    return Picture(pixels, np.float32([box]), np.array([kind]), points, np.zeros(1, bool), complete)


def white(picture: Picture) -> np.ndarray:
    rows, columns = np.nonzero(picture.pixels[..., 0] > 127)
    return np.float32([columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1])


@pytest.mark.parametrize("seed", range(12))
def test_a_box_stays_on_what_it_marks(seed):
    # Given a view, mirrored, enlarged or from an angle, as the generator says
    seen = view(one((120, 70, 60, 50)), 320, 192, np.random.default_rng(seed))

    shown = [box for box, ignore in zip(seen.boxes, seen.ignore, strict=True) if not ignore]
    for box in shown:
        assert np.abs(box - white(seen)).max() < 0.12 * max(box[2:]) + 2


def test_the_left_eye_is_on_the_left_after_mirroring():
    points = np.float32([[[130, 80], [160, 80], [145, 95], [135, 110], [155, 110]]])
    quad = np.float32([[0, 0], [300, 0], [300, 200], [0, 200]])

    seen = warped(one((120, 70, 60, 50), points=points), quad, 300, 200, mirrored=True)

    assert seen.points[0, 0, 0] == pytest.approx(140, abs=0.1)
    assert seen.points[0, 1, 0] == pytest.approx(170, abs=0.1)
    assert seen.boxes[0, 0] == pytest.approx(120, abs=0.1)


def test_what_is_mostly_outside_or_too_small_is_ignored():
    quad = np.float32([[0, 0], [150, 0], [150, 100], [0, 100]])
    half_gone = warped(one((120, 70, 60, 50)), quad, 150, 100)
    tiny = fitted(one((120, 70, 60, 50)), 30, 20)

    assert half_gone.ignore.tolist() == [True]
    assert tiny.ignore.tolist() == [True]


def test_what_is_wholly_outside_is_gone():
    quad = np.float32([[0, 0], [100, 0], [100, 60], [0, 60]])

    assert len(warped(one((120, 70, 60, 50)), quad, 100, 60).kinds) == 0


def test_a_fitted_picture_keeps_its_shape():
    seen = fitted(one((100, 100, 100, 50)), 320, 192)

    assert seen.pixels.shape == (192, 320, 3)
    np.testing.assert_allclose(seen.boxes[0], [96, 96, 96, 48], atol=0.1)


def test_a_view_that_is_not_complete_is_ignored_among_others():
    # Given pictures in which only persons were marked
    picture = one((120, 70, 30, 90), PERSON, complete=frozenset({PERSON}))
    rng = next(
        np.random.default_rng(seed)
        for seed in range(200)
        if np.random.default_rng(seed).choice(len(LAYOUTS), p=[c / 1.0 for _, c in LAYOUTS]) == 3
    )

    seen = side_by_side(lambda _: picture, 320, 192, rng)

    assert seen.complete == ALL_KINDS
    faces = (seen.kinds == FACE) & seen.ignore
    assert faces.sum() == 4
    assert (seen.boxes[faces, 2] * seen.boxes[faces, 3]).sum() == 320 * 192


def test_only_the_lower_part_of_a_near_vehicle_hides_plates():
    # Given a near vehicle and a far one that nobody looked at, one that somebody did, and a plate
    boxes = np.float32([[10, 10, 100, 80], [150, 10, 30, 20], [100, 50, 90, 50], [40, 70, 30, 8]])
    picture = Picture(
        np.zeros((100, 200, 3), np.uint8),
        boxes,
        np.array([VEHICLE, VEHICLE, VEHICLE, PLATE]),
        np.full((4, 5, 2), np.nan),
        np.array([True, True, False, False]),
        ALL_KINDS,
    )

    seen = without_vehicles(picture)

    np.testing.assert_allclose(seen.boxes, [[10, 34, 100, 56], [40, 70, 30, 8]], atol=1e-4)
    assert seen.ignore.tolist() == [True, False]
    assert seen.kinds.tolist() == [PLATE, PLATE]
