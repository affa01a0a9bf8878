"""`ziping diff`: what changed in a report since a git revision."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from ...base import messages as M
from ...base.decimals import plain
from ..common import DONE, command, tell, unit_year

if TYPE_CHECKING:
    from ...batch.difference import Difference


@command(M.HELP_DIFF, "diff kuichong 2024", "diff kuichong 2024 --base main", "diff kuichong 2024 --base HEAD~1 --docx")
@unit_year
@click.option("--base", default="HEAD", metavar=M.REVISION, show_default=True, help=M.HELP_BASE)
@click.option("--docx", is_flag=True, help=M.HELP_DIFF_DOCX)
@click.pass_obj
def run(workspace: Any, agency: str, year: int, base: str, docx: bool) -> int:
    """Tell what changed in a report, and write it as tracked changes when asked to."""
    from ...base.problems import Problems
    from ...batch.difference import compare, write_redline

    folder, problems = workspace(), Problems()
    difference = compare(folder, agency, year, base)
    _tell(difference, base)
    if docx:
        path = write_redline(folder, agency, year, difference, problems)
        click.echo(M.REDLINE_WRITTEN.format(path=folder.shown(path)))
        tell(problems)
    return DONE


def _tell(difference: Difference, base: str) -> None:
    from ...batch.changes import shortened

    old, new = _points(difference.old.card), _points(difference.new.card)
    if old != new:
        click.echo(M.WATCH_SCORE_MOVED.format(old=old or M.NO_SCORE, new=new or M.NO_SCORE))
    count = len(difference.changes)
    click.echo((M.DIFFERENCES if count else M.NO_DIFFERENCE).format(base=base, count=count))
    for heading, group in groupby(difference.changes, key=lambda change: change.heading):
        if heading:
            click.echo(M.HEADING.format(title=heading))
        for change in group:
            for sign, text in zip(M.WATCH_SIGNS, shortened(change.old, change.new), strict=True):
                if text:
                    click.echo(f"  {sign} {text}")


def _points(card: Any) -> str:
    return plain(card.points, trim=True) if card and card.rules.scored else ""
