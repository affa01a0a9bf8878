"""Writes one unit's report, or its draft, with a receipt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..base.decimals import plain
from ..base.problems import ProblemError, Problems
from ..base.workspace import Workspace
from ..report.document import Document
from .causes import causes
from .editions import EDITIONS, WORD
from .pipeline import Evaluation, evaluate
from .receipt import DRAFT_RECEIPT, RECEIPT, Receipt
from .store import store
from .told import told_of


@dataclass(frozen=True, slots=True)
class Report:
    """How a report was come by, and where each format was written; nothing was where something is wrong."""

    evaluation: Evaluation
    paths: Mapping[str, Path] = field(default_factory=dict)


def write_report(workspace: Workspace, agency: str, year: int, *, draft: bool = False, formats: Iterable[str] = (WORD,)) -> Report:
    """Write a unit's report; with any error in the data nothing is written and an earlier report stays.

    A draft is written in spite of what is still to be filled in, beside the report and with a receipt of its own.

    Args:
        workspace: the data folder.
        agency: the unit.
        year: the year.
        draft: whether to write a draft.
        formats: names of EDITIONS.
    """
    evaluation = evaluate(workspace, agency, year, draft=draft)
    problems = evaluation.problems
    if problems.errors or evaluation.document is None:
        return Report(evaluation)
    names = {name: EDITIONS[name].name(draft=draft) for name in formats}
    try:
        contents = dict(rendered(workspace, evaluation.document, names, problems))
        folder = workspace.output(agency, year)
        receipt = replace(receipt_of(evaluation, workspace.reads), said=told_of(evaluation).kept())
        stored = store(workspace, folder, folder / (DRAFT_RECEIPT if draft else RECEIPT), contents, receipt)
    except ProblemError as error:
        problems.extend(error.problems)
        return Report(evaluation)
    for name, path in stored.paths.items():
        if path.name != name:
            problems.add("W306", None, output=workspace.shown(folder / name), beside=workspace.shown(path))
    return Report(evaluation, {name: stored.paths[file] for name, file in names.items() if file in stored.paths})


def rendered(workspace: Workspace, document: Document, names: Mapping[str, str], problems: Problems) -> Iterator[tuple[str, bytes]]:
    """Yield a document in some formats, each by the name of its file; one that has nothing to write is noted.

    Raises:
        ProblemError: one of them cannot be written.
    """
    for name, file in names.items():
        content = EDITIONS[name].write(workspace, document)
        if content is None:
            problems.add("W351", None, output=file)
        else:
            yield file, content


def receipt_of(evaluation: Evaluation, reads: Mapping[str, str]) -> Receipt:
    """Return the receipt of an evaluation that came to a document, before anything is written."""
    card, rules = evaluation.card, evaluation.rules
    assert card is not None
    assert rules is not None
    known = rules.scored and not card.lacking
    score = (plain(card.points, trim=True), card.grade) if known else ()
    return Receipt(inputs=dict(reads), causes=causes(reads, rules), score=score)
