"""Starts other engines as processes that render on demand; their packages go into a folder of the bench's own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..measuring import Unmeasured

HERE = Path(__file__).parent
NPM = ("carbone@3", "docxtemplater@3", "pizzip@3")
PYPI = ("rust-docxtpl",)


class Served:
    """An engine that waits to render."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def render(self) -> float:
        """Render once; return the seconds that it says it took.

        Raises:
            Unmeasured: it has stopped.
        """
        assert self.process.stdin
        assert self.process.stdout
        try:
            self.process.stdin.write("\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Unmeasured(f"{self.process.args!r} stopped") from None
        told = self.process.stdout.readline()
        if not told:
            raise Unmeasured(f"{self.process.args!r} stopped")
        return float(told) / 1000


@contextmanager
def served(command: list[str], template: Path, data: dict[str, Any], folder: Path, **more: str) -> Iterator[Served]:
    """Run an engine for as long as it is needed."""
    written = folder / f"{template.stem}.json"
    written.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    arguments = [*command, str(template), str(written), str(folder / f"{template.stem}.filled.docx")]
    process = subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, **more}
    )
    try:
        yield Served(process)
    finally:
        process.kill()
        process.wait()


def node_modules(folder: Path) -> Path:
    """Return where the engines of Node are installed.

    Raises:
        Unmeasured: there is no Node or npm, or they cannot be installed.
    """
    npm = shutil.which("npm")
    if not (npm and shutil.which("node")):
        raise Unmeasured("没有 Node 和 npm")
    modules = folder / "npm" / "node_modules"
    if not modules.is_dir():
        modules.parent.mkdir(parents=True, exist_ok=True)
        _install([npm, "install", "--silent", "--prefix", str(modules.parent), *NPM])
    return modules


def rust_python(folder: Path) -> Path:
    """Return the Python of an environment with rust-docxtpl, whose import name is docxtpl.

    Raises:
        Unmeasured: it cannot be installed.
    """
    python = folder / "rust" / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        _install([sys.executable, "-m", "venv", str(folder / "rust")])
        _install([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PYPI])
    return python


def _install(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Unmeasured(f"{' '.join(command[-3:])}: {(done.stderr.strip().splitlines() or ['—'])[-1][:120]}")
