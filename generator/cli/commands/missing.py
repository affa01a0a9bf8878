"""`ziping missing`: prints what a unit's year still lacks."""

from __future__ import annotations

from typing import Any

import click

from ...base import messages as M
from ..common import DONE, PROBLEMS, command, tell, unit_year


@command(M.HELP_MISSING, "missing kuichong 2025", "missing kuichong 2025 --json")
@unit_year
@click.option("--json", "as_json", is_flag=True, help=M.HELP_JSON)
@click.pass_obj
def run(workspace: Any, agency: str, year: int, as_json: bool) -> int:
    """Print what a unit's year still lacks; the exit code is 0 when that is nothing."""
    from ...batch.missing import missing_json, missing_of, missing_view
    from ...batch.pipeline import evaluate

    evaluation = evaluate(workspace(), agency, year)
    if evaluation.facts and not evaluation.facts.reports:
        click.echo(M.NO_REPORT)
        tell(evaluation.problems.errors)
        return PROBLEMS if evaluation.problems.errors else DONE
    missing = missing_of(evaluation)
    if missing is None or evaluation.rules is None:
        tell(evaluation.problems.errors)
        return PROBLEMS
    for line in (missing_json(missing),) if as_json else missing_view(missing, evaluation.rules):
        click.echo(line)
    return PROBLEMS if missing.gaps else DONE
