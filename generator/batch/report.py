"""Writes one unit's report, or its draft, with a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..base.problems import ProblemError
from ..base.workspace import Workspace, digest
from .pipeline import Evaluation, evaluate, render_docx, render_xlsx
from .receipt import DRAFT_RECEIPT, RECEIPT, REVIEWED_RECEIPT, Receipt, place, read_receipt
from .review import edition_of

REPORT, ANNEXES = "report.docx", "annexes.xlsx"
DRAFT_REPORT, DRAFT_ANNEXES = "report.draft.docx", "annexes.draft.xlsx"
REVIEWED_REPORT, REVIEWED_ANNEXES = "report.reviewed.docx", "annexes.reviewed.xlsx"


@dataclass(frozen=True, slots=True)
class Report:
    """What was written, and how it was come by; `path` is None when nothing could be, `annexes` when no workbook was."""

    evaluation: Evaluation
    path: Path | None = None
    annexes: Path | None = None


def write_report(workspace: Workspace, agency: str, year: int, *, draft: bool = False, with_annexes: bool = False) -> Report:
    """Write a unit's report; with any error in the data nothing is written and an earlier report stays.

    A draft is written in spite of what is still to be filled in, beside the report and with a receipt of its own.
    """
    evaluation = evaluate(workspace, agency, year, draft=draft)
    if evaluation.problems.errors or evaluation.document is None:
        return Report(evaluation)
    report, annexes = (DRAFT_REPORT, DRAFT_ANNEXES) if draft else (REPORT, ANNEXES)
    try:
        contents = {report: render_docx(workspace, evaluation.document)}
        if with_annexes and evaluation.document.annexes:
            contents[annexes] = render_xlsx(evaluation.document)
        elif with_annexes:
            evaluation.problems.add("W351", None, output=annexes)
        folder = workspace.output(agency, year)
        written = _write(workspace, evaluation, contents, folder, folder / (DRAFT_RECEIPT if draft else RECEIPT))
        return Report(evaluation, written[report], written.get(annexes))
    except ProblemError as error:
        evaluation.problems.extend(error.problems)
        return Report(evaluation)


def write_reviewed(workspace: Workspace, agency: str, year: int, *, with_annexes: bool = False) -> Report:
    """Write the edition with the reviewed score beside a unit's report; without a review, or with errors in it, nothing is written."""
    evaluation = evaluate(workspace, agency, year)
    problems, review, form = evaluation.problems, evaluation.review, evaluation.form
    problems.extend(evaluation.review_problems)
    if review is None and not problems.errors:
        problems.add("F254", None, agency=agency, year=year, path=workspace.shown(workspace.review_path(agency, year)))
    if problems.errors or review is None or form is None:
        return Report(evaluation)
    try:
        document = edition_of(workspace, review, form, problems)
        if document is None:
            return Report(evaluation)
        contents = {REVIEWED_REPORT: render_docx(workspace, document)}
        if with_annexes:
            contents[REVIEWED_ANNEXES] = render_xlsx(document)
        folder = workspace.output(agency, year)
        written = _write(workspace, evaluation, contents, folder, folder / REVIEWED_RECEIPT)
        return Report(evaluation, written[REVIEWED_REPORT], written.get(REVIEWED_ANNEXES))
    except ProblemError as error:
        problems.extend(error.problems)
        return Report(evaluation)


def _write(workspace: Workspace, evaluation: Evaluation, contents: dict[str, bytes], folder: Path, receipt_path: Path) -> dict[str, Path]:
    """Write files with their receipt, each beside one that a person edited; return where each went."""
    inputs = dict(workspace.reads)
    earlier = read_receipt(workspace, receipt_path)
    paths = {name: place(workspace, folder, name, content, earlier) for name, content in contents.items()}
    for name, path in paths.items():
        if path.name != name:
            shown = {"output": workspace.shown(folder / name), "beside": workspace.shown(path)}
            evaluation.problems.add("W306", None, **shown)
    digests = {path.name: digest(contents[name]) for name, path in paths.items()}
    receipt = Receipt(inputs, {**earlier.outputs, **digests})
    workspace.write({**{path: contents[name] for name, path in paths.items()}, receipt_path: receipt.encoded()})
    return paths
