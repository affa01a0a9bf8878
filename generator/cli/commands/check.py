"""`ziping check`: prints everything that is wrong, and counts it."""

from __future__ import annotations

from typing import Any

import click

from ...base import messages as M
from ...base.catalogue import Severity
from ..common import DONE, PROBLEMS, command, unit_year_or_all

FORMATS = ("text", "json", "github", "gitlab")


@command(M.HELP_CHECK, "check", "check kuichong", "check kuichong 2024", "check --format json")
@unit_year_or_all
@click.option("--format", "style", type=click.Choice(FORMATS), default="text", help=M.HELP_CHECK_FORMAT)
@click.option("--strict", is_flag=True, help=M.HELP_STRICT)
@click.pass_obj
def run(workspace: Any, agency: str | None, year: int | None, style: str, strict: bool) -> int:
    """Print everything that is wrong, and count it."""
    from ...batch.check import check
    from ...batch.formats import WRITERS

    problems = check(workspace(), agency, year)
    for line in WRITERS[style](problems):
        click.echo(line)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return PROBLEMS if any(problem.severity in failing for problem in problems) else DONE
