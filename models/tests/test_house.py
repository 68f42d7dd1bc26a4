# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The rules of the house, for Python: format, lint, length, licence, and that nothing is committed that must not be."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from bauta_models.export.folder import INT8
from bauta_models.mouth.recipes import NAME as MOUTH
from bauta_models.voice.recipes import NAME as VOICE

ROOM = Path(__file__).resolve().parent.parent
SOURCES = sorted([*ROOM.glob("src/**/*.py"), *ROOM.glob("tests/**/*.py")])
LONGEST_FUNCTION = 50
LARGEST_MODEL = 2_000_000
FILES = {"model.onnx", "model.json", "golden.npz", "detections.json"}


@pytest.mark.parametrize("command", [["format", "--check"], ["check"]], ids=" ".join)
def test_ruff_has_nothing_to_say(command):
    said = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "--quiet", "."], cwd=ROOM, capture_output=True, text=True, check=False
    )

    assert said.returncode == 0, said.stdout + said.stderr


def test_no_function_holds_more_than_one_thought():
    long = [
        f"{file.name}:{node.lineno} {node.name}"
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]

    assert not long


def test_every_file_says_whose_it_is():
    assert SOURCES
    assert not [file for file in SOURCES if "SPDX-License-Identifier: Apache-2.0" not in file.read_text()[:200]]


def test_only_exported_models_lie_here_and_each_is_small_and_whole():
    folders = [folder for folder in (ROOM / "exported").glob("*") if folder.is_dir()]

    for folder in folders:
        wanted = FILES if folder.name.endswith(INT8) else FILES | {"weights.npz"}
        if folder.name in (VOICE, MOUTH):
            wanted = wanted - {"detections.json"}
        if folder.name == MOUTH:  # a new run goes on from a run
            wanted = wanted - {"weights.npz"}
        assert {file.name for file in folder.iterdir()} == wanted, folder.name
        assert sum(file.stat().st_size for file in folder.iterdir()) < LARGEST_MODEL, folder.name
    media = [file for ending in ("jpg", "png", "mp4", "avi", "tar", "pt") for file in ROOM.glob(f"[!t]*/**/*.{ending}")]
    assert not media
