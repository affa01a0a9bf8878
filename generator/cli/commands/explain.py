"""`ziping explain`: prints why a score is what it is, and what would better it."""

from __future__ import annotations

import json
from typing import Any

import click

from ...base import messages as M
from ..common import DONE, PROBLEMS, command, tell, unit_year
from ..completing import indicators


@command(M.HELP_EXPLAIN, *M.EXPLAIN_EXAMPLES)
@unit_year
@click.argument("name", metavar=M.NAME_HERE, required=False, shell_complete=indicators)
@click.option("--json", "as_json", is_flag=True, help=M.HELP_EXPLAIN_JSON)
@click.pass_obj
def run(workspace: Any, agency: str, year: int, name: str | None, as_json: bool) -> int:
    """Print why a score is what it is, and what would better it."""
    from ...batch.explain_view import explanation_view
    from ...batch.explanation import Explainer, data_of
    from ...batch.pipeline import evaluate

    evaluation = evaluate(workspace(), agency, year)
    tell(evaluation.problems.errors)
    if evaluation.card is not None:
        explainer = Explainer(evaluation)
        explanation = explainer.named(name) if name else explainer.overview()
        if as_json:
            click.echo(json.dumps(data_of(explanation), ensure_ascii=False, indent=1))
        else:
            for line in explanation_view(explanation, explainer.style, f"{M.PROGRAM} explain {agency} {year}"):
                click.echo(line)
    return PROBLEMS if evaluation.problems.errors else DONE
