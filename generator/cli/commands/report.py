"""`ziping report`: writes a unit's report and says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ...base import messages as M
from ...base.decimals import plain
from ...batch.editions import EDITIONS
from ..common import DONE, PROBLEMS, Several, command, tell, unit_year

if TYPE_CHECKING:
    from ...batch.pipeline import Evaluation


@command(M.HELP_REPORT, "report kuichong 2024", "report kuichong 2024 --draft", "report kuichong 2024 --format docx,xlsx")
@unit_year
@click.option("--draft", is_flag=True, help=M.HELP_DRAFT)
@click.option("--format", "formats", type=Several(EDITIONS), default=next(iter(EDITIONS)), help=M.HELP_FORMAT)
@click.pass_obj
def run(workspace: Any, agency: str, year: int, draft: bool, formats: tuple[str, ...]) -> int:
    """Write a unit's report and say what came of it."""
    from ...batch.report import write_report

    folder = workspace()
    written = write_report(folder, agency, year, draft=draft, formats=formats)
    problems = written.evaluation.problems
    tell(problems.errors)
    if not written.paths:
        tell(problems.warnings)
        click.echo(M.NOT_WRITTEN.format(errors=len(problems.errors), warnings=len(problems.warnings)), err=True)
        return PROBLEMS
    for name, path in written.paths.items():
        said = M.WRITTEN_AS.get(name, M.DRAFT_WRITTEN if draft else M.WRITTEN)
        click.echo(said.format(path=folder.shown(path)))
    _say_score(written.evaluation)
    if draft:
        click.echo(M.GAPS.format(count=len(problems.gaps)))
        tell(problems.gaps)
    warnings = [problem for problem in problems.warnings if not (draft and problem.is_gap)]
    if warnings:
        click.echo(M.WARNINGS.format(count=len(warnings)))
        tell(warnings)
    return DONE


def _say_score(evaluation: Evaluation) -> None:
    card = evaluation.card
    if card is None or not card.rules.scored:
        click.echo(M.UNSCORED)
        return
    if card.lacking:
        click.echo(M.NO_TOTAL)
        return
    points, full = plain(card.points, trim=True), plain(card.full, trim=True)
    click.echo(M.SCORE.format(points=points, full=full, grade=f"  {card.grade}" if card.grade else ""))
    deductions = card.deductions()
    click.echo(M.DEDUCTIONS.format(count=len(deductions)) if deductions else M.NO_DEDUCTIONS)
    for scored in deductions:
        if scored.deduction is not None:
            click.echo(M.DEDUCTION.format(title=scored.title, deduction=plain(scored.deduction, trim=True)))
