"""The program: chooses the data folder, runs a command, says what was wrong with its use."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

import click

from ..base import messages as M
from ..base.problems import ProblemError, nearest
from ..base.workspace import Workspace
from .common import DONE, HELP_OPTION, PROBLEMS, WRONG_USE, Context, Several, WrongUse, tell

COMMANDS = (
    "report",
    "open",
    "all",
    "show",
    "list",
    "check",
    "fix",
    "explain",
    "missing",
    "impact",
    "new-year",
    "new",
    "sheet",
    "pull",
    "watch",
    "diff",
    "verify",
    "take",
    "summary",
    "deliver",
    "schema",
    "init",
    "completion",
)
INTERRUPTED = 130
_EXTRA = re.compile(r"unexpected extra arguments? \((.*)\)")


class _Program(click.Group):
    """The group of commands; a command's module is imported when it is asked for."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f".commands.{cmd_name.replace('-', '_')}", __package__).run
        return command


def _say_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print the version that is installed; run from its folder without being installed it has none."""
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"{M.PROGRAM} {version(M.PROGRAM)}")
        except PackageNotFoundError:
            click.echo(f"{M.PROGRAM} {M.NOT_INSTALLED}")
        context.exit()


@click.group(cls=_Program, help=M.HELP, options_metavar=M.OPTIONS_HERE, subcommand_metavar=M.COMMAND_HERE)
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), help=M.HELP_ROOT)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version, help=M.HELP_VERSION)
@HELP_OPTION
@click.pass_context
def cli(context: click.Context, root: Path | None) -> None:
    """Choose the data folder; the commands do the rest."""
    context.obj = lambda: Workspace.find((root or Path.cwd()).resolve())


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0, 1 for problems in data, 2 for wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = cli.main(arguments, prog_name=M.PROGRAM, standalone_mode=False)
        return code if isinstance(code, int) else DONE
    except ProblemError as error:
        tell(error.problems)
        return PROBLEMS
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return WRONG_USE
    except click.ClickException as error:
        click.echo(M.WRONG_USE.format(why=_why(error), command=M.PROGRAM), err=True)
        return WRONG_USE
    except click.Abort:
        return INTERRUPTED


def _why(error: click.ClickException) -> str:
    """Return what was wrong with a command, in Chinese."""
    match error:
        case click.exceptions.NoSuchOption():
            return M.NO_SUCH_OPTION.format(name=error.option_name, nearest=nearest(error.option_name, error.possibilities or ()))
        case click.exceptions.NoSuchCommand():
            return M.NO_SUCH_COMMAND.format(name=error.command_name, nearest=nearest(error.command_name, COMMANDS))
        case click.MissingParameter():
            return M.MISSING.format(name=_named(error.param))
        case click.BadParameter():
            if error.param is not None and isinstance(error.param.type, (click.Choice, Several)):
                return M.BAD_CHOICE.format(name=_named(error.param), choices=" ".join(error.param.type.choices))
            return M.BAD_VALUE.format(name=_named(error.param), value=_quoted(error.message))
        case WrongUse():
            return error.message
        case click.exceptions.BadOptionUsage():
            return M.MISSING.format(name=error.option_name)
    if found := _EXTRA.search(error.message):
        return M.TOO_MANY.format(value=found[1])
    return M.OTHER


def _named(parameter: click.Parameter | None) -> str:
    """Return a parameter as it is typed."""
    if parameter is None:
        return ""
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name


def _quoted(message: str) -> str:
    """Return what click quotes in a message."""
    return message.split("'")[1] if message.count("'") >= 2 else message
