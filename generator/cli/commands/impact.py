"""`ziping impact`: prints what a change of rules, forms or facts does to every unit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ...base import messages as M
from ..common import DONE, PROBLEMS, command

FORMATS = ("text", "md", "xlsx", "html")
IN_FILES = ("xlsx", "html")


@command(M.HELP_IMPACT, *M.IMPACT_EXAMPLES)
@click.option("--base", metavar=M.REVISION_HERE, help=M.HELP_IMPACT_BASE)
@click.option("--rules", type=click.Path(path_type=Path), metavar=M.DRAFT_HERE, help=M.HELP_IMPACT_RULES)
@click.option("--year", type=int, metavar=M.YEAR, help=M.HELP_YEAR_ONLY)
@click.option("--only", help=M.HELP_ONLY)
@click.option("--format", "style", type=click.Choice(FORMATS), default="text", help=M.HELP_IMPACT_FORMAT)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar=M.OUTPUT_HERE, help=M.HELP_IMPACT_OUTPUT)
@click.option("--jobs", type=click.IntRange(min=1), help=M.HELP_JOBS)
@click.pass_obj
def run(
    workspace: Any,
    base: str | None,
    rules: Path | None,
    year: int | None,
    only: str | None,
    style: str,
    output: Path | None,
    jobs: int | None,
) -> int:
    """Print what a change does to every unit; the exit code is 1 when a unit's report can no longer be made."""
    if style in IN_FILES and output is None:
        raise click.BadOptionUsage(M.OUTPUT_NEEDED, M.OUTPUT_NEEDED)
    from ...batch.impact.comparing import impact_of
    from ...batch.impact.editions import EDITIONS
    from ...batch.impact.sections import report_of

    folder = workspace()
    impact = impact_of(folder, base, rules.resolve() if rules else None, year=year, only=only, jobs=jobs)
    content = EDITIONS[style](report_of(impact))
    if output is None:
        click.echo(content.decode(), nl=False)
    else:
        path = output.resolve()
        folder.write({path: content})
        click.echo(M.IMPACT_WRITTEN.format(path=folder.shown(path)))
    return PROBLEMS if impact.newly_failed else DONE
