"""What a shell is offered for the arguments that name a unit, a year, an indicator."""

from __future__ import annotations

from pathlib import Path

import click

from ..base.problems import ProblemError, Problems
from ..base.workspace import Workspace


def agencies(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the units that a typed beginning may mean."""
    workspace = _workspace(context)
    return [name for name in workspace.agencies() if name.startswith(incomplete)] if workspace else []


def years(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the years of the unit that was typed before."""
    workspace, agency = _workspace(context), context.params.get("agency")
    found = map(str, workspace.years(agency)) if workspace and agency else ()
    return [year for year in found if year.startswith(incomplete)]


def indicators(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the indicators of the rule set that the unit and year typed before follow."""
    from ..facts.loading import load_facts
    from ..rules.loading import load_rules

    workspace, agency, year = _workspace(context), context.params.get("agency"), context.params.get("year")
    if not workspace or not agency or not year:
        return []
    try:
        facts = load_facts(workspace, agency, int(year), Problems())
    except ProblemError:
        return []
    rules = load_rules(workspace, facts.rules, facts.vocabulary, Problems()) if facts else None
    return [name for name in rules.indicators if name.startswith(incomplete)] if rules else []


def _workspace(context: click.Context) -> Workspace | None:
    """Return the data folder that a command typed so far would work in; None where there is none yet."""
    try:
        return Workspace.find(Path(context.find_root().params.get("root") or Path.cwd()).resolve())
    except ProblemError:
        return None
