"""`ziping watch`: makes a report again on every save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ...base import messages as M
from ...base.decimals import plain
from ..common import DONE, command, tell, unit_year

if TYPE_CHECKING:
    from ...batch.watch import Round


@command(M.HELP_WATCH, "watch kuichong 2024")
@unit_year
@click.pass_obj
def run(workspace: Any, agency: str, year: int) -> int:
    """Make a report again on every save, until interrupted."""
    from ...batch.watch import rounds

    click.echo(M.WATCHING.format(agency=agency, year=year))
    try:
        for done in rounds(workspace().root, agency, year):
            _tell(done)
    except KeyboardInterrupt:
        pass  # between two waits; the same end as during one
    click.echo(M.WATCHED)
    return DONE


def _tell(done: Round) -> None:
    from ...batch.changes import changes, shortened

    problems, paths = done.report.evaluation.problems, done.report.paths
    tell(problems.errors)
    if not paths:
        click.echo(M.WATCH_WAITING.format(errors=len(problems.errors)))
        return
    if done.before is None:
        tell(problems.warnings)
    for path in paths.values():
        click.echo(M.WRITTEN.format(path=done.workspace.shown(path)))
    before = done.before.evaluation if done.before else None
    points, earlier = _points(done.report.evaluation.card), _points(before.card if before else None)
    if points and earlier not in {"", points}:
        click.echo(M.WATCH_SCORE_MOVED.format(old=earlier, new=points))
    elif points:
        click.echo(M.WATCH_SCORE.format(points=points))
    old, new = before.document if before else None, done.report.evaluation.document
    for change in changes(old, new) if old and new else ():
        for sign, text in zip(M.WATCH_SIGNS, shortened(change.old, change.new), strict=True):
            if text:
                click.echo(f"  {sign} {text}")


def _points(card: Any) -> str:
    return plain(card.points, trim=True) if card and card.rules.scored else ""
