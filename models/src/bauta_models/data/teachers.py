# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Teachers: networks of others that label what no hand has labelled. They are never shipped.

``YuNet`` (Wu, Peng and Yu, "YuNet: A Tiny Millisecond-level Face Detector", 2023) finds faces and five points;
``FastestDet`` (dog-qiuqiu, 2022) finds persons and vehicles. Both run on ONNX Runtime, one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from bauta_models.data.boxes import suppress
from bauta_models.data.labels import Taught
from bauta_models.data.picture import FACE, PERSON, POINTS, Detections

VEHICLES = (2, 3, 5, 7)
"""Of the 80 COCO classes: car, motorcycle, bus, lorry, which may carry a number plate."""


LEAST_SCORE = 0.2
"""What a teacher says with less is not even kept in the cache."""


def open_network(file: Path) -> onnxruntime.InferenceSession:
    """An ONNX Runtime session with one thread that does not spin. Raises ``FileNotFoundError``."""
    if not file.is_file():
        raise FileNotFoundError(f"no network at {file}; see the README of the shared data")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


class YuNet:
    """Faces with five points; a picture of any size is padded to multiples of 32.

    ``enlarge`` scales the picture first, so that faces of fewer than 10 pixels are found; results are in pixels of the
    picture given.
    """

    def __init__(self, file: Path, least_score: float = 0.02, enlarge: float = 1.0, fixed: int | None = None) -> None:
        self._session = open_network(file)
        self._input = self._session.get_inputs()[0].name
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._least_score = least_score
        self._enlarge = enlarge
        self._fixed = fixed

    def detect(self, pixels: np.ndarray) -> Detections:
        """Faces, best first; scores are sqrt(class x object) in 0..1."""
        height, width = pixels.shape[:2]
        scale = min(self._fixed / height, self._fixed / width) if self._fixed else self._enlarge
        if scale != 1.0:
            size = (max(1, round(width * scale)), max(1, round(height * scale)))
            pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR if scale > 1 else cv2.INTER_AREA)
        padded = self._padded(pixels)
        planes = np.ascontiguousarray(padded[..., ::-1].transpose(2, 0, 1)[None], dtype=np.float32)
        found = dict(zip(self._outputs, self._session.run(self._outputs, {self._input: planes}), strict=True))
        return self._decoded(found, padded.shape[1], scale)

    def _padded(self, pixels: np.ndarray) -> np.ndarray:
        height, width = pixels.shape[:2]
        bottom = (self._fixed - height) if self._fixed else -height % 32
        right = (self._fixed - width) if self._fixed else -width % 32
        return np.pad(pixels, ((0, bottom), (0, right), (0, 0)))

    def _decoded(self, found: dict[str, np.ndarray], width: int, scale: float) -> Detections:
        boxes, scores, points = [], [], []
        for stride in (8, 16, 32):
            score = np.sqrt(found[f"cls_{stride}"].reshape(-1) * found[f"obj_{stride}"].reshape(-1))
            near = np.flatnonzero(score >= self._least_score)
            cells = np.stack([near % (width // stride), near // (width // stride)], axis=1).astype(np.float32)
            box = found[f"bbox_{stride}"].reshape(-1, 4)[near]
            centre, size = (cells + box[:, :2]) * stride, np.exp(box[:, 2:]) * stride
            boxes.append(np.concatenate([centre - size / 2, size], axis=1))
            points.append((cells[:, None, :] + found[f"kps_{stride}"].reshape(-1, POINTS, 2)[near]) * stride)
            scores.append(score[near])
        box, score, point = np.concatenate(boxes), np.concatenate(scores), np.concatenate(points)
        keep = suppress(box, score)
        return Detections(box[keep] / scale, score[keep], np.full(len(keep), FACE), point[keep] / scale)


class FastestDet:
    """Persons (and, by ``vehicles``, cars) in a picture squeezed to 352 x 352 as its authors do.

    ``tiles`` > 1 also looks at that many overlapping parts a side, for small people; found boxes are merged.
    """

    SIDE = 352
    CELLS = 22

    def __init__(self, file: Path, least_score: float = 0.05, tiles: int = 1) -> None:
        self._session = open_network(file)
        self._input = self._session.get_inputs()[0].name
        self._least_score = least_score
        self._tiles = tiles

    def detect(self, pixels: np.ndarray) -> Detections:
        """Persons, best first; scores are object^0.6 x class^0.4 in 0..1."""
        boxes, scores = self._merged(pixels, (0,))
        return Detections(boxes, scores, np.full(len(scores), PERSON), np.full((len(scores), POINTS, 2), np.nan))

    def vehicles(self, pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Boxes (N, 4) and scores (N,) of cars, motorcycles, buses and lorries."""
        return self._merged(pixels, VEHICLES)

    def _merged(self, pixels: np.ndarray, classes: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
        boxes, scores = [], []
        for x, y, width, height in self._parts(pixels):
            box, score = self._found(pixels[y : y + height, x : x + width], classes)
            boxes.append(box + np.float32([x, y, 0, 0]))
            scores.append(score)
        box, score = np.concatenate(boxes), np.concatenate(scores)
        keep = suppress(box, score)
        return box[keep], score[keep]

    def _parts(self, pixels: np.ndarray) -> list[tuple[int, int, int, int]]:
        height, width = pixels.shape[:2]
        parts = [(0, 0, width, height)]
        if self._tiles > 1:
            across, down = round(width / self._tiles * 1.3), round(height / self._tiles * 1.3)
            xs = np.linspace(0, width - across, self._tiles).round().astype(int)
            ys = np.linspace(0, height - down, self._tiles).round().astype(int)
            parts += [(x, y, across, down) for y in ys for x in xs]
        return parts

    def _found(self, pixels: np.ndarray, classes: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
        height, width = pixels.shape[:2]
        small = cv2.resize(pixels, (self.SIDE, self.SIDE), interpolation=cv2.INTER_AREA)
        planes = np.ascontiguousarray(small[..., ::-1].transpose(2, 0, 1)[None], dtype=np.float32) / 255
        out = self._session.run(None, {self._input: planes})[0].reshape(85, -1)
        best = out[[5 + number for number in classes]].max(axis=0)
        score = np.maximum(out[0], 0) ** 0.6 * np.maximum(best, 0) ** 0.4
        if 0 in classes:
            score = np.where(best >= out[5:].max(axis=0), score, 0)
        near = np.flatnonzero(score >= self._least_score)
        cells = np.stack([near % self.CELLS, near // self.CELLS])
        centre = (cells + np.tanh(out[1:3, near])) / self.CELLS
        size = 1 / (1 + np.exp(-out[3:5, near]))
        box = np.concatenate([centre - size / 2, size]).T * np.float32([width, height, width, height])
        keep = suppress(box, score[near])
        return box[keep].astype(np.float32), score[near][keep].astype(np.float32)


def asking(models: Path) -> Callable[[np.ndarray], Taught]:
    """A function that asks YuNet (at twice the size) and FastestDet (whole and in four parts) about pixels.

    Raises ``FileNotFoundError`` where the networks are not in ``models``.
    """
    faces = YuNet(models / "yunet_n_dynamic.onnx", LEAST_SCORE, enlarge=2.0)
    persons = FastestDet(models / "FastestDet.onnx", LEAST_SCORE, tiles=2)

    def ask(pixels: np.ndarray) -> Taught:
        face, person = faces.detect(pixels), persons.detect(pixels)
        vehicles, scores = persons.vehicles(pixels)
        return Taught(
            np.concatenate([person.boxes, person.scores[:, None]], axis=1),
            np.concatenate([vehicles, scores[:, None]], axis=1),
            np.concatenate([face.boxes, face.scores[:, None], face.points.reshape(-1, 10)], axis=1),
        )

    return ask
