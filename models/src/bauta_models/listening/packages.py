# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Packages of others that only judging needs; none of them is shipped."""

from __future__ import annotations

import importlib
from types import ModuleType


def needed(name: str) -> ModuleType:
    """Imports a package. Raises ``ModuleNotFoundError`` that says what to install where it is not there."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            f"{missing.name} is not installed: 'pip install -e models[listening]' brings what judging needs, see "
            "models/README.md",
            name=missing.name,
        ) from missing
