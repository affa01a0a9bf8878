"""`ziping show`: prints what a stage made of a unit's year."""

from __future__ import annotations

from typing import Any

import click

from ...base import messages as M
from ..common import DONE, PROBLEMS, command, tell, unit_year

STAGES = ("facts", "rules", "score", "document")


@command(M.HELP_SHOW, "show kuichong 2024", "show kuichong 2024 --stage facts")
@unit_year
@click.option("--stage", type=click.Choice(STAGES), default="score", help=M.HELP_STAGE)
@click.pass_obj
def run(workspace: Any, agency: str, year: int, stage: str) -> int:
    """Print what a stage made of a unit's year."""
    from ...batch.pipeline import evaluate
    from ...batch.views import VIEWS

    evaluation = evaluate(workspace(), agency, year)
    tell(evaluation.problems.errors)
    for line in VIEWS[stage](evaluation):
        click.echo(line)
    return PROBLEMS if evaluation.problems.errors else DONE
