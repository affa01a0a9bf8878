"""`ziping new`: writes the first file of a new unit."""

from __future__ import annotations

from typing import Any

import click

from ...base import messages as M
from ..common import DONE, command


@command(M.HELP_NEW, "new shili --rules shenzhen/2024 --form dapeng")
@click.argument("agency", metavar=M.AGENCY)
@click.option("--year", type=int, help=M.HELP_FOR_YEAR.format(default=M.THIS_YEARS))
@click.option("--rules", required=True, help=M.HELP_NEW_RULES)
@click.option("--form", required=True, help=M.HELP_NEW_FORM)
@click.option("--name", help=M.HELP_FULL_NAME)
@click.pass_obj
def run(workspace: Any, agency: str, year: int | None, rules: str, form: str, name: str | None) -> int:
    """Write the first file of a new unit."""
    from ...batch.new_file import new_file_view, write_new_unit

    folder = workspace()
    for line in new_file_view(write_new_unit(folder, agency, year, rules, form, name), folder):
        click.echo(line)
    return DONE
