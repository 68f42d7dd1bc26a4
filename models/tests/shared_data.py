# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""The shared data, where a machine has them; tests that look at them are skipped elsewhere, and say so."""

from __future__ import annotations

import pytest

from bauta_models.data.picture import find_shared

SHARED = find_shared()

needs_shared = pytest.mark.skipif(
    SHARED is None, reason="no shared data: set BAUTA_SHARED or lay them beside the checkout"
)
