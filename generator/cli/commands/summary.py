"""`ziping summary`: writes the summary of a year over all units."""

from __future__ import annotations

import os
from typing import Any

import click

from ...base import messages as M
from ..common import DONE, PROBLEMS, command


@command(M.HELP_SUMMARY, "summary --year 2023", "summary --year 2023 --only 'panyu-*'")
@click.option("--year", type=int, required=True, metavar=M.YEAR, help=M.HELP_SUMMARY_YEAR)
@click.option("--only", help=M.HELP_ONLY)
@click.option("--jobs", type=click.IntRange(min=1), help=M.HELP_JOBS)
@click.pass_obj
def run(workspace: Any, year: int, only: str | None, jobs: int | None) -> int:
    """Write the summary of a year, and say what could not be scored."""
    from ...batch.everything import units_of
    from ...batch.pool import Pool
    from ...batch.summary.writing import lines_of, write_summary
    from ...batch.task import Unit

    folder = workspace()
    agencies = [agency for agency, _ in units_of(folder, year, only)]
    if not agencies:
        click.echo(M.ALL_NONE, err=True)
        return PROBLEMS
    units = [Unit(agency, each) for agency in agencies for each in folder.years(agency)]
    summary = write_summary(folder, year, lines_of(folder, units, Pool(jobs or os.cpu_count() or 1)))
    click.echo(M.SUMMARY_WRITTEN.format(workbook=folder.shown(summary.workbook), page=folder.shown(summary.page)))
    failed = [line for line in summary.lines if line.errors]
    scored = sum(1 for line in summary.lines if line.score)
    click.echo(M.SUMMARY_COUNTS.format(units=len(summary.lines), scored=scored, failed=len(failed)))
    for line in failed:
        click.echo(M.SUMMARY_FAILED.format(unit=line.unit, agency=line.agency, errors=line.errors, first=line.first_error), err=True)
    if failed:
        click.echo(M.SUMMARY_SEE, err=True)
    return PROBLEMS if failed else DONE
