"""Makes a report again whenever something it is made from was saved, and says what that changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..base.workspace import DATA, TEMPLATES, Workspace
from .report import Report, write_report

DEBOUNCE = 100  # milliseconds in which an editor's several writes of one save count as one
STEP = 20
WAIT = 300


@dataclass(frozen=True, slots=True)
class Round:
    """One making of the report; `before` is the last one that came to a document."""

    workspace: Workspace
    report: Report
    before: Report | None = None


def rounds(root: Path, agency: str, year: int) -> Iterator[Round]:
    """Yield a round at once, and another whenever a file that the report was made from changed; it ends when it is interrupted.

    While something is wrong, any file below data/ and templates/ may be what was missing.

    Raises:
        ProblemError: no such unit or year.
    """
    from watchfiles import watch  # loads only when something is watched

    Workspace(root).facts_path(agency, year)
    folders = (root / DATA, root / TEMPLATES)
    # The first wait ends without a save: the report is made once the folders are watched, so that no save falls between.
    saves = watch(*folders, debounce=DEBOUNCE, step=STEP, rust_timeout=WAIT, yield_on_timeout=True, raise_interrupt=False)
    before: Report | None = None
    done: Round | None = None
    for changes in saves:
        if done and not _concerns(done, {Path(path) for _, path in changes}):
            continue
        workspace = Workspace(root)
        done = Round(workspace, write_report(workspace, agency, year), before)
        yield done
        before = done.report if done.report.paths else before


def _concerns(done: Round, paths: set[Path]) -> bool:
    visible = {path for path in paths if not path.name.startswith((".", "~"))}
    if not done.report.paths:
        return bool(visible)
    return any(done.workspace.shown(path) in done.workspace.reads for path in visible)
