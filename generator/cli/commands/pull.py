"""`ziping pull`: reads a filled Excel form back into the facts file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ...base import messages as M
from ..common import DONE, PROBLEMS, command, tell


@command(M.HELP_PULL, "pull build/kuichong/2024/facts.xlsx", "pull build/kuichong/2024/facts.xlsx --write")
@click.argument("sheet", metavar=M.SHEET_FILE, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help=M.HELP_PULL_WRITE)
@click.pass_obj
def run(workspace: Any, sheet: Path, write: bool) -> int:
    """Show what a filled form changes, and write it when asked."""
    from ...batch.sheet import pull_sheet

    folder = workspace()
    pulled = pull_sheet(folder, sheet.resolve(), write=write)
    tell(pulled.problems)
    if pulled.path is None:
        return PROBLEMS
    if not pulled.changes:
        click.echo(M.PULL_NOTHING)
        return DONE
    path = folder.shown(pulled.path)
    for line in (M.PULL_COUNT.format(path=path, count=len(pulled.changes)), *pulled.changes, "", *pulled.difference, ""):
        click.echo(line)
    click.echo(M.PULL_WRITTEN.format(path=path) if write else M.PULL_ASK)
    if write and pulled.moves_rows:
        click.echo(M.PULL_ROWS_MOVED)
    return DONE
