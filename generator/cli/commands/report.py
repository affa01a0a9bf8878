"""`ziping report`: writes a unit's report and says what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...base import messages as M
from ...base import words as W
from ...batch.editions import DRAFT, FORMATS, REVIEWED, Edition
from ..common import DONE, PROBLEMS, Several, WrongUse, command, edition_of, edition_option, tell, unit_year

if TYPE_CHECKING:
    from ...base.problems import Problems
    from ...base.workspace import Workspace
    from ...batch.told import Told


@command(
    M.HELP_REPORT,
    "report kuichong 2024",
    "report kuichong 2024 --draft",
    f"report kuichong 2024 --edition {W.WORKING_PAPER}",
    f"report kuichong 2024 --edition {W.PUBLIC_EDITION} --format docx,pdf,html,xlsx",
)
@unit_year
@click.option("--draft", is_flag=True, help=M.HELP_DRAFT)
@click.option("--reviewed", is_flag=True, help=M.HELP_REVIEWED)
@edition_option
@click.option("--format", "formats", type=Several(FORMATS), default=next(iter(FORMATS)), help=M.HELP_FORMAT)
@click.option("--replace", "replaces", is_flag=True, help=M.HELP_REPLACE)
@click.pass_obj
def run(
    workspace: Any, agency: str, year: int, draft: bool, reviewed: bool, title: str | None, formats: tuple[str, ...], replaces: bool
) -> int:
    """Write a unit's report and say what came of it; one that did not change is not made again."""
    if sum(map(bool, (draft, reviewed, title))) > 1:
        raise WrongUse(M.EDITION_ALONE)
    edition = DRAFT if draft else edition_of(title, formats)
    folder = workspace()
    if reviewed:
        return _reviewed(folder, agency, year, formats, replaces)
    return DONE if written(folder, agency, year, edition, formats, replaces) else PROBLEMS


def written(
    folder: Workspace, agency: str, year: int, edition: Edition, formats: tuple[str, ...], replaces: bool = False
) -> Mapping[str, Path]:
    """Write an edition of a unit's report, or find that it did not change, say what came of it, and return where each format stands."""
    from ...batch.told import unchanged

    known = None if edition is DRAFT else unchanged(folder, agency, year, formats, edition, replaces=replaces)
    if known is None:
        return _made(folder, agency, year, edition, formats, replaces)
    _say_written(folder, known.paths, _line(edition))
    _say(known)
    return known.paths


def _made(folder: Workspace, agency: str, year: int, edition: Edition, formats: tuple[str, ...], replaces: bool) -> Mapping[str, Path]:
    from ...batch.report import write_report
    from ...batch.told import told_of

    written = write_report(folder, agency, year, edition, formats, replaces=replaces)
    problems = written.evaluation.problems
    tell(problems.errors)
    if not written.paths:
        _say_not_written(problems)
        return {}
    _say_written(folder, written.paths, _line(edition))
    _say_backups(folder, written.backups)
    told = replace(told_of(written.evaluation), edits=written.edits)
    if edition is DRAFT:
        _say(replace(told, warnings=(), edits=()))
        click.echo(M.GAPS.format(count=len(problems.gaps)))
        tell(problems.gaps)
        told = replace(told, warnings=tuple(str(problem) for problem in problems.warnings if not problem.is_gap))
        _say_warnings(told)
    else:
        _say(told)
    return written.paths


def _reviewed(folder: Workspace, agency: str, year: int, formats: tuple[str, ...], replaces: bool) -> int:
    from ...base.decimals import plain
    from ...batch.report import write_report
    from ...batch.told import told_of

    written = write_report(folder, agency, year, REVIEWED, formats, replaces=replaces)
    card, problems = written.evaluation.reviewed, written.evaluation.problems
    tell(problems.errors)
    if not written.paths or card is None:
        return _say_not_written(problems)
    _say_written(folder, written.paths, M.REVIEWED_WRITTEN)
    _say_backups(folder, written.backups)
    told = replace(told_of(written.evaluation), edits=written.edits)
    _say(replace(told, warnings=(), edits=()))
    grade = f"  {card.grade}" if card.grade else ""
    click.echo(M.REVIEWED_SCORE.format(points=plain(card.points, trim=True), full=plain(card.full, trim=True), grade=grade))
    _say_warnings(told)
    return DONE


def _line(edition: Edition) -> str:
    """Return the line that tells where an edition was written."""
    if edition.title:
        return M.EDITION_WRITTEN.replace("{edition}", edition.title)
    return M.DRAFT_WRITTEN if edition is DRAFT else M.WRITTEN


def _say_not_written(problems: Problems) -> int:
    tell(problems.warnings)
    click.echo(M.NOT_WRITTEN.format(errors=len(problems.errors), warnings=len(problems.warnings)), err=True)
    return PROBLEMS


def _say_written(folder: Workspace, paths: Mapping[str, Path], line: str) -> None:
    for name, path in paths.items():
        click.echo(M.WRITTEN_AS.get(name, line).format(path=folder.shown(path)))


def _say_backups(folder: Workspace, backups: Mapping[str, Path]) -> None:
    for name, path in backups.items():
        click.echo(M.BACKED_UP.format(name=name, path=folder.shown(path)))


def _say(told: Told) -> None:
    if told.score:
        points, full, grade = told.score
        click.echo(M.SCORE.format(points=points, full=full, grade=f"  {grade}" if grade else ""))
        click.echo(M.DEDUCTIONS.format(count=len(told.deductions)) if told.deductions else M.NO_DEDUCTIONS)
        for title, deduction in told.deductions:
            click.echo(M.DEDUCTION.format(title=title, deduction=deduction))
    else:
        click.echo(M.NO_TOTAL if told.scored else M.UNSCORED)
    _say_warnings(told)


def _say_warnings(told: Told) -> None:
    if told.warnings:
        click.echo(M.WARNINGS.format(count=len(told.warnings)))
        for warning in told.warnings:
            click.echo(f"{warning}\n", err=True)
    for line in told.edits:
        click.echo(line)
