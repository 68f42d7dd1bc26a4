# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""A quick look at the whole judging, where the shared data are; it ends with a card."""

import json
import shutil

import pytest

from bauta_models.cli import ROOM, main
from shared_data import SHARED, needs_shared

EXPORTED = ROOM / "exported" / "voice"


@needs_shared
@pytest.mark.skipif(not EXPORTED.is_dir(), reason="voice is not exported")
def test_a_quick_look_ends_with_a_card(tmp_path, capsys):
    pytest.importorskip("soundfile")
    shutil.copytree(EXPORTED, tmp_path / "exported" / "voice")
    places = [
        "--run",
        str(tmp_path / "runs" / "voice"),
        "--exported",
        str(tmp_path / "exported"),
        "--shared",
        str(SHARED),
    ]
    parts = [option for part in ("separation", "melody", "time") for option in ("--part", part)]

    assert main(["evaluate", "voice", *parts, "--mode", "convert", "--most", "2", "--keep", *places]) == 0
    assert main(["card", "voice", "--cards", str(tmp_path / "cards"), *places]) == 0

    figures = json.loads((tmp_path / "exported" / "voice" / "model.json").read_text())["figures"]
    assert figures["convert.pitch-correlation"] > 0.6
    assert figures["convert.energy-correlation"] > 0.8
    assert figures["background.si-sdr.0dB"] > -5
    assert "### Melody and stress" in (tmp_path / "cards" / "voice.md").read_text()
    assert "## Melody and stress" in capsys.readouterr().out
