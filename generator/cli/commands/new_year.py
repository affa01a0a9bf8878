"""`ziping new-year`: writes a unit's file of a new year from the one before."""

from __future__ import annotations

from typing import Any

import click

from ...base import messages as M
from ..common import DONE, command
from ..completing import agencies


@command(M.HELP_NEW_YEAR, "new-year kuichong", "new-year kuichong --year 2025 --rules shenzhen/2024")
@click.argument("agency", metavar=M.AGENCY, shell_complete=agencies)
@click.option("--year", type=int, help=M.HELP_FOR_YEAR.format(default=M.NEXT_OF_LATEST))
@click.option("--rules", help=M.HELP_NEW_RULES)
@click.option("--form", help=M.HELP_NEW_FORM)
@click.pass_obj
def run(workspace: Any, agency: str, year: int | None, rules: str | None, form: str | None) -> int:
    """Write a unit's file of a new year and say what became of the old one's values."""
    from ...batch.new_file import new_file_view, write_next_year

    folder = workspace()
    for line in new_file_view(write_next_year(folder, agency, year, rules, form), folder):
        click.echo(line)
    return DONE
