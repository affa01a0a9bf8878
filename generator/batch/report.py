"""Writes one unit's report, or its draft, with a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..base.problems import ProblemError
from ..base.workspace import Workspace, digest
from .pipeline import Evaluation, evaluate, render_docx, render_xlsx
from .receipt import DRAFT_RECEIPT, RECEIPT, Receipt, place, read_receipt

REPORT, ANNEXES = "report.docx", "annexes.xlsx"
DRAFT_REPORT, DRAFT_ANNEXES = "report.draft.docx", "annexes.draft.xlsx"


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
