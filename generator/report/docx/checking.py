"""Checks a Word template without Word's libraries: first that the file is safe, then that its tags would lose nothing."""

from __future__ import annotations

from ...base.marks import Mark, Source
from ...base.problems import ProblemError
from .context import SHAPE
from .package import read_package
from .template_lint import lint


def checked_package(template: bytes, name: str) -> dict[str, bytes]:
    """Return the entries of a Word template.

    Args:
        template: a Word file with tags.
        name: its path, as a person would type it.

    Raises:
        ProblemError: it is unsafe, or would lose something; everything that is wrong is told.
    """
    entries = read_package(template, name)
    problems = lint(entries, SHAPE, Mark(Source(name, "")))
    if problems:
        raise ProblemError(*problems)
    return entries
