# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Number plates, drawn: the shapes, colours and patterns of several countries, with letters and digits by chance.

No plate of a real vehicle is used. Sizes are those of the national rules in millimetres, rounded; what matters to a
detector is the ratio of the sides, the contrast of the characters and the frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
DIGITS = "0123456789"


@dataclass(frozen=True)
class PlateStyle:
    """One kind of plate: width over height, colours as RGB, a pattern of ``L``, ``D``, ``G`` (a glyph of another
    script) and other characters as they stand; ``|`` parts the lines. One with a ``picture`` has a pale landscape
    behind its signs and small print above and below them."""

    name: str
    ratio: float
    ground: tuple[int, int, int]
    ink: tuple[int, int, int]
    pattern: str
    band: str = ""
    strip: tuple[int, int, int] | None = None
    picture: bool = False


@dataclass(frozen=True)
class Hanging:
    """How plates hang in a scene: a share ``askew`` is rolled, as a wide lens rolls what is far from its middle, by a
    normal slope of deviation ``roll``; the tallest has the share ``largest`` of the picture's height."""

    askew: float = 0.25
    roll: float = 0.35
    largest: float = 0.2


USUAL = Hanging()

WHITE, YELLOW, BLACK, BLUE, GREEN, RED = (
    (238, 238, 234),
    (244, 200, 30),
    (22, 22, 22),
    (20, 70, 170),
    (20, 110, 70),
    (170, 30, 30),
)

STYLES = (
    PlateStyle("Germany", 520 / 110, WHITE, BLACK, "LL LL DDD", "left"),
    PlateStyle("France", 520 / 110, WHITE, BLACK, "LL-DDD-LL", "both"),
    PlateStyle("Italy", 520 / 110, WHITE, BLACK, "LL DDDLL", "both"),
    PlateStyle("Spain", 520 / 110, WHITE, BLACK, "DDDD LLL", "left"),
    PlateStyle("Netherlands", 520 / 110, YELLOW, BLACK, "LL-DD-LL", "left"),
    PlateStyle("United Kingdom, front", 520 / 111, WHITE, BLACK, "LLDD LLL"),
    PlateStyle("United Kingdom, rear", 520 / 111, YELLOW, BLACK, "LLDD LLL"),
    PlateStyle("two lines", 280 / 200, WHITE, BLACK, "LL|DDDD", "left"),
    PlateStyle("United States, white", 305 / 152, WHITE, BLUE, "LLL DDDD", strip=BLUE),
    PlateStyle("United States, coloured", 305 / 152, (160, 200, 225), RED, "DLLLDDD", strip=WHITE),
    PlateStyle("United States, landscape", 305 / 152, (225, 230, 235), (25, 40, 90), "LLLDDDD", picture=True),
    PlateStyle("Canada", 305 / 152, WHITE, (30, 60, 140), "LLLL DDD", picture=True),
    PlateStyle("Mexico", 300 / 150, WHITE, (40, 40, 40), "LLL-DD-DD", picture=True),
    PlateStyle("Australia", 372 / 135, WHITE, (30, 70, 50), "LLL DDL", picture=True),
    PlateStyle("China, blue", 440 / 140, BLUE, WHITE, "GL LDDDD"),
    PlateStyle("China, green", 480 / 140, (120, 205, 160), BLACK, "GL DDDDDD"),
    PlateStyle("Japan", 330 / 165, WHITE, GREEN, "GG DDD|DD-DD"),
    PlateStyle("India", 500 / 120, WHITE, BLACK, "LL DD LL DDDD"),
    PlateStyle("Brazil, Mercosur", 400 / 130, WHITE, BLACK, "LLLDLDD", strip=BLUE),
    PlateStyle("Gulf", 520 / 110, WHITE, BLACK, "GG DDDDD"),
    PlateStyle("dark", 520 / 110, BLACK, WHITE, "LLL DDD"),
)


def draw_plate(
    rng: np.random.Generator, height: int = 48, style: PlateStyle | None = None
) -> tuple[np.ndarray, PlateStyle]:
    """A plate seen straight on: (height, width, 3) uint8 RGB, and its style (drawn by chance unless given)."""
    style = style or STYLES[int(rng.integers(0, len(STYLES)))]
    width = round(height * style.ratio)
    ground = np.clip(np.float32(style.ground) * rng.uniform(0.8, 1.05) + rng.normal(0, 5, 3), 0, 255)
    plate = np.full((height, width, 3), ground, np.float32).astype(np.uint8)
    ink = _faded(style.ink, ground, rng)
    if style.picture:
        _picture(plate, rng)
    left, right = _bands(plate, style)
    top = 0
    if style.strip:
        top = round(height * 0.2)
        plate[:top] = style.strip
        if rng.random() < 0.5:
            plate[-round(height * 0.12) :] = style.strip
    lines = style.pattern.split("|")
    for number, line in enumerate(lines):
        inside = (height - top) / len(lines)
        _write(plate, _text(line, rng), (left, width - right, top + inside * number, inside), ink, rng)
    if style.picture:
        _small_print(plate, rng)
    if rng.random() < 0.7:
        cv2.rectangle(
            plate,
            (0, 0),
            (width - 1, height - 1),
            tuple(int(v) for v in rng.integers(10, 200, 3)),
            max(1, height // 20),
        )
    return _worn(plate, rng), style


def mounted(plate: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A plate as it hangs on a vehicle some way off: perhaps in a holder, perhaps with signs that have run into their
    ground; (H, W, 3) uint8 RGB to about as much."""
    return _smeared(_framed(plate, rng), rng)


def recess(pixels: np.ndarray, corners: np.ndarray, rng: np.random.Generator) -> None:
    """Darkens what is around a plate (corners as ``lay`` takes them), in place: many sit in a hollow, in its shade."""
    middle = corners.mean(0)
    hollow = middle + (corners - middle) * rng.uniform(1.2, 1.9, 2) + rng.normal(0, 0.08, 2) * np.ptp(corners, axis=0)
    low, high = (np.clip(np.round(ends).astype(int), 0, None) for ends in (hollow.min(0) - 1, hollow.max(0) + 2))
    under = pixels[low[1] : high[1], low[0] : high[0]]
    if under.size:
        shade = np.zeros(under.shape[:2], np.uint8)
        cv2.fillConvexPoly(shade, np.round(hollow - low).astype(np.int32), 255, cv2.LINE_AA)
        under[:] = under * (1 - shade[..., None] / 255 * rng.uniform(0.2, 0.75))


def lay(pixels: np.ndarray, plate: np.ndarray, corners: np.ndarray, light: float = 1.0) -> np.ndarray:
    """Lays a plate onto pixels in place, its corners (4, 2) clockwise from the top left; returns its box (4,)."""
    height, width = plate.shape[:2]
    low = np.floor(corners.min(0)).astype(int) - 1
    high = np.ceil(corners.max(0)).astype(int) + 2
    size = (int(high[0] - low[0]), int(high[1] - low[1]))
    shrink = (corners[:, 1].max() - corners[:, 1].min()) / height
    if shrink < 0.6:  # as a lens does: average, then warp
        plate = cv2.resize(plate, None, fx=float(shrink), fy=float(shrink), interpolation=cv2.INTER_AREA)
        height, width = plate.shape[:2]
    from_corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    turn = cv2.getPerspectiveTransform(from_corners, (corners - low).astype(np.float32))
    warped = cv2.warpPerspective(plate, turn, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(
        np.float32
    )
    share = cv2.warpPerspective(np.full(plate.shape[:2], 255, np.uint8), turn, size, flags=cv2.INTER_LINEAR)[
        ..., None
    ] / np.float32(255)
    y0, x0 = max(0, low[1]), max(0, low[0])
    y1, x1 = min(pixels.shape[0], high[1]), min(pixels.shape[1], high[0])
    if y1 > y0 and x1 > x0:
        cut = np.s_[y0 - low[1] : y1 - low[1], x0 - low[0] : x1 - low[0]]
        under = pixels[y0:y1, x0:x1]
        under[:] = np.clip(under * (1 - share[cut]) + warped[cut] * light * share[cut], 0, 255)
    start = corners.min(0)
    return np.concatenate([start, corners.max(0) - start]).astype(np.float32)


def corners_of(
    x: float, y: float, height: float, ratio: float, rng: np.random.Generator, hanging: Hanging = USUAL
) -> np.ndarray:
    """Corners (4, 2) of a plate seen from a pole: turned, tilted and rolled by chance about its middle ``x, y``.

    One in three belongs to a vehicle that stands across, so that it is narrow and its lines rise or fall steeply.
    """
    across = rng.random() < 0.33
    width = height * ratio * (rng.uniform(0.25, 0.7) if across else rng.uniform(0.65, 1.0))
    w, h = width / 2, height / 2
    flat = np.float32([[-w, -h], [w, -h], [w, h], [-w, h]])
    rolled = hanging.roll if rng.random() < hanging.askew else 0.1
    slope, roll, near = rng.normal(0, 0.35 if across else 0.12), rng.normal(0, rolled), rng.uniform(-0.12, 0.12)
    flat[:, 1] += flat[:, 0] * (slope + roll)
    flat[:, 1] *= 1 + near * flat[:, 0] / max(w, 1e-3)
    flat[:, 0] -= flat[:, 1] * roll
    return flat + np.float32([x, y])


def draw_vehicle(rng: np.random.Generator, width: int) -> tuple[np.ndarray, np.ndarray]:
    """The back of a vehicle, coarsely: (H, W, 4) uint8 RGBA, and where its plate sits: x, y, largest height."""
    height = round(width * rng.uniform(0.65, 0.95))
    body = np.zeros((height, width, 4), np.uint8)
    paint = np.clip(rng.choice([25, 60, 110, 170, 225]) + rng.normal(0, 25, 3), 0, 255)
    colour, dull = (*(int(v) for v in paint), 255), (*(int(v * 0.5) for v in paint), 255)
    w, h = width, height
    roof = rng.uniform(0.12, 0.2)
    shape = [
        (w * 0.04, h * 0.45),
        (w * roof, h * 0.04),
        (w * (1 - roof), h * 0.04),
        (w * 0.96, h * 0.45),
        (w * 0.98, h * 0.9),
        (w * 0.02, h * 0.9),
    ]
    cv2.fillPoly(body, [np.round(shape).astype(np.int32)], colour, cv2.LINE_AA)
    glass = [(w * (roof + 0.03), h * 0.1), (w * (0.97 - roof), h * 0.1), (w * 0.88, h * 0.4), (w * 0.12, h * 0.4)]
    cv2.fillPoly(
        body, [np.round(glass).astype(np.int32)], (*(int(v) for v in rng.integers(15, 110, 3)), 255), cv2.LINE_AA
    )
    cv2.rectangle(body, (int(w * 0.02), int(h * 0.78)), (int(w * 0.98), int(h * 0.9)), dull, -1)
    lamp = (int(rng.integers(140, 255)), int(rng.integers(10, 230)), int(rng.integers(10, 210)), 255)
    for x in (0.06, 0.8):
        cv2.rectangle(body, (int(w * x), int(h * 0.48)), (int(w * (x + 0.14)), int(h * 0.6)), lamp, -1)
    for x in (0.1, 0.76):
        cv2.rectangle(body, (int(w * x), int(h * 0.88)), (int(w * (x + 0.14)), h - 1), (18, 18, 18, 255), -1)
    shade = np.linspace(1.1, 0.75, height, dtype=np.float32)[:, None, None]
    body[..., :3] = np.clip(body[..., :3] * shade, 0, 255)
    if rng.random() < 0.5:  # what shines back, and the grain of a far lens, so that not every vehicle is a flat drawing
        shine = cv2.resize(
            rng.normal(1, 0.25, (6, 8)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC
        )
        body[..., :3] = np.clip(body[..., :3] * shine[..., None] + rng.normal(0, 6, body.shape[:2])[..., None], 0, 255)
    return body, np.float32([w * rng.uniform(0.46, 0.54), h * rng.uniform(0.6, 0.82), h * 0.13])


def _faded(ink: tuple[int, int, int], ground: np.ndarray, rng: np.random.Generator) -> tuple[int, ...]:
    """Ink that light, dirt and distance have brought nearer to its ground, in one of two plates."""
    share = rng.uniform(0.1, 0.9) if rng.random() < 0.5 else 0.0
    return tuple(int(value) for value in np.float32(ink) * (1 - share) + ground * share)


def _picture(plate: np.ndarray, rng: np.random.Generator) -> None:
    """A pale landscape: a few colours that run into one another from top to bottom."""
    height, width = plate.shape[:2]
    tints = rng.uniform(-60, 20, (int(rng.integers(2, 5)), 2, 3)).astype(np.float32)
    plate[:] = np.clip(plate + cv2.resize(tints, (width, height), interpolation=cv2.INTER_LINEAR), 0, 255)


def _small_print(plate: np.ndarray, rng: np.random.Generator) -> None:
    """The name of a country or state above the signs, a motto below, and the stickers of a year."""
    height, width = plate.shape[:2]
    for low, high in ((0.05, 0.17), (0.85, 0.95)):
        if rng.random() < 0.8:
            half = width * rng.uniform(0.12, 0.32)
            ends = (round(width / 2 - half), round(height * low)), (round(width / 2 + half), round(height * high))
            cv2.rectangle(plate, *ends, tuple(int(value) for value in rng.integers(30, 200, 3)), -1)
    for corner in (0.04, 0.82):
        if rng.random() < 0.5:
            ends = (round(width * corner), round(height * 0.06)), (round(width * (corner + 0.13)), round(height * 0.24))
            cv2.rectangle(plate, *ends, tuple(int(value) for value in rng.integers(60, 255, 3)), -1)


def _bands(plate: np.ndarray, style: PlateStyle) -> tuple[int, int]:
    height, width = plate.shape[:2]
    band = round(height * 0.36)
    if not style.band:
        return round(height * 0.12), round(height * 0.12)
    plate[:, :band] = BLUE
    cv2.circle(plate, (band // 2, height // 3), max(1, height // 10), YELLOW, 1, cv2.LINE_AA)
    if style.band == "both":
        plate[:, width - band :] = BLUE
    return band + 2, (band + 2) if style.band == "both" else round(height * 0.12)


def _text(pattern: str, rng: np.random.Generator) -> str:
    chosen = {"L": LETTERS, "D": DIGITS}
    return "".join(
        chosen[sign][int(rng.integers(0, len(chosen[sign])))] if sign in chosen else sign for sign in pattern
    )


def _write(plate: np.ndarray, text: str, room: tuple, ink: tuple, rng: np.random.Generator) -> None:
    left, right, top, height = room
    cell = (right - left) / max(len(text), 1)
    tall = height * rng.uniform(0.56, 0.7)
    font = cv2.FONT_HERSHEY_SIMPLEX if rng.random() < 0.7 else cv2.FONT_HERSHEY_DUPLEX
    scale = min(tall / 21, cell / 17)
    thick = max(1, round(scale * rng.uniform(2.6, 4.2)))
    base = top + (height + 21 * scale) / 2
    for number, sign in enumerate(text):
        x = left + cell * number + (cell - 18 * scale) / 2
        if sign == "G":
            _glyph(plate, (x, base - 21 * scale, 20 * scale), ink, thick, rng)
        elif sign != " ":
            cv2.putText(plate, sign, (round(x), round(base)), font, float(scale), ink, thick, cv2.LINE_AA)


def _glyph(plate: np.ndarray, room: tuple, ink: tuple, thick: int, rng: np.random.Generator) -> None:
    x, y, side = room
    for _ in range(int(rng.integers(4, 7))):
        ends = rng.uniform(0, side, 4)
        if rng.random() < 0.7:
            ends[2 if rng.random() < 0.5 else 3] = ends[0] if rng.random() < 0.5 else ends[1]
        start, end = (round(x + ends[0]), round(y + ends[1])), (round(x + ends[2]), round(y + ends[3]))
        cv2.line(plate, start, end, ink, max(1, thick // 2), cv2.LINE_AA)


def _framed(plate: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """With the holder that many plates are screwed into: black, painted or bright."""
    if rng.random() < 0.65:
        return plate
    side = max(1, round(plate.shape[0] * rng.uniform(0.03, 0.12)))
    below = round(side * rng.uniform(1, 2.5))
    colour = np.clip(rng.choice([20, 45, 90, 190]) + rng.normal(0, 12, 3), 0, 255).tolist()
    return cv2.copyMakeBorder(plate, side, below, side, side, cv2.BORDER_CONSTANT, value=colour)


def _smeared(plate: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Signs that a far lens has run into their ground, in two plates of five."""
    if rng.random() < 0.6:
        return plate
    return cv2.GaussianBlur(plate, (0, 0), plate.shape[0] * rng.uniform(0.02, 0.1))


def _worn(plate: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    height, width = plate.shape[:2]
    light = cv2.resize(
        rng.uniform(0.75, 1.08, (2, 4)).astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR
    )
    out = plate * light[..., None]
    if rng.random() < 0.2:
        dirt = cv2.resize(rng.uniform(0, 1, (5, 14)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        share = np.clip(dirt - 0.55, 0, 0.5)[..., None]
        out = out * (1 - share) + np.float32([95, 85, 70]) * share
    return np.clip(out, 0, 255).astype(np.uint8)
