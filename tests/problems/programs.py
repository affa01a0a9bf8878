"""Runs a command of the gallery as on a computer that has only the programs told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def only(**programs: str) -> Iterator[None]:
    """Have no programs but some shell scripts, by name."""
    before = os.environ["PATH"]
    with TemporaryDirectory() as folder:
        for name, script in programs.items():
            path = Path(folder, name)
            path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
            path.chmod(0o755)
        os.environ["PATH"] = folder
        try:
            yield
        finally:
            os.environ["PATH"] = before
