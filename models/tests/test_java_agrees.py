# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Java and the factory agree: ``./bauta detect`` sees the same, golden frames are those of today's numbers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bauta_models.data.boxes import overlaps
from bauta_models.data.picture import KINDS
from bauta_models.data.sources import decoded, read_tar
from bauta_models.detector.running import OwnSizeDetector, in_onnx_runtime
from bauta_models.export.description import read
from bauta_models.voice import shapes
from shared_data import SHARED, needs_shared

ROOT = Path(__file__).resolve().parents[2]
EXPORTED = ROOT / "models" / "exported"
PICTURES = 100
LEAST_SCORE = 0.05
SURE = 0.4


def seen_by_java(folder: Path, model: Path, out: Path) -> dict[str, list[dict]]:
    """What the command line sees in the pictures of a folder, by file name."""
    command = [ROOT / "bauta", "detect", folder, "--model", model, "--min-score", str(LEAST_SCORE), "--json", out]
    said = subprocess.run(
        command, env={**os.environ, "BAUTA_BUILD": "off"}, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    lines = (json.loads(line) for line in out.read_text().splitlines())
    return {Path(line["file"]).name: line["detections"] for line in lines}


@needs_shared
@pytest.mark.parametrize("model", ["street", "person"])
def test_what_is_seen_surely_is_seen_alike(model, tmp_path):
    if not (ROOT / "services/local/target/bauta-local.jar").is_file():
        pytest.skip("./bauta is not built; './bauta build' does it")
    folder = tmp_path / "pictures"
    folder.mkdir()
    jpegs = sorted(read_tar(SHARED / "data/people/people.tar").items())
    chosen = {name.replace("/", "_"): jpeg for name, jpeg in jpegs[:: len(jpegs) // PICTURES][:PICTURES]}
    for name, jpeg in chosen.items():
        (folder / name).write_bytes(jpeg)
    kinds = [KINDS.index(kind) for kind in read(EXPORTED / model)["kinds"]]
    detector = OwnSizeDetector(in_onnx_runtime(EXPORTED / model / "model.onnx"), least_score=LEAST_SCORE, kinds=kinds)

    alike, off = [], []
    for name, there in seen_by_java(folder, EXPORTED / model, tmp_path / "seen.jsonl").items():
        here = detector.detect(decoded(chosen[name]))
        for found in (one for one in there if one["score"] >= SURE):
            same = here.kinds == KINDS.index(found["kind"])
            box = np.float32([[found[side] for side in "xywh"]])
            overlap = overlaps(box, here.boxes[same])[0]
            best = int(overlap.argmax())
            alike.append(overlap[best])
            off.append(abs(float(here.scores[same][best]) - found["score"]))

    assert len(alike) > PICTURES
    # Where two boxes of one thing are equally sure, which of them is kept hangs on the last bit of a pixel.
    assert np.mean((np.array(alike) >= 0.95) & (np.array(off) <= 0.02)) >= 0.93
    assert np.median(off) < 0.005


def test_the_golden_frames_of_the_disguises_are_those_of_todays_numbers(tmp_path):
    room = ROOT / "services" / "audio-anonymiser" / "src" / "test"
    subprocess.run([sys.executable, room / "models" / "make_disguises.py", tmp_path], check=True)

    for name in ("convert.f32", "garble.f32"):
        kept, made = (np.fromfile(folder / name, "<f4") for folder in (room / "resources" / "disguises", tmp_path))
        assert made == pytest.approx(kept, rel=1e-3, abs=1e-4), f"run make_disguises.py anew for {name}"


def test_java_knows_the_same_shapes_of_mouths():
    there = ROOT / "services/audio-anonymiser/src/main/resources/io/bauta/audioanonymiser/disguise" / shapes.FILE

    kept = np.frombuffer(there.read_bytes(), "<f4")

    assert np.array_equal(kept.reshape(shapes.COUNT, -1), shapes.known())
