"""The command line: the only module that prints."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .base import messages as M
from .base.decimals import plain
from .base.problems import Problem, ProblemError, Problems, nearest
from .base.workspace import Workspace

if TYPE_CHECKING:
    from .batch.pipeline import Evaluation

_EXTRA = re.compile(r"unexpected extra arguments? \((.*)\)")
STAGES = ("facts", "rules", "score", "document")
DONE, PROBLEMS, WRONG_USE = 0, 1, 2


def _say_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print the version that is installed; run from its folder without being installed it has none."""
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"{M.PROGRAM} {version(M.PROGRAM)}")
        except PackageNotFoundError:
            click.echo(f"{M.PROGRAM} {M.NOT_INSTALLED}")
        context.exit()


class _Formatter(click.HelpFormatter):
    """Help with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix=M.USAGE)

    def write_heading(self, heading: str) -> None:
        super().write_heading({"Options": M.OPTIONS, "Commands": M.COMMANDS}.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class _Group(click.Group):
    context_class = _Context


class _Command(click.Command):
    context_class = _Context


_SETTINGS = {"help_option_names": ["-h", "--help"]}
_HELP = click.help_option("-h", "--help", help=M.HELP_HELP)


@click.group(cls=_Group, help=M.HELP, context_settings=_SETTINGS)
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), help=M.HELP_ROOT)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version, help=M.HELP_VERSION)
@_HELP
@click.pass_context
def cli(context: click.Context, root: Path | None) -> None:
    """Choose the data folder; the commands do the rest."""
    context.obj = lambda: Workspace.find((root or Path.cwd()).resolve())


@cli.command(cls=_Command, help=M.HELP_REPORT)
@click.argument("agency", metavar=M.AGENCY)
@click.argument("year", metavar=M.YEAR, type=int)
@_HELP
@click.pass_obj
def report(workspace: Any, agency: str, year: int) -> int:
    """Write a unit's report and say what came of it."""
    from .batch.report import write_report

    folder = workspace()
    written = write_report(folder, agency, year)
    problems = written.evaluation.problems
    _tell(problems.errors)
    if written.path is None:
        _tell(problems.warnings)
        click.echo(M.NOT_WRITTEN.format(errors=len(problems.errors), warnings=len(problems.warnings)), err=True)
        return PROBLEMS
    click.echo(M.WRITTEN.format(path=folder.shown(written.path)))
    _say_score(written.evaluation)
    if problems.warnings:
        click.echo(M.WARNINGS.format(count=len(problems.warnings)))
        _tell(problems.warnings)
    return DONE


@cli.command(cls=_Command, help=M.HELP_SHOW)
@click.argument("agency", metavar=M.AGENCY)
@click.argument("year", metavar=M.YEAR, type=int)
@click.option("--stage", type=click.Choice(STAGES), default="score", help=M.HELP_STAGE)
@_HELP
@click.pass_obj
def show(workspace: Any, agency: str, year: int, stage: str) -> int:
    """Print what a stage made of a unit's year."""
    from .batch.pipeline import evaluate
    from .batch.views import VIEWS

    evaluation = evaluate(workspace(), agency, year)
    _tell(evaluation.problems.errors)
    for line in VIEWS[stage](evaluation):
        click.echo(line)
    return PROBLEMS if evaluation.problems.errors else DONE


@cli.command(name="list", cls=_Command, help=M.HELP_LIST)
@_HELP
@click.pass_obj
def list_units(workspace: Any) -> int:
    """Print all units with their years."""
    from .batch.views import listing

    problems = Problems()
    for line in listing(workspace(), problems):
        click.echo(line)
    _tell(problems)
    return PROBLEMS if problems.errors else DONE


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0, 1 for problems in data, 2 for wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = cli.main(arguments, prog_name=M.PROGRAM, standalone_mode=False)
        return code if isinstance(code, int) else DONE
    except ProblemError as error:
        _tell(error.problems)
        return PROBLEMS
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return WRONG_USE
    except click.ClickException as error:
        click.echo(M.WRONG_USE.format(why=_why(error), command=M.PROGRAM), err=True)
        return WRONG_USE
    except click.Abort:
        return 130


def _why(error: click.ClickException) -> str:
    """Return what was wrong with a command, in Chinese."""
    match error:
        case click.exceptions.NoSuchOption():
            return M.NO_SUCH_OPTION.format(name=error.option_name, nearest=nearest(error.option_name, error.possibilities or ()))
        case click.exceptions.NoSuchCommand():
            return M.NO_SUCH_COMMAND.format(name=error.command_name, nearest=nearest(error.command_name, list(cli.commands)))
        case click.MissingParameter():
            return M.MISSING.format(name=_named(error.param))
        case click.BadParameter():
            if error.param is not None and isinstance(error.param.type, click.Choice):
                return M.BAD_CHOICE.format(name=_named(error.param), choices=" ".join(error.param.type.choices))
            return M.BAD_VALUE.format(name=_named(error.param), value=_quoted(error.message))
        case click.exceptions.BadOptionUsage():
            return M.MISSING.format(name=error.option_name)
    if found := _EXTRA.search(error.message):
        return M.TOO_MANY.format(value=found[1])
    return M.OTHER


def _named(parameter: click.Parameter | None) -> str:
    return parameter.human_readable_name if parameter is not None else ""


def _quoted(message: str) -> str:
    """Return what click quotes in a message."""
    return message.split("'")[1] if message.count("'") >= 2 else message


def _tell(problems: Any) -> None:
    problem: Problem
    for problem in problems:
        click.echo(f"{problem}\n", err=True)


def _say_score(evaluation: Evaluation) -> None:
    card = evaluation.card
    if card is None or not card.rules.scored:
        click.echo(M.UNSCORED)
        return
    points, full = plain(card.points, trim=True), plain(card.full, trim=True)
    click.echo(M.SCORE.format(points=points, full=full, grade=f"  {card.grade}" if card.grade else ""))
    deductions = card.deductions()
    click.echo(M.DEDUCTIONS.format(count=len(deductions)) if deductions else M.NO_DEDUCTIONS)
    for scored in deductions:
        if scored.deduction is not None:
            click.echo(M.DEDUCTION.format(title=scored.title, deduction=plain(scored.deduction, trim=True)))
