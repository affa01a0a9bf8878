"""Writes the summary of a year: the lines of its units, the workbook and the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...base.workspace import Workspace
from ..editions import FORMATS
from ..pipeline import evaluate
from ..pool import Pool
from ..task import Job, Shared, Unit, bureau_of, job_of
from .lines import Line, line_of, unread
from .page import write_page
from .workbook import write_workbook

SUMMARY, WORKBOOK, PAGE = "summary", "summary.xlsx", "summary.html"


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written, and the lines of the year's units."""

    workbook: Path
    page: Path
    lines: Sequence[Line]


def lines_of(workspace: Workspace, units: Iterable[Unit], pool: Pool) -> Iterator[Line]:
    """Yield the lines of units and years that have reports, in their order, evaluated wherever the pool has room.

    Raises:
        ProblemError: a file that all share cannot be read.
    """
    jobs = (job_of(workspace, unit, ()) for unit in units)
    yield from (line for line in pool.results(evaluated, Shared.of(workspace), jobs) if line)


def evaluated(shared: Shared, jobs: Iterable[Job]) -> list[Line | None]:
    """Return the lines of some jobs, None for a unit without a report; what they share is loaded once a process."""
    bureau = bureau_of(shared)
    return [_line(bureau.with_only(job.contents), job) for job in jobs]


def _line(workspace: Workspace, job: Job) -> Line | None:
    if job.faults:
        return unread(job.agency, job.year, job.faults)
    evaluation = evaluate(workspace, job.agency, job.year)
    if evaluation.facts and not evaluation.facts.reports and not evaluation.problems.errors:
        return None
    return line_of(job.agency, job.year, evaluation)


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
    return [each.file for each in FORMATS.values() if workspace.files.is_file(folder / each.file)]
