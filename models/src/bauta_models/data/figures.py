# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""A face crop becomes a figure: hair, neck and shoulders about it, perhaps a mask or a hat, cut out with an alpha.

Face crops end at the forehead; a head does not. What the crop lacks is drawn, coarsely: it is looked at from afar.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from bauta_models.data.labels import head_of_face
from bauta_models.data.sources import Crop
from bauta_models.data.wearables import dressed

HAIR = (
    (18, 16, 15),
    (40, 28, 22),
    (75, 52, 35),
    (120, 88, 55),
    (175, 145, 100),
    (150, 150, 150),
    (215, 212, 208),
    (95, 40, 25),
)
"""RGB of hair; bald heads take the colour of the forehead."""


@dataclass(frozen=True)
class Figure:
    """``pixels`` (H, W, 4) uint8 RGBA; ``points`` (5, 2), ``face`` and ``head`` (4,) in its pixels, float32.

    ``points`` and ``face`` are ``None`` for one who is seen from behind.
    """

    pixels: np.ndarray
    head: np.ndarray
    face: np.ndarray | None
    points: np.ndarray | None


def figure_of(crop: Crop, face_height: float, rng: np.random.Generator, plain: bool = False) -> Figure:
    """A figure whose face is ``face_height`` pixels high, mirrored and tilted as the generator says.

    A ``plain`` one always shows its face, without mask, hat or glasses.
    """
    scale = face_height / float(crop.box[3])
    small = _scaled(crop.pixels, scale)
    points, box = crop.points * scale, crop.box * scale
    if rng.random() < 0.5:
        small, points, box = _mirrored(small, points, box)
    behind = not plain and rng.random() < 0.06 and face_height < 24
    margin = np.float32([0.9 * box[2], 0.55 * box[3]])
    size = (int(box[2] + 2 * margin[0]) + 2, int(box[3] * 2.1 + margin[1]) + 2)
    shift = margin - box[:2]
    points, box = points + shift, np.concatenate([margin, box[2:]]).astype(np.float32)
    head = head_of_face(box, points)
    canvas = np.zeros((size[1], size[0], 4), np.uint8)
    _shoulders(canvas, box, rng)
    skin = small[
        int(np.clip(points[2, 1] - shift[1], 0, small.shape[0] - 1)),
        int(np.clip(points[2, 0] - shift[0], 0, small.shape[1] - 1)),
    ]
    _hair(canvas, head, skin, rng)
    if not behind:
        _face(canvas, small, shift, box)
        canvas = canvas if plain else dressed(canvas, points, box, rng)
    return _tilted(Figure(canvas, head, None if behind else box, None if behind else points), rng)


def _scaled(pixels: np.ndarray, scale: float) -> np.ndarray:
    size = (max(4, round(pixels.shape[1] * scale)), max(4, round(pixels.shape[0] * scale)))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)


def _mirrored(pixels: np.ndarray, points: np.ndarray, box: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    width = pixels.shape[1]
    turned = points[[1, 0, 2, 4, 3]].copy()
    turned[:, 0] = width - 1 - turned[:, 0]
    return pixels[:, ::-1], turned, np.float32([width - 1 - box[0] - box[2], box[1], box[2], box[3]])


def _shoulders(canvas: np.ndarray, box: np.ndarray, rng: np.random.Generator) -> None:
    x, y, w, h = (float(value) for value in box)
    middle, neck, top = x + w / 2, y + h * 0.85, y + h * rng.uniform(1.1, 1.25)
    wide = w * rng.uniform(1.1, 1.5)
    bottom = canvas.shape[0]
    outline = [
        (middle - 0.28 * w, neck), (middle + 0.28 * w, neck), (middle + 0.32 * w, top),
        (middle + wide * 0.9, top + 0.22 * h), (middle + wide, bottom), (middle - wide, bottom),
        (middle - wide * 0.9, top + 0.22 * h), (middle - 0.32 * w, top),
    ]  # fmt: skip
    shade = np.clip(rng.uniform(15, 210) + rng.normal(0, 22, 3), 5, 245)
    cv2.fillPoly(canvas, [np.round(outline).astype(np.int32)], (*(int(value) for value in shade), 255), cv2.LINE_AA)


def _hair(canvas: np.ndarray, head: np.ndarray, skin: np.ndarray, rng: np.random.Generator) -> None:
    colour = np.float32(HAIR[int(rng.integers(0, len(HAIR)))]) if rng.random() < 0.9 else skin.astype(np.float32)
    x, y, w, h = (float(value) for value in head)
    middle = (round(x + w / 2), round(y + h * 0.5))
    tint = tuple(int(value) for value in np.clip(colour + rng.uniform(-15, 15), 0, 255))
    cv2.ellipse(
        canvas, middle, (max(1, round(w * 0.46)), max(1, round(h * 0.49))), 0, 0, 360, (*tint, 255), -1, cv2.LINE_AA
    )
    if rng.random() < 0.3:  # long hair
        low = (round(x + w * 0.08), round(y + h * 0.45)), (round(x + w * 0.92), round(y + h * rng.uniform(1.0, 1.4)))
        cv2.rectangle(canvas, low[0], low[1], (*tint, 255), -1)
    size = (canvas.shape[1], canvas.shape[0])
    folds = cv2.resize(rng.uniform(0.7, 1.15, (7, 6)).astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    canvas[..., :3] = np.clip(canvas[..., :3] * folds[..., None], 0, 255)


def _face(canvas: np.ndarray, small: np.ndarray, shift: np.ndarray, box: np.ndarray) -> None:
    left, top = round(float(shift[0])), round(float(shift[1]))
    y0, y1 = max(0, top), min(canvas.shape[0], top + small.shape[0])
    x0, x1 = max(0, left), min(canvas.shape[1], left + small.shape[1])
    mask = np.zeros(canvas.shape[:2], np.uint8)
    middle = (round(float(box[0] + box[2] / 2)), round(float(box[1] + box[3] * 0.52)))
    cv2.ellipse(mask, middle, (max(1, int(box[2] * 0.49)), max(1, int(box[3] * 0.49))), 0, 0, 360, 255, -1, cv2.LINE_AA)
    part = mask[y0:y1, x0:x1]
    part[:1], part[-1:] = 0, 0
    feather = max(1, int(box[2] * 0.06)) * 2 + 1
    share = cv2.blur(part, (feather, feather))[..., None].astype(np.float32) / 255
    under = canvas[y0:y1, x0:x1]
    inside = small[y0 - top : y1 - top, x0 - left : x1 - left]
    under[..., :3] = under[..., :3] * (1 - share) + inside * share
    under[..., 3] = np.maximum(under[..., 3], (share[..., 0] * 255).astype(np.uint8))


def _tilted(figure: Figure, rng: np.random.Generator) -> Figure:
    angle, squeeze = rng.normal(0, 8), rng.uniform(0.9, 1.08)
    middle = figure.head[:2] + figure.head[2:] / 2
    turn = cv2.getRotationMatrix2D((float(middle[0]), float(middle[1])), float(np.clip(angle, -25, 25)), 1.0)
    turn[0] *= squeeze
    pixels = cv2.warpAffine(
        figure.pixels, turn, (figure.pixels.shape[1], figure.pixels.shape[0]), flags=cv2.INTER_LINEAR
    )

    def moved(box: np.ndarray) -> np.ndarray:
        centre = turn[:, :2] @ (box[:2] + box[2:] / 2) + turn[:, 2]
        side = box[2:] * np.float32([squeeze, 1])
        return np.concatenate([centre - side / 2, side]).astype(np.float32)

    points = None if figure.points is None else (figure.points @ turn[:, :2].T + turn[:, 2]).astype(np.float32)
    return Figure(pixels, moved(figure.head), None if figure.face is None else moved(figure.face), points)
