# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Looking at a picture anew: a part of it, larger or smaller, mirrored, from an oblique angle; labels move along."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from bauta_models.data.boxes import areas, clipped
from bauta_models.data.picture import FACE, HEAD, PERSON, PLATE, VEHICLE, Picture

LEAST_SIZE = {FACE: 6.5, HEAD: 7.0, PERSON: 10.0, PLATE: 7.5, VEHICLE: 0.0}
"""Square root of the area in pixels under which an object is ignored: nobody could tell it."""

LEAST_VISIBLE = {FACE: 0.6, HEAD: 0.55, PERSON: 0.3, PLATE: 0.75, VEHICLE: 0.0}
"""Share of an object that must lie inside a picture for it to count; less is ignored."""


def view(picture: Picture, width: int, height: int, rng: np.random.Generator, oblique: float = 0.5) -> Picture:
    """A part of the picture that fills ``width`` x ``height`` pixels, with chance ``oblique`` from an angle."""
    part = _part(picture, width, height, rng)
    quad = np.float32([[part[0], part[1]], [part[2], part[1]], [part[2], part[3]], [part[0], part[3]]])
    if rng.random() < oblique:
        side = np.float32([part[2] - part[0], part[3] - part[1]])
        inward = np.float32([[1, 1], [-1, 1], [-1, -1], [1, -1]])
        quad += inward * rng.uniform(0, 0.13, (4, 2)).astype(np.float32) * side
    mirrored = bool(rng.random() < 0.5)
    return warped(picture, quad, width, height, mirrored)


def warped(picture: Picture, quad: np.ndarray, width: int, height: int, mirrored: bool = False) -> Picture:
    """The four-sided part ``quad`` (4, 2), clockwise from the top left, stretched to ``width`` x ``height`` pixels."""
    pixels, quad, shrunk = _averaged(picture.pixels, quad, width)
    goal = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    if mirrored:
        goal[:, 0] = width - goal[:, 0]
    turn = cv2.getPerspectiveTransform(quad.astype(np.float32), goal)
    seen = cv2.warpPerspective(pixels, turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    boxes = _moved_boxes(picture.boxes * shrunk, turn)
    points = _moved(picture.points.reshape(-1, 2) * shrunk, turn).reshape(-1, 5, 2)
    if mirrored:
        points = points[:, [1, 0, 2, 4, 3]]
    return within(replace(picture, pixels=seen, boxes=boxes, points=points), width, height)


def within(picture: Picture, width: int, height: int) -> Picture:
    """Labels cut at the edges: what is mostly outside or too small is ignored, what is wholly outside is gone."""
    if not len(picture.kinds):
        return picture
    inside = clipped(picture.boxes, width, height)
    visible = areas(inside) / np.maximum(areas(picture.boxes), 1e-6)
    size = np.sqrt(areas(inside))
    least = np.array([LEAST_VISIBLE[int(kind)] for kind in picture.kinds])
    smallest = np.array([LEAST_SIZE[int(kind)] for kind in picture.kinds])
    ignore = picture.ignore | (visible < least) | (size < smallest)
    keep = areas(inside) > 1.0
    points = np.where(
        ((picture.points >= 0) & (picture.points < (width, height))).all(-1, keepdims=True), picture.points, np.nan
    )
    return replace(
        picture, boxes=inside[keep], kinds=picture.kinds[keep], points=points[keep], ignore=ignore[keep]
    )  # fmt: skip


def fitted(picture: Picture, width: int, height: int) -> Picture:
    """The whole picture scaled into ``width`` x ``height`` pixels, grey bars at the right and below, as on the edge."""
    scale = min(width / picture.width, height / picture.height)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    small = cv2.resize(picture.pixels, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    pixels = np.full((height, width, 3), 114, np.uint8)
    pixels[: size[1], : size[0]] = small
    scaled = replace(picture, pixels=pixels, boxes=picture.boxes * scale, points=picture.points * scale)
    return within(scaled, width, height)


def _part(picture: Picture, width: int, height: int, rng: np.random.Generator) -> tuple[float, float, float, float]:
    cover = max(width / picture.width, height / picture.height)
    scale = cover * np.exp(abs(rng.normal(0, 0.35)))
    stretch = np.exp(rng.normal(0, 0.08))
    w, h = min(picture.width, width / scale * stretch), min(picture.height, height / scale)
    middle = rng.uniform(0, 1, 2) * (picture.width, picture.height)
    shown = np.flatnonzero(~picture.ignore & (picture.kinds != VEHICLE))
    if len(shown) and rng.random() < 0.6:
        box = picture.boxes[shown[int(rng.integers(0, len(shown)))]]
        middle = box[:2] + box[2:] / 2 + rng.normal(0, 0.2, 2) * (w, h)
    x = float(np.clip(middle[0] - w / 2, 0, picture.width - w))
    y = float(np.clip(middle[1] - h / 2, 0, picture.height - h))
    return x, y, x + w, y + h


def _averaged(pixels: np.ndarray, quad: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Shrinks first where the view is much smaller than the part, so that small things do not flicker away."""
    scale = width / max(float(np.ptp(quad[:, 0])), 1.0)
    if scale > 0.7:
        return pixels, quad, 1.0
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return small, quad * scale, scale


def _moved(points: np.ndarray, turn: np.ndarray) -> np.ndarray:
    if not len(points):
        return points.astype(np.float32)
    flat = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ turn.T
    return (flat[:, :2] / flat[:, 2:]).astype(np.float32)


def _moved_boxes(boxes: np.ndarray, turn: np.ndarray) -> np.ndarray:
    """Boxes whose sides run through the middles of the moved sides: tighter than a box about the moved corners."""
    x, y, w, h = boxes.T
    corners = np.stack([x, y, x + w, y, x + w, y + h, x, y + h], axis=1).reshape(-1, 2)
    moved = _moved(corners, turn).reshape(-1, 4, 2)
    xs = np.sort(moved[..., 0], axis=1).reshape(-1, 2, 2).mean(2)
    ys = np.sort(moved[..., 1], axis=1).reshape(-1, 2, 2).mean(2)
    return np.stack([xs[:, 0], ys[:, 0], xs[:, 1] - xs[:, 0], ys[:, 1] - ys[:, 0]], axis=1)
