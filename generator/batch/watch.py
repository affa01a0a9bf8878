"""Makes a report again whenever something it is made from was saved, and says what that changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from ..base.workspace import DATA, TEMPLATES, Workspace
from ..report.document import Document, Grid, text_of
from .report import Report, write_report

DEBOUNCE = 100  # milliseconds in which an editor's several writes of one save count as one
STEP = 20
WAIT = 300
CONTEXT, LONGEST = 20, 100  # characters shown beside a difference, and of one


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


def changed_texts(old: Document, new: Document) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs that differ between two documents, old and new; one of them is empty where there is no counterpart."""
    yield from changed_lines(list(_texts(old)), list(_texts(new)))


def changed_lines(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the lines that differ, old and new; one of them is empty where there is no counterpart."""
    for kind, low, high, new_low, new_high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for at in range(max(high - low, new_high - new_low)):
            yield (before[low + at] if low + at < high else ""), (after[new_low + at] if new_low + at < new_high else "")


def _texts(document: Document) -> Iterator[str]:
    """Yield a document's texts as they are read: a paragraph or a row of a table each."""
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (" ".join(map(text_of, row)) for row in block.rows)
        else:
            yield block.number + text_of(block.spans)


def shortened(old: str, new: str) -> tuple[str, str]:
    """Return two texts without the most of what they share before and behind the difference."""
    start = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new)))
    rest = min(len(old), len(new)) - start
    end = next((at for at, pair in enumerate(zip(old[::-1], new[::-1], strict=False)) if pair[0] != pair[1]), rest)
    return _around(old, start, min(end, rest)), _around(new, start, min(end, rest))


def _around(text: str, start: int, end: int) -> str:
    low, high = max(0, start - CONTEXT), min(len(text), len(text) - end + CONTEXT, start + LONGEST)
    return ("…" if low else "") + text[low:high] + ("…" if high < len(text) else "")
