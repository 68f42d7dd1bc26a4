# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The detector on pictures of any size: brought to the network's size, run, and the findings brought back."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import torch

from bauta_models.data.picture import Detections, Detector
from bauta_models.detector.decoding import EVERY, LEAST_SCORE, detections, suppress
from bauta_models.detector.network import DetectorNetwork, Predictions

Run = Callable[[np.ndarray], tuple[np.ndarray, ...]]
"""(B, 3, H, W) uint8 RGB to scores (B, K, A), boxes (B, 4K, A) and, of a network that finds faces, points (B, 10, A),
all float32."""

GRANULE = 32
LARGEST = 1280
GREY = 114


def fit(pixels: np.ndarray, width: int, height: int) -> tuple[np.ndarray, float]:
    """A picture brought into ``width`` × ``height``: scaled by one factor, at the top left, grey beside it.

    ``pixels`` (H, W, 3) uint8 to (3, height, width) uint8, and the factor. Scaled down by area, which loses no pixel
    of a small face; scaled up linearly, and never more than twice.
    """
    factor = min(width / pixels.shape[1], height / pixels.shape[0], 2.0)
    size = (max(1, round(pixels.shape[1] * factor)), max(1, round(pixels.shape[0] * factor)))
    scaled = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
    canvas = np.full((height, width, 3), GREY, np.uint8)
    canvas[: size[1], : size[0]] = scaled
    return np.ascontiguousarray(canvas.transpose(2, 0, 1)), factor


class SizedDetector:
    """A detector (see ``bauta_models.data.picture.Detector``) with one input size, a multiple of 32 each way."""

    def __init__(self, run: Run, width: int, height: int, least_score: float = LEAST_SCORE) -> None:
        if width % GRANULE or height % GRANULE:
            raise ValueError(f"the input's sides are multiples of {GRANULE}, not {width} x {height}")
        self._run, self._width, self._height, self._least_score = run, width, height, least_score

    def detect(self, pixels: np.ndarray) -> Detections:
        """Finds objects in (H, W, 3) uint8 RGB; best first, in pixels of that picture."""
        planes, factor = fit(pixels, self._width, self._height)
        scores, boxes, points = (part[0] for part in self._run(planes[None]))
        found = detections(scores, boxes, points, least_score=self._least_score)
        return Detections(found.boxes / factor, found.scores, found.kinds, found.points / factor)


class OwnSizeDetector:
    """A detector that runs at the size of each picture, filled up to a multiple of 32 each way.

    Pictures with a longer side than ``largest`` pixels are scaled down to it.
    """

    def __init__(
        self, run: Run, largest: int = LARGEST, least_score: float = LEAST_SCORE, kinds: Sequence[int] = EVERY
    ) -> None:
        self._run, self._largest, self._least_score, self._kinds = run, largest, least_score, kinds

    def detect(self, pixels: np.ndarray) -> Detections:
        """Finds objects in (H, W, 3) uint8 RGB; best first, in pixels of that picture."""
        factor = min(1.0, self._largest / max(pixels.shape[:2]))
        height, width = (math.ceil(max(1, round(side * factor)) / GRANULE) * GRANULE for side in pixels.shape[:2])
        if factor < 1:
            pixels_at_size = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        else:
            pixels_at_size = pixels
        canvas = np.full((height, width, 3), GREY, np.uint8)
        rows, columns = min(height, pixels_at_size.shape[0]), min(width, pixels_at_size.shape[1])
        canvas[:rows, :columns] = pixels_at_size[:rows, :columns]
        outputs = (part[0] for part in self._run(np.ascontiguousarray(canvas.transpose(2, 0, 1))[None]))
        found = detections(*outputs, least_score=self._least_score, kinds=self._kinds)
        return Detections(found.boxes / factor, found.scores, found.kinds, found.points / factor)


class TwoLooks:
    """A detector that looks at a picture twice, large and small, as the anonymiser does: networks know things of some
    sizes only. Of two boxes of one thing the surer is told."""

    SMALL = 320
    SAME = 0.6

    def __init__(self, large: Detector, small: Detector) -> None:
        self._looks = large, small

    def detect(self, pixels: np.ndarray) -> Detections:
        """Finds objects in (H, W, 3) uint8 RGB; best first, in pixels of that picture."""
        seen = [look.detect(pixels) for look in self._looks]
        parts = ("boxes", "scores", "kinds", "points")
        boxes, scores, kinds, points = (np.concatenate([getattr(one, part) for one in seen]) for part in parts)
        order = np.argsort(-scores, kind="stable")
        kept = []
        for kind in np.unique(kinds):
            of_kind = order[kinds[order] == kind]
            kept.append(of_kind[suppress(boxes[of_kind], self.SAME, len(of_kind))])
        found = np.sort(np.concatenate(kept)) if kept else order[:0]
        found = found[np.argsort(-scores[found], kind="stable")]
        return Detections(boxes[found], scores[found], kinds[found], points[found])


def in_torch(network: DetectorNetwork) -> Run:
    """Runs a network that is in memory."""
    network.eval()
    device = next(network.parameters()).device

    def run(planes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        with torch.no_grad():
            return tuple(part.cpu().numpy() for part in finished(network(torch.from_numpy(planes).to(device))))

    return run


def in_onnx_runtime(file: Path, threads: int = 1) -> Run:
    """Runs an exported network. Raises ``FileNotFoundError`` and what ONNX Runtime raises."""
    session = open_session(file, threads)
    outputs = [output.name for output in session.get_outputs()]

    def run(planes: np.ndarray) -> tuple[np.ndarray, ...]:
        return tuple(session.run(outputs, {"image": planes}))

    return run


def open_session(file: Path, threads: int = 1) -> object:
    """A session as Bauta's services make it: few threads, no spinning."""
    import onnxruntime  # noqa: PLC0415 - training does without it

    if not file.is_file():
        raise FileNotFoundError(f"there is no network at {file}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def finished(predictions: Predictions) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The three tensors as they are exported: scores (B, K, A) in 0..1, boxes (B, 4K, A), points (B, 10, A)."""
    return predictions.scores(), predictions.boxes, predictions.points
