"""What was measured last, kept in docs/benchmarks.json: the pages are written from it."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date

from .measuring import PROJECT, Row, Target

PATH = PROJECT / "docs" / "benchmarks.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """The lines of the table, each with the run it is of, and the figures that the pages calculate with."""

    rows: list[Row] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)
    machine: str = ""

    @classmethod
    def read(cls) -> Kept:
        """Return what is kept; nothing where there is nothing yet."""
        if not PATH.is_file():
            return cls()
        content = json.loads(PATH.read_text("utf-8"))
        rows = [Row(**{**row, "target": Target(**row["target"]) if row["target"] else None}) for row in content["rows"]]
        return cls(rows, content["figures"], content["machine"])

    def with_run(self, rows: Iterable[Row], figures: dict[str, float]) -> Kept:
        """Return what is kept after a run: its items replace the same items of earlier runs."""
        fresh = list(rows)
        items = {row.what.split()[0] for row in fresh}
        stay = [row for row in self.rows if row.what.split()[0] not in items]
        return Kept(sorted(stay + fresh, key=lambda row: row.what.split()[0]), self.figures | figures, machine())

    def write(self) -> None:
        """Keep it."""
        content = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        PATH.write_text(content + "\n", "utf-8")


def machine() -> str:
    """Return what the figures were measured on, and when."""
    import psutil

    memory = psutil.virtual_memory().total / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}, {date.today():%Y-%m-%d}"
