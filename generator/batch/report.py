"""Writes one unit's report, or its draft, with a receipt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..base.problems import ProblemError
from ..base.workspace import Workspace, digest
from .editions import EDITIONS
from .pipeline import Evaluation, evaluate
from .receipt import DRAFT_RECEIPT, RECEIPT, Receipt, place, read_receipt

WORD = ("docx",)


@dataclass(frozen=True, slots=True)
class Report:
    """How a report was come by, and where each format was written; nothing was where something is wrong."""

    evaluation: Evaluation
    paths: Mapping[str, Path] = field(default_factory=dict)


def write_report(workspace: Workspace, agency: str, year: int, *, draft: bool = False, formats: Iterable[str] = WORD) -> Report:
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
    if evaluation.problems.errors or evaluation.document is None:
        return Report(evaluation)
    names = {name: EDITIONS[name].name(draft=draft) for name in formats}
    try:
        contents: dict[str, bytes] = {}
        for name, file in names.items():
            content = EDITIONS[name].write(workspace, evaluation.document)
            if content is None:
                evaluation.problems.add("W351", None, output=file)
            else:
                contents[file] = content
        folder = workspace.output(agency, year)
        written = _write(workspace, evaluation, contents, folder, folder / (DRAFT_RECEIPT if draft else RECEIPT))
        return Report(evaluation, {name: written[file] for name, file in names.items() if file in written})
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
