"""What the program itself is made of, as one digest: a report that another version wrote is written anew."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_DECIDING = ("babel", "docxtpl", "jinja2", "markdown-it-py", "openpyxl", "python-docx")
"""The libraries that have a say in what is written."""


@cache
def program_digest() -> str:
    """Return a digest of the program's own source and of the versions of the libraries that write for it."""
    folder = Path(__file__).parents[1]
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    for name in _DECIDING:
        found.update(f"{name} {_version(name)}\n".encode())
    return found.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
