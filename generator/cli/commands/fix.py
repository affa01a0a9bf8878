"""`ziping fix`: shows, and with --write makes, the corrections that need no question."""

from __future__ import annotations

from typing import Any

import click

from ...base import messages as M
from ..common import DONE, PROBLEMS, command, tell, unit_year_or_all


@command(M.HELP_FIX, "fix kuichong 2024", "fix kuichong 2024 --write", "fix")
@unit_year_or_all
@click.option("--write", is_flag=True, help=M.HELP_FIX_WRITE)
@click.pass_obj
def run(workspace: Any, agency: str | None, year: int | None, write: bool) -> int:
    """Show what can be mended in facts files; write it when asked to."""
    from ...batch.mending import mend

    folder = workspace()
    agencies = [agency] if agency else folder.agencies()
    mended = [mend(folder, unit, each) for unit in agencies for each in ([year] if year else folder.years(unit))]
    for file in mended:
        for line in file.difference():
            click.echo(line)
        if file.recoded:
            click.echo(M.RECODED.format(path=file.shown))
    changed = [file for file in mended if file.changed]
    if write:
        folder.write({file.path: file.after for file in changed})
    message = M.NOTHING_TO_FIX if not changed else M.FIXED if write else M.FIXABLE
    click.echo(message.format(count=len(changed)))
    left = [problem for file in mended for problem in file.left.errors]
    tell(left)
    if left:
        click.echo(M.LEFT_TO_FIX.format(count=len(left)), err=True)
    return PROBLEMS if left or (changed and not write) else DONE
