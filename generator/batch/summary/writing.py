"""Writes the summary of a year: which units it is of, their lines, the workbook and the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from ...base.problems import ProblemError, make
from ...base.workspace import Workspace
from ..editions import EDITIONS
from ..pipeline import evaluate
from .lines import Line, line_of
from .page import write_page
from .workbook import write_workbook

SUMMARY, WORKBOOK, PAGE = "summary", "summary.xlsx", "summary.html"


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written, and the lines of the year's units."""

    workbook: Path
    page: Path
    lines: Sequence[Line]


def units(workspace: Workspace, year: int, only: str = "*") -> list[str]:
    """Return the units that have facts of a year, of those whose folder a pattern fits (as of file names: guangzhou-*).

    Raises:
        ProblemError: there is none.
    """
    found = [agency for agency in workspace.agencies() if fnmatchcase(agency, only) and year in workspace.years(agency)]
    if not found:
        raise ProblemError(make("S170", None, year=year, only=only))
    return found


def lines_of(workspace: Workspace, agencies: Iterable[str], year: int | None = None) -> Iterator[Line]:
    """Yield the lines of units, in a year, or in every year that they have facts of."""
    for agency in agencies:
        for each in workspace.years(agency) if year is None else [year]:
            yield line_of(agency, each, evaluate(workspace.with_no_reads(), agency, each))


def write_summary(workspace: Workspace, year: int, lines: Iterable[Line]) -> Summary:
    """Write the summary of a year from its lines, whoever evaluated them; lines of other years stand beside.

    Raises:
        ProblemError: it cannot be written.
    """
    everything = sorted(lines, key=lambda line: (line.agency, line.year))
    mine = [line for line in everything if line.year == year]
    folder = workspace.output(SUMMARY, year)
    page = write_page(year, everything, {line.agency: _reports(workspace, line) for line in mine})
    workspace.write({folder / WORKBOOK: write_workbook(year, mine), folder / PAGE: page})
    return Summary(folder / WORKBOOK, folder / PAGE, mine)


def _reports(workspace: Workspace, line: Line) -> list[str]:
    folder = workspace.output(line.agency, line.year)
    return [edition.report for edition in EDITIONS.values() if workspace.files.is_file(folder / edition.report)]
