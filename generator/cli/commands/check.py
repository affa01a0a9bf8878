"""`ziping check`: prints everything that is wrong, and counts it."""

from __future__ import annotations

from typing import Any

import click

from ...base import messages as M
from ...base.catalogue import Severity
from ..common import DONE, PROBLEMS, command


@command(M.HELP_CHECK, "check", "check kuichong", "check kuichong 2024")
@click.argument("agency", metavar=M.AGENCY, required=False)
@click.argument("year", metavar=M.YEAR, type=int, required=False)
@click.option("--strict", is_flag=True, help=M.HELP_STRICT)
@click.pass_obj
def run(workspace: Any, agency: str | None, year: int | None, strict: bool) -> int:
    """Print everything that is wrong, and count it."""
    from ...batch.check import check

    problems = check(workspace(), agency, year)
    for problem in problems:
        click.echo(f"{problem}\n")
    errors, warnings, hints = (sum(problem.severity is severity for problem in problems) for severity in Severity)
    click.echo(M.CHECKED.format(errors=errors, warnings=warnings, hints=hints) if problems else M.ALL_WELL)
    return PROBLEMS if errors or (strict and warnings) else DONE
