"""Writes one unit's report and its receipt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..base.problems import ProblemError
from ..base.workspace import Workspace, digest
from .pipeline import Evaluation, evaluate, render_docx
from .receipt import RECEIPT, Receipt, place, read_receipt

REPORT = "report.docx"


@dataclass(frozen=True, slots=True)
class Report:
    """What was written, and how it was come by; `path` is None when nothing could be."""

    evaluation: Evaluation
    path: Path | None = None


def write_report(workspace: Workspace, agency: str, year: int) -> Report:
    """Write a unit's report; with any error in the data nothing is written and an earlier report stays."""
    evaluation = evaluate(workspace, agency, year)
    if evaluation.problems.errors or evaluation.document is None:
        return Report(evaluation)
    try:
        content = render_docx(workspace, evaluation.document)
        return Report(evaluation, _write(workspace, evaluation, content, agency, year))
    except ProblemError as error:
        evaluation.problems.extend(error.problems)
        return Report(evaluation)


def _write(workspace: Workspace, evaluation: Evaluation, content: bytes, agency: str, year: int) -> Path:
    folder = workspace.output(agency, year)
    inputs = dict(workspace.reads)
    earlier = read_receipt(workspace, folder)
    path = place(workspace, folder, REPORT, content, earlier)
    if path.name != REPORT:
        shown = {"output": workspace.shown(folder / REPORT), "beside": workspace.shown(path)}
        evaluation.problems.add("W306", None, **shown)
    receipt = Receipt(inputs, {**earlier.outputs, path.name: digest(content)})
    workspace.write({path: content, folder / RECEIPT: receipt.encoded()})
    return path
