# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Packages of others that only judging and teaching need; none of them is shipped."""

from __future__ import annotations

import importlib
from types import ModuleType


def needed(name: str, extra: str = "listening") -> ModuleType:
    """Imports a package that an ``extra`` of ours brings. Raises ``ModuleNotFoundError`` that says what to install."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            f"{missing.name} is not installed: 'pip install -e models[{extra}]' brings it, see models/README.md",
            name=missing.name,
        ) from missing
