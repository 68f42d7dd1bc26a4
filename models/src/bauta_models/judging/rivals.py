# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Detectors of others, as ``Detector``: measured beside ours on the same pictures by the same code, never shipped.

``slim-320`` is Linzaer's Ultra-Light-Fast-Generic-Face-Detector-1MB (2019), an SSD with prior boxes (Liu et al.,
"SSD: Single Shot MultiBox Detector", 2016); YuNet and FastestDet are the teachers.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from bauta_models.data.boxes import suppress
from bauta_models.data.picture import FACE, PERSON, POINTS, Detections, Detector
from bauta_models.data.teachers import FastestDet, YuNet, open_network

LEAST_SCORE = 0.02


class Slim320:
    """Faces in a picture squeezed to 320 x 240, as its authors do; its background scores about 0.1 everywhere."""

    SIZE = (320, 240)
    STRIDES = (8, 16, 32, 64)
    SIDES = ((10, 16, 24), (32, 48), (64, 96), (128, 192, 256))

    def __init__(self, file: Path, least_score: float = 0.15) -> None:
        self._session = open_network(file)
        self._least_score = least_score
        self._priors = self._all_priors()

    def detect(self, pixels: np.ndarray) -> Detections:
        """Faces, best first, without points."""
        height, width = pixels.shape[:2]
        small = cv2.resize(pixels, self.SIZE, interpolation=cv2.INTER_AREA).astype(np.float32)
        planes = np.ascontiguousarray(((small - 127) / 128).transpose(2, 0, 1)[None])
        scores, places = self._session.run(["scores", "boxes"], {"input": planes})
        score = scores[0, :, 1]
        near = np.flatnonzero(score >= self._least_score)
        prior, place = self._priors[near], places[0, near]
        centre = place[:, :2] * 0.1 * prior[:, 2:] + prior[:, :2]
        size = np.exp(place[:, 2:] * 0.2) * prior[:, 2:]
        box = np.concatenate([centre - size / 2, size], axis=1) * np.float32([width, height, width, height])
        keep = suppress(box, score[near], 0.3)
        nothing = np.full((len(keep), POINTS, 2), np.nan)
        return Detections(box[keep], score[near][keep], np.full(len(keep), FACE), nothing)

    def _all_priors(self) -> np.ndarray:
        """Prior boxes (4420, 4) as centre and size in shares of the picture."""
        width, height = self.SIZE
        priors = []
        for stride, sides in zip(self.STRIDES, self.SIDES, strict=True):
            columns, rows = int(np.ceil(width / stride)), int(np.ceil(height / stride))
            for row in range(rows):
                for column in range(columns):
                    centre = ((column + 0.5) * stride / width, (row + 0.5) * stride / height)
                    priors += [(*centre, side / width, side / height) for side in sides]
        return np.clip(np.float32(priors), 0, 1)


RIVALS: dict[str, tuple[str, int, Callable[[Path], Detector]]] = {
    "yunet-n": ("yunet_n_dynamic.onnx", FACE, lambda file: YuNet(file, LEAST_SCORE)),
    "yunet-s-320": ("yunet_s_320_320.onnx", FACE, lambda file: YuNet(file, LEAST_SCORE, fixed=320)),
    "slim-320": ("version-slim-320_without_postprocessing.onnx", FACE, Slim320),
    "fastestdet": ("FastestDet.onnx", PERSON, lambda file: FastestDet(file, LEAST_SCORE)),
}
"""Name to file in ``shared/data/models``, kind, and how it is opened."""


def rivals_for(kind: int, shared: Path) -> dict[str, Detector]:
    """The rivals for a kind that are there, by name; none for heads and plates."""
    folder = shared / "data" / "models"
    return {
        name: opened(folder / file)
        for name, (file, own, opened) in RIVALS.items()
        if own == kind and (folder / file).is_file()
    }
