# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Scenes put together: several views side by side, figures pasted into them as crowds, plates laid onto vehicles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from bauta_models.data.boxes import covered
from bauta_models.data.figures import Figure, figure_of
from bauta_models.data.labels import Labels
from bauta_models.data.picture import ALL_KINDS, FACE, HEAD, PERSON, PLATE, VEHICLE, Picture, with_boxes
from bauta_models.data.plates import USUAL, Hanging, corners_of, draw_plate, draw_vehicle, lay, mounted, recess
from bauta_models.data.sources import Crop
from bauta_models.data.views import view

MakePlate = Callable[[np.random.Generator], tuple[np.ndarray, float]]
"""A plate seen straight on, (H, W, 3) uint8 RGB, and its width over height."""

LAYOUTS = (((1, 1), 0.55), ((2, 1), 0.13), ((1, 2), 0.02), ((2, 2), 0.18), ((3, 2), 0.09), ((3, 3), 0.03))
"""Columns and rows of views, with their chances: many views make small objects."""


class Scene:
    """A picture in the making: its pixels are drawn on, its labels grow."""

    def __init__(self, picture: Picture) -> None:
        self.pixels = np.ascontiguousarray(picture.pixels).copy()
        rows = (list(picture.boxes), list(picture.kinds), list(picture.points), list(picture.ignore))
        self.labels = Labels(*rows, complete=picture.complete)

    def picture(self, source: str, name: str) -> Picture:
        """What the scene has become."""
        return Picture(self.pixels, **self.labels.arrays(), source=source, name=name)

    def hide(self, box: np.ndarray) -> None:
        """Ignores whatever is now mostly behind an opaque thing at ``box``."""
        if self.labels.boxes:
            hidden = covered(np.asarray(self.labels.boxes), np.asarray(box, np.float32)[None])[:, 0] > 0.4
            hidden &= np.asarray(self.labels.kinds) != VEHICLE
            self.labels.ignore = [bool(old or new) for old, new in zip(self.labels.ignore, hidden, strict=True)]


def side_by_side(choose, width: int, height: int, rng: np.random.Generator) -> Picture:
    """One to nine views that fill a picture; ``choose(rng)`` gives the pictures they look at.

    Where one of several views is not complete for a kind, the whole view is ignored for it.
    """
    chances = np.array([chance for _, chance in LAYOUTS])
    columns, rows = LAYOUTS[int(rng.choice(len(LAYOUTS), p=chances / chances.sum()))][0]
    if columns * rows == 1:
        return view(choose(rng), width, height, rng)
    pixels = np.zeros((height, width, 3), np.uint8)
    labels = Labels(complete=ALL_KINDS)
    xs, ys = np.linspace(0, width, columns + 1).astype(int), np.linspace(0, height, rows + 1).astype(int)
    for row in range(rows):
        for column in range(columns):
            x, y, w, h = xs[column], ys[row], xs[column + 1] - xs[column], ys[row + 1] - ys[row]
            part = view(choose(rng), int(w), int(h), rng)
            pixels[y : y + h, x : x + w] = part.pixels
            for box, kind, points, ignore in zip(part.boxes, part.kinds, part.points, part.ignore, strict=True):
                labels.add(int(kind), box + np.float32([x, y, 0, 0]), ignore, points + np.float32([x, y]))
            for kind in ALL_KINDS - part.complete:
                labels.add(kind, (x, y, w, h), ignore=True)
    return Picture(pixels, **labels.arrays(), source="views")


def without_vehicles(picture: Picture) -> Picture:
    """Vehicles are no labels for a network. One on which nobody has looked for plates leaves its lower part ignored,
    from 40 pixels of width on.

    Elsewhere on vehicles none means none, so that lamps and windows are learnt to be no plates.
    """
    vehicle = picture.kinds == VEHICLE
    boxes, kinds = picture.boxes.copy(), np.where(vehicle, PLATE, picture.kinds)
    boxes[vehicle, 1] += 0.3 * boxes[vehicle, 3]
    boxes[vehicle, 3] *= 0.7
    keep = ~vehicle | (picture.ignore & (boxes[:, 2] >= 40))
    return with_boxes(replace(picture, boxes=boxes, kinds=kinds), keep)


def crowd(scene: Scene, faces, count: int, rng: np.random.Generator) -> None:
    """Pastes figures, the small ones first, so that near ones hide far ones; ``faces[i]`` is a ``Crop``."""
    height, width = scene.pixels.shape[:2]
    least, most = 7.0, 0.45 * height
    middle = np.exp(rng.uniform(np.log(8), np.log(min(48, most))))
    sizes = np.sort(np.clip(middle * np.exp(rng.normal(0, 0.3, count)), least, most))
    for size in sizes:
        crop: Crop = faces[int(rng.integers(0, len(faces)))]
        figure = figure_of(crop, float(size), rng)
        across = rng.uniform(0, width) - figure.pixels.shape[1] / 2
        down = rng.uniform(-0.1, 0.85) * height - figure.pixels.shape[0] / 3
        paste(scene, figure, round(across), round(down), rng)


def paste(scene: Scene, figure: Figure, x: int, y: int, rng: np.random.Generator) -> None:
    """Lays a figure at ``x, y`` under the light of the scene and labels its head, face and, ignored, its body."""
    scene.hide(_shifted(figure.head, x, y))
    blend(scene.pixels, figure.pixels, x, y, rng)
    head = _shifted(figure.head, x, y)
    scene.labels.add(HEAD, head)
    if figure.face is not None:
        scene.labels.add(FACE, _shifted(figure.face, x, y), points=figure.points + np.float32([x, y]))
    body = np.float32([head[0] - 0.6 * head[2], head[1], 2.2 * head[2], 2.4 * head[3]])
    scene.labels.add(PERSON, body, ignore=True)


def drawn_plate(rng: np.random.Generator) -> tuple[np.ndarray, float]:
    """A drawn plate of any style, and its width over height."""
    plate, style = draw_plate(rng)
    return plate, style.ratio


def number_plates(
    scene: Scene,
    vehicles: np.ndarray,
    count: int,
    rng: np.random.Generator,
    hanging: Hanging = USUAL,
    make: MakePlate = drawn_plate,
) -> None:
    """Lays plates that ``make`` gives: onto vehicles (N, 4) where there are any, else onto drawn ones or anywhere."""
    height, width = scene.pixels.shape[:2]
    for _ in range(count):
        tall = float(np.exp(rng.uniform(np.log(5.0), np.log(hanging.largest * height))))
        draw = rng.random()
        if len(vehicles) and draw < 0.5:
            x, y, w, h = vehicles[int(rng.integers(0, len(vehicles)))]
            place = (x + w * rng.uniform(0.3, 0.7), y + h * rng.uniform(0.4, 0.8))
            tall = float(np.clip(w * rng.uniform(0.05, 0.09), 4.5, hanging.largest * height))
        elif draw < 0.75:
            body, seat = draw_vehicle(rng, int(np.clip(tall * rng.uniform(9, 16), 24, 0.5 * width)))
            left, top = (
                int(rng.uniform(0, width) - body.shape[1] / 2),
                int(rng.uniform(0.1, 1) * height - body.shape[0] / 2),
            )
            scene.hide(np.float32([left, top, body.shape[1], body.shape[0]]))
            blend(scene.pixels, body, left, top, rng)
            place = (left + seat[0], top + seat[1])
            tall = min(tall, float(seat[2]) * 1.3)
        else:
            place = (rng.uniform(0.03, 0.97) * width, rng.uniform(0.05, 0.95) * height)
        _plate(scene, make(rng), place, tall, rng, hanging)


def board(scene: Scene, rng: np.random.Generator) -> None:
    """A sign with writing that is no number plate: upright or square, or a long fascia."""
    height, width = scene.pixels.shape[:2]
    h = int(np.exp(rng.uniform(np.log(10), np.log(0.4 * height))))
    w = int(h * (rng.uniform(0.5, 1.1) if rng.random() < 0.6 else rng.uniform(8, 12)))
    panel = np.full((h, w, 3), rng.integers(20, 240, 3), np.uint8)
    ink = tuple(int(value) for value in rng.integers(0, 255, 3))
    lines = max(1, int(rng.integers(2, 5)) if w < 2 * h else 1)
    for number in range(lines):
        words = "".join(chr(int(sign)) for sign in rng.integers(97, 123, int(rng.integers(4, 16))))
        size = max(0.2, min(h / lines / 34, w / len(words) / 17))
        cv2.putText(
            panel, words, (2, int(h / lines * (number + 0.8))), cv2.FONT_HERSHEY_SIMPLEX, size, ink, 1, cv2.LINE_AA
        )
    x, y = int(rng.integers(-w // 2, width - w // 2)), int(rng.integers(0, max(1, height - h)))
    alpha = np.full((h, w, 1), 255, np.uint8)
    scene.hide(np.float32([x, y, w, h]))
    blend(scene.pixels, np.concatenate([panel, alpha], axis=2), x, y, rng)


def _plate(
    scene: Scene,
    made: tuple[np.ndarray, float],
    place: tuple[float, float],
    tall: float,
    rng: np.random.Generator,
    hanging: Hanging,
) -> None:
    plate, ratio = made
    corners = corners_of(float(place[0]), float(place[1]), tall, ratio, rng, hanging)
    x, y = (int(np.clip(value, 0, limit - 1)) for value, limit in zip(place, scene.pixels.shape[1::-1], strict=True))
    around = scene.pixels[max(0, y - 12) : y + 13, max(0, x - 20) : x + 21]
    least = rng.uniform(0.2, 0.5)  # in the shade of its vehicle or not
    light = float(np.clip(least + around.mean() / 190, least, 1.1) * rng.uniform(0.85, 1.2))
    if rng.random() < 0.3:
        recess(scene.pixels, corners, rng)
    box = lay(scene.pixels, mounted(plate, rng), corners, light)
    scene.hide(box)
    scene.labels.add(PLATE, box)


def _shifted(box: np.ndarray, x: float, y: float) -> np.ndarray:
    return box + np.float32([x, y, 0, 0])


def blend(pixels: np.ndarray, layer: np.ndarray, x: int, y: int, rng: np.random.Generator) -> None:
    """Lays ``layer`` (H, W, 4) uint8 RGBA onto ``pixels``, its top left corner at ``x, y``; what is outside is cut."""
    y0, x0 = max(0, y), max(0, x)
    y1, x1 = min(pixels.shape[0], y + layer.shape[0]), min(pixels.shape[1], x + layer.shape[1])
    if y1 <= y0 or x1 <= x0:
        return
    part = layer[y0 - y : y1 - y, x0 - x : x1 - x].astype(np.float32)
    under = pixels[y0:y1, x0:x1]
    share = part[..., 3:] / 255
    # Half way from its own light to that of the place, so that a figure neither glows nor vanishes.
    own = float((part[..., :3] * share).sum() / max(float(share.sum()) * 3, 1.0))
    light = np.clip(0.5 + 0.5 * float(under.mean()) / max(own, 8.0), 0.35, 1.4) * rng.uniform(0.85, 1.15)
    under[:] = np.clip(under * (1 - share) + part[..., :3] * light * share, 0, 255)
