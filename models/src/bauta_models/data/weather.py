# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What a street camera does to a picture: night, rain, fog, blur, few pixels, few bits.

Every effect takes (H, W, 3) uint8 RGB and a generator and gives a new array of the same shape; boxes stay where they
are. Low bit rates are real ones: the picture goes through a JPEG or a VP8 intra (WebP) encoder and back.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

Effect = Callable[[np.ndarray, np.random.Generator], np.ndarray]


def exposure(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Gamma 0.6 to 1.7, gain and offset, as an automatic exposure that is off."""
    ramp = np.arange(256, dtype=np.float32) / 255
    curve = ramp ** rng.uniform(0.6, 1.7) * rng.uniform(0.7, 1.3) + rng.uniform(-0.1, 0.1)
    return cv2.LUT(pixels, _table(curve))


def tint(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A white balance that is off: each channel by 0.8 to 1.2."""
    ramp = np.arange(256, dtype=np.float32)[:, None] / 255 * rng.uniform(0.8, 1.2, 3).astype(np.float32)
    return cv2.LUT(pixels, _table(ramp)[None])


def saturation(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Colours weaker or stronger: 0 (grey) to 1.5."""
    grey = cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    share = float(rng.uniform(0, 1.5))
    return cv2.addWeighted(pixels, share, grey, 1 - share, 0)


def grey(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """No colour at all."""
    return cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


def dark(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Dusk: 12 to 50 % of the light, then the sensor's noise."""
    ramp = np.arange(256, dtype=np.float32) / 255
    dimmed = cv2.LUT(pixels, _table(ramp ** rng.uniform(1.0, 1.5) * rng.uniform(0.12, 0.5)))
    return noise(dimmed, rng)


def night(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Infra-red at night: grey, lit from the camera, dark at the rim, noisy."""
    height, width = pixels.shape[:2]
    light = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    across = (np.arange(width, dtype=np.float32) / width - rng.uniform(0.35, 0.65))[None, :]
    down = (np.arange(height, dtype=np.float32) / height - rng.uniform(0.35, 0.65))[:, None]
    lamp = np.exp(-(across**2 + down**2) * rng.uniform(1, 5)) * rng.uniform(0.5, 1.2)
    lit = np.clip(light * lamp + rng.uniform(0, 25), 0, 255).astype(np.uint8)
    return noise(cv2.cvtColor(lit, cv2.COLOR_GRAY2RGB), rng)


def noise(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Sensor noise of deviation 2 to 14, grey or coloured."""
    height, width = pixels.shape[:2]
    channels = 3 if rng.random() < 0.5 else 1
    # A tile of noise laid anew at a random place costs a tenth of drawing every value.
    tile = _NOISE[:, :, :channels]
    y, x = rng.integers(0, tile.shape[0]), rng.integers(0, tile.shape[1])
    rows = (np.arange(height) + y) % tile.shape[0]
    columns = (np.arange(width) + x) % tile.shape[1]
    grain = tile[rows[:, None], columns[None, :]].astype(np.float32) * float(rng.uniform(2, 14) / 32)
    return np.clip(pixels.astype(np.float32) + grain, 0, 255).astype(np.uint8)


def soft(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Out of focus: Gaussian of 0.5 to 2 pixels."""
    return cv2.GaussianBlur(pixels, (0, 0), float(rng.uniform(0.5, 2.0)))


def motion(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A long exposure: 3 to 9 pixels in any direction."""
    length = int(rng.integers(3, 10))
    kernel = np.zeros((length, length), np.float32)
    angle = rng.uniform(0, np.pi)
    middle, reach = (length - 1) / 2, (length - 1) / 2
    ends = [
        (round(middle + way * reach * np.cos(angle)), round(middle + way * reach * np.sin(angle))) for way in (-1, 1)
    ]
    cv2.line(kernel, ends[0], ends[1], 1.0)
    return cv2.filter2D(pixels, -1, kernel / kernel.sum())


def few_pixels(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A smaller sensor: shrunk by 1.3 to 2.5 and back."""
    height, width = pixels.shape[:2]
    by = rng.uniform(1.3, 2.5)
    small = cv2.resize(pixels, (max(8, int(width / by)), max(8, int(height / by))), interpolation=cv2.INTER_AREA)
    way = cv2.INTER_LINEAR if rng.random() < 0.7 else cv2.INTER_NEAREST
    return cv2.resize(small, (width, height), interpolation=way)


def rain(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Streaks of one slant, bright and thin, under a duller light."""
    height, width = pixels.shape[:2]
    layer = np.zeros((height, width), np.uint8)
    count = int(width * height / rng.uniform(250, 1500))
    length, slant = rng.uniform(5, 22), rng.uniform(-0.35, 0.35)
    start = rng.uniform(0, 1, (count, 2)) * (width, height)
    reach = np.stack([np.full(count, slant * length), rng.uniform(0.6, 1.2, count) * length], axis=1)
    lines = np.stack([start, start + reach], axis=1).round().astype(np.int32)
    cv2.polylines(layer, list(lines), False, int(rng.integers(50, 150)), 1, cv2.LINE_AA)
    streaks = cv2.cvtColor(cv2.blur(layer, (1, 3)), cv2.COLOR_GRAY2RGB)
    dull = cv2.convertScaleAbs(pixels, alpha=float(rng.uniform(0.6, 0.95)), beta=float(rng.uniform(5, 30)))
    return cv2.add(dull, streaks)


def fog(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Haze, thicker towards the top of the picture, which is farther away."""
    height = pixels.shape[0]
    share = np.linspace(rng.uniform(0.3, 0.75), rng.uniform(0.05, 0.3), height, dtype=np.float32)[:, None, None]
    return (pixels * (1 - share) + np.float32(rng.uniform(150, 230)) * share).astype(np.uint8)


def drops(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Water on the glass: up to six round blurs."""
    blurred = cv2.GaussianBlur(pixels, (0, 0), 5)
    mask = np.zeros(pixels.shape[:2], np.uint8)
    for _ in range(int(rng.integers(1, 7))):
        place = (int(rng.integers(0, pixels.shape[1])), int(rng.integers(0, pixels.shape[0])))
        cv2.circle(mask, place, int(rng.integers(4, 16)), 255, -1, cv2.LINE_AA)
    share = cv2.blur(mask, (5, 5))[..., None].astype(np.float32) / 255
    return (pixels * (1 - share) + blurred * share).astype(np.uint8)


def jpeg(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A JPEG of quality 8 to 60."""
    return _through(".jpg", [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(8, 61))], pixels)


def low_bitrate(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A key frame of a video at a few kilobits: VP8 intra coding with its loop filter, quality 1 to 30."""
    return _through(".webp", [cv2.IMWRITE_WEBP_QUALITY, int(rng.integers(1, 31))], pixels)


def stale_blocks(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Blocks that an encoder skipped: 16 x 16 squares shifted by a pixel or two, or smeared flat."""
    out = pixels.copy()
    rows, columns = pixels.shape[0] // 16, pixels.shape[1] // 16
    for _ in range(int(rows * columns * rng.uniform(0.02, 0.12))):
        y, x = int(rng.integers(0, rows)) * 16, int(rng.integers(0, columns)) * 16
        if rng.random() < 0.5:
            dy, dx = rng.integers(-2, 3, 2)
            sy, sx = int(np.clip(y + dy, 0, pixels.shape[0] - 16)), int(np.clip(x + dx, 0, pixels.shape[1] - 16))
            out[y : y + 16, x : x + 16] = pixels[sy : sy + 16, sx : sx + 16]
        else:
            block = out[y : y + 16, x : x + 16]
            block[:] = cv2.blur(block, (7, 7))
    return out


LIGHT: tuple[tuple[Effect, float], ...] = ((exposure, 0.5), (tint, 0.25), (saturation, 0.25))
ONE_OF: tuple[tuple[Effect, float], ...] = (
    (dark, 0.07),
    (night, 0.07),
    (grey, 0.07),
    (fog, 0.04),
    (rain, 0.06),
    (drops, 0.03),
)
OPTICS: tuple[tuple[Effect, float], ...] = ((soft, 0.12), (motion, 0.08), (few_pixels, 0.12))
WIRE: tuple[tuple[Effect, float], ...] = ((jpeg, 0.25), (low_bitrate, 0.15), (stale_blocks, 0.06))
"""Effects with their chances. One at most is taken of each of the last three groups, so that much stays visible."""

ALL: tuple[Effect, ...] = (
    *(effect for group in (LIGHT, ONE_OF, OPTICS, WIRE) for effect, _ in group),
    noise,
)


def weathered(pixels: np.ndarray, rng: np.random.Generator, strength: float = 1.0) -> np.ndarray:
    """A picture after light, weather, lens, sensor and wire; ``strength`` multiplies every chance."""
    for effect, chance in LIGHT:
        if rng.random() < chance * strength:
            pixels = effect(pixels, rng)
    for group in (ONE_OF, OPTICS, WIRE):
        draw = rng.random()
        for effect, chance in group:
            draw -= chance * strength
            if draw < 0:
                pixels = effect(pixels, rng)
                break
        if group is OPTICS and rng.random() < 0.2 * strength:
            pixels = noise(pixels, rng)
    return pixels


def _table(curve: np.ndarray) -> np.ndarray:
    return np.clip(curve * 255, 0, 255).astype(np.uint8)


def _through(kind: str, settings: list[int], pixels: np.ndarray) -> np.ndarray:
    done, coded = cv2.imencode(kind, np.ascontiguousarray(pixels[..., ::-1]), settings)
    if not done:
        raise RuntimeError(f"OpenCV cannot encode {kind}")
    return np.ascontiguousarray(cv2.imdecode(coded, cv2.IMREAD_COLOR)[..., ::-1])


_NOISE = np.clip(np.random.default_rng(7).normal(0, 32, (211, 307, 3)), -127, 127).astype(np.int8)
