"""`ziping list`: prints all units with their years."""

from __future__ import annotations

from typing import Any

import click

from ...base import messages as M
from ...base.problems import Problems
from ..common import DONE, PROBLEMS, command, tell


@command(M.HELP_LIST, "list")
@click.pass_obj
def run(workspace: Any) -> int:
    """Print all units with their years."""
    from ...batch.views import listing

    problems = Problems()
    for line in listing(workspace(), problems):
        click.echo(line)
    tell(problems)
    return PROBLEMS if problems.errors else DONE
