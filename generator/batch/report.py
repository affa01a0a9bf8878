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

    A draft is written in spite of what is still to be filled in, beside the report and with a receipt of its own.

    Args:
        workspace: the data folder.
        agency: the unit.
        year: the year.
        edition: any but the reviewed one.
        formats: names of the edition's formats.
        replaces: whether a file that a person edited is replaced; a backup of it is kept.
    """
    evaluation = evaluate(workspace, agency, year, draft=edition is DRAFT)
    problems = evaluation.problems
    if evaluation.facts and not evaluation.facts.reports:
        problems.add("F247", evaluation.facts.form.mark)
    document = document_of(workspace, evaluation, edition)
    return _written(workspace, agency, year, evaluation, document, edition, formats, replaces) if document else Report(evaluation)


def document_of(workspace: Workspace, evaluation: Evaluation, edition: Edition) -> Document | None:
    """Return what an edition prints of a unit's year; None, with the problems noted, where something is wrong."""
    if evaluation.problems.errors:
        return None
    return public_of(workspace, evaluation) if edition.is_public else evaluation.document


def write_reviewed(workspace: Workspace, agency: str, year: int, formats: Iterable[str] = (WORD,), *, replaces: bool = False) -> Report:
    """Write the edition with the reviewed score beside a unit's report; without a review, or with errors in it, nothing is written."""
    evaluation = evaluate(workspace, agency, year)
    problems, review, form = evaluation.problems, evaluation.review, evaluation.form
    problems.extend(evaluation.review_problems)
    if review is None and not problems.errors:
        problems.add("F254", None, agency=agency, year=year, path=workspace.shown(workspace.review_path(agency, year)))
    document = edition_of(workspace, review, form, problems) if review and form and not problems.errors else None
    if document is None:
        return Report(evaluation)
    return _written(workspace, agency, year, evaluation, document, REVIEWED, formats, replaces)


def _written(
    workspace: Workspace,
    agency: str,
    year: int,
    evaluation: Evaluation,
    document: Document,
    edition: Edition,
    formats: Iterable[str],
    replaces: bool,
) -> Report:
    """Write an edition in some formats with a receipt, each file beside one that a person edited, or in its place."""
    names = {name: edition.file(name) for name in formats}
    problems, folder = evaluation.problems, workspace.output(agency, year)
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
