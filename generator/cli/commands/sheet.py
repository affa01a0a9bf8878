"""`ziping sheet`: writes a unit's form for Excel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ...base import messages as M
from ..common import DONE, PROBLEMS, command, tell, unit_year


@command(M.HELP_SHEET, "sheet kuichong 2024")
@unit_year
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar=M.SHEET_FILE, help=M.HELP_SHEET_OUTPUT)
@click.pass_obj
def run(workspace: Any, agency: str, year: int, output: Path | None) -> int:
    """Write a unit's form for Excel."""
    from ...batch.sheet import write_sheet

    folder = workspace()
    written = write_sheet(folder, agency, year, output.resolve() if output else None)
    tell(written.problems)
    if written.path is None:
        return PROBLEMS
    click.echo(M.SHEET_WRITTEN.format(path=folder.shown(written.path), count=written.fields))
    return DONE
