# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""One network, trained for a few seconds, that the tests of training, export and judging share."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from bauta_models.descent import Settings, half_is_fast
from bauta_models.detector.run_folder import RunFolder
from bauta_models.detector.training import Training
from bauta_models.families import recipe_of
from rectangles import Rectangles

torch.set_num_threads(1)


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    """The run of a quarter-width detector that has learnt the rectangles; the same one whatever ran before it."""
    torch.set_num_threads(1)  # a test of the command line may have set another number, and sums differ with it
    folder = RunFolder(tmp_path_factory.mktemp("run") / "trained")
    recipe = recipe_of("street-quarter").shortened(300 * 8)
    settings = Settings(half=half_is_fast("cpu"), say=lambda line: None)
    assert Training(recipe, Rectangles, folder, settings).run()
    return folder


@pytest.fixture
def run_folder(tmp_path: Path) -> RunFolder:
    """An empty one."""
    return RunFolder(tmp_path / "run")
