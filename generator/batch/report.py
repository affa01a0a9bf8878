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
from .edited import edits_told
from .editions import DRAFT, FINAL, REVIEWED, WORD, Edition
from .pipeline import Evaluation, evaluate
from .public import public_of
from .receipt import RECEIPT, Receipt
from .review import edition_of
from .store import store
from .told import told_of


@dataclass(frozen=True, slots=True)
class Report:
    """How a report was come by, and where each format was written; nothing was where something is wrong.

    `backups` are the files that a person had edited and that were replaced, by their names; `edits` tells what was edited.
    """

    evaluation: Evaluation
    paths: Mapping[str, Path] = field(default_factory=dict)
    backups: Mapping[str, Path] = field(default_factory=dict)
    edits: tuple[str, ...] = ()


def write_report(
    workspace: Workspace, agency: str, year: int, edition: Edition = FINAL, formats: Iterable[str] = (WORD,), *, replaces: bool = False
) -> Report:
    """Write a unit's report in one of its editions; with any error in the data nothing is written and an earlier report stays.

    A draft is written in spite of what is still to be filled in; every edition stands beside the report, with a receipt of its own.

    Args:
        workspace: the data folder.
        agency: the unit.
        year: the year.
        edition: which of them.
        formats: names of the edition's formats.
        replaces: whether a file that a person edited is replaced; a backup of it is kept.
    """
    evaluation, document = evaluated(workspace, agency, year, edition)
    return _written(workspace, evaluation, document, edition, formats, replaces) if document else Report(evaluation)


def evaluated(workspace: Workspace, agency: str, year: int, edition: Edition) -> tuple[Evaluation, Document | None]:
    """Return a unit's year evaluated for an edition, and what that prints; None, with the problems noted, where something is wrong."""
    evaluation = evaluate(workspace, agency, year, draft=edition == DRAFT)
    if evaluation.facts and not evaluation.facts.reports:
        evaluation.problems.add("F247", evaluation.facts.form.mark)
    return evaluation, document_of(workspace, evaluation, edition)


def document_of(workspace: Workspace, evaluation: Evaluation, edition: Edition) -> Document | None:
    """Return what an edition prints of a unit's year; None, with the problems noted, where something is wrong."""
    if edition == REVIEWED:
        return _reviewed(workspace, evaluation)
    if evaluation.problems.errors:
        return None
    return public_of(workspace, evaluation) if edition.is_public else evaluation.document


def _reviewed(workspace: Workspace, evaluation: Evaluation) -> Document | None:
    problems, facts, form, review = evaluation.problems, evaluation.facts, evaluation.form, evaluation.review
    problems.extend(evaluation.review_problems)
    if problems.errors or not (facts and form):
        return None
    if review is None:
        path = workspace.shown(workspace.review_path(facts.agency, facts.year))
        problems.add("F254", None, agency=facts.agency, year=facts.year, path=path)
        return None
    return edition_of(workspace, review, form, problems)


def _written(
    workspace: Workspace, evaluation: Evaluation, document: Document, edition: Edition, formats: Iterable[str], replaces: bool
) -> Report:
    """Write an edition in some formats with a receipt, each file beside one that a person edited, or in its place."""
    names = {name: edition.file(name) for name in formats}
    problems, folder = evaluation.problems, workspace.output(document.agency, document.year)
    try:
        contents = dict(rendered(workspace, document, edition, names, problems))
        receipt = replace(receipt_of(evaluation, workspace.reads), said=told_of(evaluation).kept())
        stored = store(workspace, folder, folder / edition.named(RECEIPT), contents, receipt, replaces=replaces)
    except ProblemError as error:
        problems.extend(error.problems)
        return Report(evaluation)
    for name, path in stored.paths.items():
        if path.name != name:
            problems.add("W306", None, output=workspace.shown(folder / name), beside=workspace.shown(path))
    paths = {name: stored.paths[file] for name, file in names.items() if file in stored.paths}
    return Report(evaluation, paths, stored.backups, edits_told(workspace, folder, stored.paths, stored.backups))


def rendered(
    workspace: Workspace, document: Document, edition: Edition, formats: Iterable[str], problems: Problems
) -> Iterator[tuple[str, bytes]]:
    """Yield an edition's document in some formats, each by the name of its file; one that has nothing to write is noted.

    Raises:
        ProblemError: one of them cannot be written.
    """
    for name in formats:
        content = edition.formats[name].write(workspace, document)
        if content is None:
            problems.add("W351", None, output=edition.file(name))
        else:
            yield edition.file(name), content


def receipt_of(evaluation: Evaluation, reads: Mapping[str, str]) -> Receipt:
    """Return the receipt of an evaluation that came to a document, before anything is written."""
    card, rules = evaluation.card, evaluation.rules
    assert card is not None
    assert rules is not None
    known = rules.scored and not card.lacking
    score = (plain(card.points, trim=True), card.grade) if known else ()
    return Receipt(inputs=dict(reads), causes=causes(reads, rules), score=score)
