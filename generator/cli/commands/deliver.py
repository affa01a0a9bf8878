"""`ziping deliver`: copies finished reports into a folder under their official names."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...base import messages as M
from ..common import DONE, PROBLEMS, command, tell

if TYPE_CHECKING:
    from ...base.workspace import Workspace
    from ...batch.pool import Pool
    from ...batch.task import Unit


@command(M.HELP_DELIVER, *M.DELIVER_EXAMPLES)
@click.argument("folder", metavar=M.FOLDER, type=click.Path(file_okay=False, path_type=Path))
@click.option("--year", type=int, required=True, metavar=M.YEAR, help=M.HELP_DELIVER_YEAR)
@click.option("--only", help=M.HELP_ONLY)
@click.option("--jobs", type=click.IntRange(min=1), help=M.HELP_JOBS)
@click.pass_obj
def run(workspace: Any, folder: Path, year: int, only: str | None, jobs: int | None) -> int:
    """Copy finished reports, and say which were held back."""
    from ...batch.everything import units_of
    from ...batch.pool import Pool

    root = workspace()
    units = units_of(root, year, only)
    if not units:
        click.echo(M.ALL_NONE, err=True)
        return PROBLEMS
    return delivered(root, units, Pool(jobs or os.cpu_count() or 1), folder)


def delivered(root: Workspace, units: Iterable[Unit], pool: Pool, folder: Path) -> int:
    """Copy the finished reports of units into a folder; say which were held back, and return the exit code."""
    from ...batch.deliver import deliver
    from ...batch.summary.writing import lines_of

    delivery = deliver(root, lines_of(root, units, pool), folder.resolve())
    tell(delivery.problems)
    files = [entry for entry in delivery.entries if entry.name]
    count = len({entry.agency for entry in files})
    click.echo(M.DELIVERED.format(files=len(files), units=count, folder=folder, path=root.shown(delivery.path)))
    if delivery.problems.errors:
        click.echo(M.HELD_BACK.format(units=len({entry.agency for entry in delivery.entries if not entry.name})), err=True)
    return PROBLEMS if delivery.problems.errors else DONE
