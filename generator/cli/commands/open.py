"""`ziping open`: writes a unit's report as a web page and opens it."""

from __future__ import annotations

import webbrowser
from typing import Any

import click

from ...base import messages as M
from ...batch.editions import DRAFT, FINAL, PAGE
from ..common import DONE, PROBLEMS, command, unit_year
from .report import written


@command(M.HELP_OPEN, "open kuichong 2024", "open kuichong 2024 --draft")
@unit_year
@click.option("--draft", is_flag=True, help=M.HELP_OPEN_DRAFT)
@click.pass_obj
def run(workspace: Any, agency: str, year: int, draft: bool) -> int:
    """Write a unit's web page and open it; where no browser can be opened, say where it is."""
    folder = workspace()
    paths = written(folder, agency, year, DRAFT if draft else FINAL, (PAGE,))
    if not paths:
        return PROBLEMS
    page = paths[PAGE]
    line = M.OPENED if webbrowser.open(page.resolve().as_uri()) else M.NOT_OPENED
    click.echo(line.format(path=folder.shown(page)))
    return DONE
