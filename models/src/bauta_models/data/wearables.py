# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Masks, hats, hoods and dark glasses drawn onto faces, so that a covered face is still a face.

All places come from the five points; "up" is the way from the mouth to the eyes, so tilted faces keep their hats.
"""

from __future__ import annotations

import cv2
import numpy as np

CLOTH = (
    (235, 240, 245),
    (120, 180, 215),
    (30, 30, 34),
    (60, 110, 160),
    (190, 60, 60),
    (200, 190, 160),
    (60, 90, 60),
    (20, 30, 70),
)


def dressed(figure: np.ndarray, points: np.ndarray, box: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A figure (H, W, 4) uint8 RGBA after at most mask, hat or hood, and glasses: about half of all stay bare.

    ``points`` (5, 2) and the face ``box`` (4,) are in its figure. What is drawn beyond the head becomes opaque too.
    """
    if rng.random() < 0.25:
        figure = masked(figure, points, rng)
    if rng.random() < 0.22:
        figure = (hatted if rng.random() < 0.6 else hooded)(figure, points, box, rng)
    if rng.random() < 0.08:
        figure = shaded(figure, points, rng)
    return figure


def masked(figure: np.ndarray, points: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A mask from the bridge of the nose, or lower where worn wrongly, to under the chin."""
    eyes, mouth, right, down = _frame(points)
    half = np.linalg.norm(points[1] - points[0]) * rng.uniform(0.78, 0.98)
    tall = np.linalg.norm(mouth - eyes)
    top = eyes + down * tall * (rng.uniform(0.3, 0.5) if rng.random() < 0.85 else rng.uniform(0.7, 0.9))
    bottom = mouth + down * tall * rng.uniform(0.55, 0.75)
    middle = (top + bottom) / 2
    outline = [
        top - right * half * 0.55, top - down * tall * 0.1, top + right * half * 0.55,
        middle - down * tall * 0.1 + right * half, middle + down * tall * 0.25 + right * half * 0.85,
        bottom + right * half * 0.4, bottom - right * half * 0.4,
        middle + down * tall * 0.25 - right * half * 0.85, middle - down * tall * 0.1 - right * half,
    ]  # fmt: skip
    out = _cloth(figure, np.float32(outline), rng)
    for side in (-1, 1):
        start, end = middle + side * right * half * 0.95, middle - down * tall * 0.45 + side * right * half * 1.35
        cv2.line(out, _at(start), _at(end), _colour(rng, 160, 245), 1, cv2.LINE_AA)
    return out


def hatted(figure: np.ndarray, points: np.ndarray, box: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A cap or hat: a crown over the forehead and a brim just above the eyes."""
    eyes, mouth, right, down = _frame(points)
    tall, half = np.linalg.norm(mouth - eyes), box[2] * rng.uniform(0.58, 0.72)
    brim = eyes - down * tall * rng.uniform(0.35, 0.75)
    crown = brim - down * tall * rng.uniform(0.9, 1.6)
    outline = [
        brim - right * half,
        crown - right * half * 0.75,
        crown - down * tall * 0.2,
        crown + right * half * 0.75,
        brim + right * half,
    ]
    out = _cloth(figure, np.float32(outline), rng)
    angle = float(np.degrees(np.arctan2(right[1], right[0])))
    wide = half * rng.uniform(1.0, 1.5)
    colour = _colour(rng, 10, 160)
    cv2.ellipse(out, _at(brim), (max(1, int(wide)), max(1, int(tall * 0.16))), angle, 0, 360, colour, -1, cv2.LINE_AA)
    return out


def hooded(figure: np.ndarray, points: np.ndarray, box: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A hood or headscarf: everything outside an oval about the face becomes cloth."""
    height, width = figure.shape[:2]
    middle = points.mean(0) - np.float32([0, 0.08 * box[3]])
    axes = (max(2, int(box[2] * rng.uniform(0.46, 0.56))), max(2, int(box[3] * rng.uniform(0.46, 0.56))))
    outer = np.zeros((height, width), np.uint8)
    cv2.ellipse(outer, _at(middle), (int(axes[0] * 1.5), int(axes[1] * 1.45)), 0, 0, 360, 255, -1, cv2.LINE_AA)
    cv2.ellipse(outer, _at(middle), axes, 0, 0, 360, 0, -1, cv2.LINE_AA)
    return _laid(figure, cv2.blur(outer, (3, 3)), rng)


def shaded(figure: np.ndarray, points: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Dark glasses."""
    out = figure.copy()
    half = float(np.linalg.norm(points[1] - points[0]))
    for eye in points[:2]:
        axes = (max(1, int(half * 0.36)), max(1, int(half * rng.uniform(0.22, 0.32))))
        cv2.ellipse(out, _at(eye), axes, 0, 0, 360, _colour(rng, 5, 50), -1, cv2.LINE_AA)
    cv2.line(out, _at(points[0]), _at(points[1]), (25, 25, 25, 255), 1, cv2.LINE_AA)
    return out


def _frame(points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    eyes, mouth = points[:2].mean(0), points[3:].mean(0)
    down = (mouth - eyes) / max(float(np.linalg.norm(mouth - eyes)), 1e-3)
    return eyes, mouth, np.float32([down[1], -down[0]]), down


def _at(point: np.ndarray) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))


def _cloth(figure: np.ndarray, outline: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    mask = np.zeros(figure.shape[:2], np.uint8)
    cv2.fillPoly(mask, [outline.round().astype(np.int32)], 255, cv2.LINE_AA)
    return _laid(figure, mask, rng)


def _laid(figure: np.ndarray, mask: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    colour = np.float32(CLOTH[int(rng.integers(0, len(CLOTH)))]) + rng.uniform(-25, 25, 3).astype(np.float32)
    height, width = figure.shape[:2]
    shade = cv2.resize(rng.uniform(0.7, 1.1, (6, 6)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    if rng.random() < 0.2:
        shade = shade * (0.85 + 0.3 * (np.sin(np.arange(width) * rng.uniform(0.2, 0.9)) > 0))[None, :]
    share = mask[..., None].astype(np.float32) / 255
    cloth = np.clip(colour * shade[..., None], 0, 255)
    out = figure.copy()
    out[..., :3] = figure[..., :3] * (1 - share) + cloth * share
    out[..., 3] = np.maximum(figure[..., 3], mask)
    return out


def _colour(rng: np.random.Generator, low: int, high: int) -> tuple[int, int, int, int]:
    red, green, blue = (int(value) for value in rng.integers(low, high, 3))
    return red, green, blue, 255
