"""What the program itself is made of, as one digest: a report that another version wrote is written anew."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_DECIDING = ("babel", "docxtpl", "jinja2", "lxml", "markdown-it-py", "markupsafe", "openpyxl", "python-docx", "pyyaml", "ruamel-yaml")
"""The libraries that have a say in what is written."""


@cache
def program_digest() -> str:
    """Return a digest of the program's own source and of the versions of the libraries that write for it."""
    folder = Path(__file__).parents[1]
    found = hashlib.sha256()
    for path in sorted((*folder.rglob("*.py"), *folder.rglob("*.js"))):  # scripts stand in pages
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    found.update("\n".join(sorted(set(_versions()))).encode())
    return found.hexdigest()


def _versions() -> Iterator[str]:
    """Yield the deciding libraries as pip names what it installed: name-version."""
    for folder in filter(os.path.isdir, sys.path):
        for entry in os.listdir(folder):
            name, dash, _ = entry.partition("-")
            if dash and entry.endswith(".dist-info") and name.lower().replace("_", "-") in _DECIDING:
                yield entry
