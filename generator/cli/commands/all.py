"""`ziping all`: writes every unit's report."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...base import messages as M
from ...base import words as W
from ...batch.editions import FORMATS
from ..common import DONE, PROBLEMS, Several, WrongUse, command, edition_of, edition_option

if TYPE_CHECKING:
    from ...batch.everything import Everything, Result
    from ...batch.task import Unit

SAME = "SAME"


@command(M.HELP_ALL, "all --year 2023", "all --year 2023 --only 'panyu-*' --format docx,pdf", "all --year 2023 --deliver ../reports")
@click.option("--year", type=int, metavar=M.YEAR, help=M.HELP_YEAR_ONLY)
@click.option("--only", help=M.HELP_ONLY)
@click.option("--format", "formats", type=Several(FORMATS), default=next(iter(FORMATS)), help=M.HELP_FORMAT)
@edition_option
@click.option("--deliver", "folder", metavar=M.FOLDER, type=click.Path(file_okay=False, path_type=Path), help=M.HELP_ALL_DELIVER)
@click.option("--replace", "replaces", is_flag=True, help=M.HELP_REPLACE)
@click.option("--jobs", type=click.IntRange(min=1), help=M.HELP_JOBS)
@click.option("--cluster", help=M.HELP_CLUSTER)
@click.pass_obj
def run(
    workspace: Any,
    year: int | None,
    only: str | None,
    formats: tuple[str, ...],
    title: str | None,
    folder: Path | None,
    replaces: bool,
    jobs: int | None,
    cluster: str | None,
) -> int:
    """Write every unit's report; say for each that was evaluated why, and what came of it."""
    from ...batch.everything import Everything, units_of
    from ...batch.pool import Pool
    from .deliver import delivered

    edition = edition_of(title, formats)
    if title and folder:
        raise WrongUse(M.EDITION_OR_DELIVER)
    root = workspace()
    units = units_of(root, year, only)
    if not units:
        click.echo(M.ALL_NONE, err=True)
        return PROBLEMS
    pool = Pool(jobs or os.cpu_count() or 1, cluster)
    code = _written(units, Everything(root, formats, pool, edition, replaces))
    return max(code, delivered(root, units, pool, folder)) if folder else code


def _written(units: list[Unit], everything: Everything) -> int:
    from tqdm import tqdm

    from ...batch.everything import State

    everything.look(units)
    counts: Counter[State] = Counter()
    failed: list[Result] = []
    with tqdm(total=len(everything.stale), desc=M.ALL_PROGRESS, disable=None, leave=False) as bar:
        for result in everything.results():
            bar.update()
            if result.state is State.NONE:
                everything.fresh += 1
                continue
            for line in (_line(result), *(M.ALL_BACKED_UP.format(path=path) for path in result.backups), *result.edits):
                bar.write(line)
            counts[result.state] += 1
            failed += [result] if result.state is State.FAILED else []
    _say_failed(failed)
    written = counts[State.WRITTEN] + counts[State.BESIDE]
    click.echo(
        M.ALL_DONE.format(total=len(units), written=written, same=counts[State.SAME], fresh=everything.fresh, failed=counts[State.FAILED])
    )
    return PROBLEMS if failed else DONE


def _line(result: Result) -> str:
    """Return the line that says why a unit was evaluated, and what came of it."""
    state = M.ALL_STATES[result.state.name].format(beside=W.LIST_COMMA.join(result.beside))
    parts = [*([] if result.errors else [_why(result)]), state, *_scores(result)]
    return M.ALL_LINE.format(agency=result.agency, year=result.year, what=W.COMMA.join(parts))


def _why(result: Result) -> str:
    if result.known is False:
        return M.ALL_FIRST
    if result.causes:
        return M.ALL_CHANGED.format(causes=W.LIST_COMMA.join(result.causes))
    return M.ALL_REMARKS if result.state.name == SAME else M.ALL_GONE


def _scores(result: Result) -> list[str]:
    old, new = " ".join(result.before), " ".join(result.after)
    if not new:
        return []
    moved = bool(old) and old != new
    return [M.ALL_SCORE_MOVED.format(old=old, new=new) if moved else M.ALL_SCORE_SAME.format(points=new)]


def _say_failed(failed: list[Result]) -> None:
    if not failed:
        return
    click.echo(M.ALL_FAILED.format(count=len(failed)), err=True)
    for result in failed:
        click.echo(M.ALL_LINE.format(agency=result.agency, year=result.year, what=""), err=True)
        for error in result.errors:
            click.echo(f"{error}\n", err=True)
