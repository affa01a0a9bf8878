"""Writes one unit's report, or its draft, with a receipt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..base.problems import ProblemError
from ..base.workspace import Workspace
from .editions import EDITIONS
from .pipeline import Evaluation, evaluate
from .receipt import DRAFT_RECEIPT, RECEIPT, write_outputs

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
        written = write_outputs(workspace, contents, folder, DRAFT_RECEIPT if draft else RECEIPT, evaluation.problems)
        return Report(evaluation, {name: written[file] for name, file in names.items() if file in written})
    except ProblemError as error:
        evaluation.problems.extend(error.problems)
        return Report(evaluation)
