# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The stream: endless, the same for the same seed, and without anything that judging will show."""

import itertools

import cv2
import numpy as np
import pytest

from bauta_models.data import sources
from bauta_models.data.cache import TeacherCache
from bauta_models.data.drawn import DrawnFaces
from bauta_models.data.figures import figure_of
from bauta_models.data.labels import Taught
from bauta_models.data.picture import FACE, HEAD, KINDS, PLATE, Picture
from bauta_models.data.plates import STYLES, corners_of, draw_plate, lay, mounted, recess
from bauta_models.data.sources import Faces, People, clip_files
from bauta_models.data.splits import Side, data_digest, near_duplicates, picture_group, side_of
from bauta_models.data.stream import Mixture, TrainingStream, summary
from bauta_models.data.wearables import hatted, hooded, masked, shaded
from bauta_models.data.weather import ALL, weathered
from shared_data import SHARED, needs_shared

GREY_BAR = 114


def equal(first: Picture, second: Picture) -> bool:
    names = ("pixels", "boxes", "kinds", "points", "ignore")
    same = all(np.array_equal(getattr(first, n), getattr(second, n), equal_nan=n == "points") for n in names)
    return same and first.complete == second.complete


def test_a_number_always_gives_the_same_picture():
    first, again = TrainingStream(160, 96, 5, None), TrainingStream(160, 96, 5, None)
    list(itertools.islice(again, 3))

    assert all(equal(first.picture(number), again.picture(number)) for number in (0, 7, 1_000_000))


def test_another_seed_gives_other_pictures():
    assert not equal(TrainingStream(160, 96, 5, None).picture(3), TrainingStream(160, 96, 6, None).picture(3))


def test_going_on_shows_what_would_have_come():
    stream = TrainingStream(160, 96, 5, None)

    straight = list(itertools.islice(stream, 6))

    assert all(map(equal, straight[4:], itertools.islice(stream.starting_at(4), 2)))


def test_every_label_of_the_stream_is_whole_and_inside():
    for picture in itertools.islice(TrainingStream(160, 96, 1, None), 40):
        assert picture.pixels.shape == (96, 160, 3)
        assert picture.pixels.dtype == np.uint8
        assert (picture.boxes[:, :2] >= 0).all()
        assert (picture.boxes[:, 0] + picture.boxes[:, 2] <= 160.01).all()
        assert (picture.boxes[:, 1] + picture.boxes[:, 3] <= 96.01).all()
        seen = picture.points[np.isfinite(picture.points)]
        assert ((seen >= 0) & (seen < 160)).all()


def test_drawn_streams_hold_faces_heads_and_plates():
    counted = summary(list(itertools.islice(TrainingStream(320, 192, 1, None), 40)))

    assert min(counted["face"], counted["head"], counted["plate"]) > 5


def test_a_stream_says_what_it_drew_from():
    usual, other = TrainingStream(64, 64, 1, None), TrainingStream(64, 64, 1, None, mixture=Mixture(plates=0.0))

    assert len(usual.digest) == 64
    assert usual.digest != other.digest


@pytest.mark.parametrize("effect", ALL, ids=lambda effect: effect.__name__)
def test_weather_changes_pixels_and_nothing_else(effect):
    rng = np.random.default_rng(3)
    pixels = rng.integers(0, 255, (6, 10, 3)).astype(np.uint8)
    pixels = cv2.resize(pixels, (162, 97), interpolation=cv2.INTER_CUBIC)
    before = pixels.copy()

    after = effect(pixels, rng)

    assert after.shape == pixels.shape
    assert after.dtype == np.uint8
    assert (pixels == before).all()
    assert (after != before).any()


def test_no_weather_is_possible():
    pixels = np.full((20, 30, 3), 90, np.uint8)

    assert (weathered(pixels, np.random.default_rng(1), strength=0.0) == pixels).all()


def test_dress_covers_a_face_and_leaves_its_points():
    # Given a bare figure
    figure = figure_of(DrawnFaces()[3], 60, np.random.default_rng(1), plain=True)
    bare = np.ascontiguousarray(figure.pixels)

    mouth = figure.points[3:].mean(0).round().astype(int)
    covered = masked(bare, figure.points, np.random.default_rng(2))
    others = [
        hatted(bare, figure.points, figure.face, np.random.default_rng(2)),
        hooded(bare, figure.points, figure.face, np.random.default_rng(2)),
        shaded(bare, figure.points, np.random.default_rng(2)),
    ]

    assert (covered[mouth[1], mouth[0], :3] != bare[mouth[1], mouth[0], :3]).any()
    assert all((other != bare).any() for other in others)
    assert figure.head[2] > figure.face[2]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_every_plate_has_its_shape_and_can_be_read(style):
    plate, _ = draw_plate(np.random.default_rng(4), 48, style)

    assert plate.shape[1] / plate.shape[0] == pytest.approx(style.ratio, rel=0.03)
    assert np.std(cv2.cvtColor(plate, cv2.COLOR_RGB2GRAY)) > 15


def test_plates_come_from_many_countries_and_are_where_their_box_says():
    rng = np.random.default_rng(1)
    pixels = np.zeros((100, 200, 3), np.uint8)
    plate, style = draw_plate(rng)

    box = lay(pixels, plate, corners_of(100, 50, 14, style.ratio, rng))

    rows, columns = np.nonzero(pixels.max(-1) > 8)
    drawn = np.float32([columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1])
    assert np.abs(drawn - box).max() < 3
    assert len({style.name for style in STYLES}) >= 12


def test_neighbours_and_names_decide_the_side():
    assert picture_group("people/street_000001.jpg") == picture_group("people/street_000007.jpg")
    assert picture_group("people/street_000001.jpg") != picture_group("people/street_000009.jpg")
    held = sum(side_of(f"somebody {number}") is Side.HELD_OUT for number in range(2000))
    assert 0.17 < held / 2000 < 0.23


def test_near_duplicates_are_told_by_thumbnails():
    rng = np.random.default_rng(1)
    pictures = rng.normal(size=(3, 144)).astype(np.float32)
    pictures = (pictures - pictures.mean(1, keepdims=True)) / pictures.std(1, keepdims=True)
    nearly = pictures[:1] + 0.1 * rng.normal(size=(1, 144)).astype(np.float32)

    assert near_duplicates(pictures, nearly).tolist() == [True, False, False]


def test_the_digest_follows_the_contents(tmp_path):
    file = tmp_path / "set.tar"
    file.write_bytes(b"one")
    before = data_digest([file])
    file.write_bytes(b"two")

    assert data_digest([file]) != before


def test_the_teachers_are_asked_once_and_a_broken_line_is_asked_again(tmp_path):
    # Given a cache whose last line was cut off
    asked = []
    rows = np.float32([[1, 2, 3, 4, 0.5]])

    def ask(pixels):
        asked.append(pixels.shape)
        return Taught(rows, rows, np.zeros((0, 15)))

    pictures = [(name, lambda: np.zeros((4, 4, 3), np.uint8)) for name in ("a", "b")]
    assert TeacherCache(tmp_path).fill(pictures, ask) == 2
    cache = TeacherCache(tmp_path)
    lines = cache.file.read_text().splitlines()
    cache.file.write_text(lines[0] + "\n" + lines[1][:20])

    again = TeacherCache(tmp_path)

    assert again.taught("a").persons.tolist() == rows.tolist()
    assert again.taught("b") is None
    assert again.fill(pictures, ask) == 1
    assert TeacherCache(tmp_path).taught("b") is not None


@needs_shared
def test_nothing_that_is_judged_is_trained_on():
    training, held = People(SHARED, Side.TRAINING), People(SHARED, Side.HELD_OUT)
    faces, held_faces = Faces(SHARED, Side.TRAINING), Faces(SHARED, Side.HELD_OUT)

    def groups(people):
        return {picture_group(record["file"]) for record in people.records}

    def identities(of):
        return {row.get("identity") or row["file"] for row in of._rows}

    assert len(training) > 800
    assert len(held) > 200
    assert not groups(training) & groups(held)
    assert not identities(faces) & identities(held_faces)
    assert not set(clip_files(SHARED, Side.TRAINING)) & set(clip_files(SHARED, Side.HELD_OUT))


@needs_shared
def test_the_stream_shows_real_pictures_with_every_kind(tmp_path):
    stream = TrainingStream(320, 192, 2, SHARED, cache=tmp_path)

    pictures = list(itertools.islice(stream, 60))

    counted = summary(pictures)
    assert min(counted[name] for name in KINDS) > 10
    assert any(FACE not in picture.complete for picture in pictures)
    assert all((picture.kinds[picture.ignore] <= PLATE).all() for picture in pictures)


def test_a_hollow_darkens_what_is_around_a_plate_and_nothing_else():
    pixels = np.full((96, 160, 3), 200, np.uint8)
    corners = np.float32([[60, 40], [100, 40], [100, 55], [60, 55]])

    recess(pixels, corners, np.random.default_rng(3))
    recess(pixels, corners - np.float32([300, 0]), np.random.default_rng(3))  # outside

    assert (pixels[47, 62:98] < 165).all()
    assert (pixels[:15] == 200).all()
    assert (pixels[:, :30] == 200).all()


def test_a_mounted_plate_keeps_its_size_but_for_its_holder():
    rng = np.random.default_rng(5)
    plain = draw_plate(rng)[0]

    shapes = {mounted(plain, rng).shape[:2] for _ in range(40)}

    assert plain.shape[:2] in shapes
    assert len(shapes) > 3
    assert all(plain.shape[0] <= height <= 1.5 * plain.shape[0] for height, _ in shapes)


@needs_shared
def test_some_pictures_are_as_a_camera_gives_them(tmp_path):
    plain = Mixture(plain=1.0, plain_weather=0.0)
    stream = TrainingStream(320, 192, 2, SHARED, cache=tmp_path, mixture=plain)
    pictures = [stream.picture(index) for index in range(30)]

    whole = [picture for picture in pictures if (picture.pixels[-1, -1] == GREY_BAR).all()]

    assert 5 < len(whole) < 25
    assert not any((picture.kinds > PLATE).any() for picture in pictures)  # vehicles are nothing to be found
    assert all((picture.pixels[0, 0] != GREY_BAR).any() for picture in pictures)


@needs_shared
def test_real_crops_become_figures_with_their_points_in_the_face():
    faces = Faces(SHARED, Side.TRAINING)
    rng = np.random.default_rng(1)

    for index in (0, len(faces) // 2, len(faces) - 1):
        figure = figure_of(faces[index], 40, rng, plain=True)
        assert figure.face[3] == pytest.approx(40, abs=1)
        inside = (figure.points > figure.face[:2]) & (figure.points < figure.face[:2] + figure.face[2:])
        assert inside.mean() > 0.8


def test_a_missing_clip_is_named(tmp_path):
    (tmp_path / "none.mp4").write_bytes(b"")

    with pytest.raises(ValueError, match=r"none\.mp4 cannot be opened"):
        next(sources.frames(tmp_path / "none.mp4"))


def test_a_picture_that_cannot_be_read_says_so_without_its_bytes():
    with pytest.raises(ValueError, match="cannot be decoded"):
        sources.decoded(b"not a picture")
    assert KINDS[HEAD] == "head"


@needs_shared
def test_a_stream_for_one_kind_tells_of_nothing_else_and_shows_real_plates_more_often(tmp_path):
    def plates(mixture):
        stream = TrainingStream(320, 192, 3, SHARED, cache=tmp_path, mixture=mixture)
        return [stream.picture(index) for index in range(60)]

    usual, more = (plates(Mixture(plain=0.0, plates=0.0, kinds=(PLATE,), platesward=often)) for often in (1.0, 50.0))

    assert all(set(picture.kinds) <= {PLATE} and picture.complete <= {PLATE} for picture in usual + more)
    shown = [sum((~picture.ignore).sum() for picture in pictures) for pictures in (usual, more)]
    assert shown[1] > 2 * shown[0] > 0
