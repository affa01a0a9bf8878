"""A unit's report as it was in a git revision and as it is now: what changed, and a Word file with the changes tracked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..base.problems import ProblemError, Problems, make
from ..base.workspace import Workspace
from ..report.document import Document
from .changes import Change, changes
from .editions import write_word
from .pipeline import Evaluation, evaluate
from .receipt import REDLINE_RECEIPT, Receipt
from .store import store

REDLINE = "report.diff.docx"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two states of a unit's year that came to a report, and what changed between them."""

    old: Evaluation
    new: Evaluation
    changes: tuple[Change, ...]
    before: Workspace


def compare(workspace: Workspace, agency: str, year: int, revision: str) -> Difference:
    """Return what changed in a unit's report since a git revision: facts, rules and templates are those of each time.

    Raises:
        ProblemError: no such revision, or the report cannot be made of one of the two.
    """
    before = workspace.at(revision)
    new = evaluate(workspace, agency, year)
    if new.document is None or new.problems.errors:
        raise ProblemError(*new.problems.errors)
    old = evaluate(before, agency, year)
    if old.document is None or old.problems.errors:
        first, *_ = old.problems.errors
        why = f"{first.number} {first.reason}"
        raise ProblemError(make("S163", None, agency=agency, year=year, revision=revision, count=len(old.problems.errors), why=why))
    return Difference(old, new, tuple(changes(old.document, new.document)), before)


def write_redline(workspace: Workspace, agency: str, year: int, difference: Difference, problems: Problems) -> Path:
    """Write the report as it is now with what changed as tracked changes, and return where.

    Raises:
        ProblemError: a Word template cannot be used, or the file cannot be written.
    """
    from ..report.docx.redline import redline

    content = redline(_word(difference.before, difference.old.document), _word(workspace, difference.new.document))
    folder = workspace.output(agency, year)
    path = store(workspace, folder, folder / REDLINE_RECEIPT, {REDLINE: content}, Receipt(inputs=dict(workspace.reads))).paths[REDLINE]
    if path.name != REDLINE:
        problems.add("W306", None, output=workspace.shown(folder / REDLINE), beside=workspace.shown(path))
    return path


def _word(workspace: Workspace, document: Document | None) -> bytes:
    assert document is not None
    return write_word(workspace, document, traced=False)
