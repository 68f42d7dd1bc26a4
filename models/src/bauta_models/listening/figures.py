# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""What judging found: tables for people, numbers by name for ``model.json``."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Findings:
    """``tables`` by title, as Markdown; ``numbers`` by name; ``skipped`` says what could not be judged, and why."""

    tables: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)

    def add(self, title: str, head: tuple[str, ...], rows: list[tuple]) -> None:
        """Adds a table."""
        lines = [head, tuple("---" for _ in head), *rows]
        self.tables[title] = "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def percent(share: float) -> str:
    """A share as percent with one decimal."""
    return f"{100 * share:.1f}"
