"""`ziping take`: brings what was edited in a report back into the facts file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ...base import messages as M
from ..common import DONE, PROBLEMS, command, returned_file, tell


@command(M.HELP_TAKE, "take build/kuichong/2024/report.docx", "take build/kuichong/2024/report.docx --write")
@returned_file
@click.option("--write", is_flag=True, help=M.HELP_PULL_WRITE)
@click.pass_obj
def run(workspace: Any, file: Path, unit: str | None, year: int | None, write: bool) -> int:
    """Show what of a person's edits goes back into the facts file, and write it when asked."""
    from ...batch.take import take

    folder = workspace()
    taken = take(folder, file.resolve(), unit, year, write=write)
    path = folder.shown(taken.path)
    tell(taken.problems)
    if not taken.proposals:
        click.echo(M.TAKE_NOTHING)
        return PROBLEMS if list(taken.problems) else DONE
    click.echo(M.TAKE_COUNT.format(path=path, count=len(taken.proposals)))
    for lines in taken.proposals:
        click.echo("\n".join(lines))
    click.echo("\n".join(("", *taken.difference, "")))
    if taken.written:
        click.echo(M.TAKE_WRITTEN.format(path=path))
    elif not taken.problems.errors:
        click.echo(M.PULL_ASK)
    return DONE if taken.written and not list(taken.problems) else PROBLEMS
