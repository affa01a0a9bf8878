"""Writes one unit's report, or its draft, with a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..base.problems import ProblemError
from ..base.workspace import Workspace, digest
from .pipeline import Evaluation, evaluate, render_docx
from .receipt import DRAFT_RECEIPT, RECEIPT, Receipt, place, read_receipt

REPORT, DRAFT = "report.docx", "report.draft.docx"


@dataclass(frozen=True, slots=True)
class Report:
    """What was written, and how it was come by; `path` is None when nothing could be."""

    evaluation: Evaluation
    path: Path | None = None


def write_report(workspace: Workspace, agency: str, year: int, *, draft: bool = False) -> Report:
    """Write a unit's report; with any error in the data nothing is written and an earlier report stays.

    A draft is written in spite of what is still to be filled in, beside the report and with a receipt of its own.
    """
    evaluation = evaluate(workspace, agency, year, draft=draft)
    if evaluation.problems.errors or evaluation.document is None:
        return Report(evaluation)
    try:
        content = render_docx(workspace, evaluation.document)
        names = (DRAFT, DRAFT_RECEIPT) if draft else (REPORT, RECEIPT)
        return Report(evaluation, _write(workspace, evaluation, content, workspace.output(agency, year), *names))
    except ProblemError as error:
        evaluation.problems.extend(error.problems)
        return Report(evaluation)


def _write(workspace: Workspace, evaluation: Evaluation, content: bytes, folder: Path, name: str, receipt_name: str) -> Path:
    inputs = dict(workspace.reads)
    earlier = read_receipt(workspace, folder / receipt_name)
    path = place(workspace, folder, name, content, earlier)
    if path.name != name:
        shown = {"output": workspace.shown(folder / name), "beside": workspace.shown(path)}
        evaluation.problems.add("W306", None, **shown)
    receipt = Receipt(inputs, {**earlier.outputs, path.name: digest(content)})
    workspace.write({path: content, folder / receipt_name: receipt.encoded()})
    return path
