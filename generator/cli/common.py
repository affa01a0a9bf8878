"""What the commands share: exit codes, Chinese help, the arguments that name a unit's year, how problems are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from ..base import messages as M
from ..base import words as W
from ..base.problems import Problem
from ..batch.editions import EDITIONS, FINAL, Edition
from .completing import agencies, years

DONE, PROBLEMS, WRONG_USE = 0, 1, 2
HELP_OPTION = click.help_option("-h", "--help", help=M.HELP_HELP)

Function = TypeVar("Function", bound=Callable[..., Any])


class _Formatter(click.HelpFormatter):
    """Help with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix=M.USAGE)

    def write_heading(self, heading: str) -> None:
        super().write_heading({"Options": M.OPTIONS, "Commands": M.COMMANDS}.get(heading, heading))


class Context(click.Context):
    """A context whose help is Chinese."""

    formatter_class = _Formatter


class _Command(click.Command):
    context_class = Context


class WrongUse(click.UsageError):
    """Options that do not go together; its message is Chinese already."""


class Several(click.ParamType[tuple[str, ...]]):
    """Names out of some, separated by commas; each is kept once."""

    name = "names"

    def __init__(self, choices: Iterable[str]) -> None:
        self.choices = tuple(choices)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the names."""
        names = tuple(dict.fromkeys(name.strip() for name in value.split(","))) if isinstance(value, str) else tuple(value)
        if not set(names) <= set(self.choices):
            self.fail(value, param, ctx)
        return names

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how it is typed."""
        return ",".join(self.choices)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the names that could be the last one."""
        before, comma, _ = incomplete.rpartition(",")
        lists = (before + comma + choice for choice in self.choices if choice not in before.split(","))
        return [CompletionItem(listed) for listed in lists if listed.startswith(incomplete)]


def command(help: str, *examples: str) -> Callable[[Callable[..., int]], click.Command]:
    """Return the decorator of a command: a function that prints and returns an exit code.

    Args:
        help: what it does.
        examples: how it is typed, without the program's name; printed below the help.
    """
    shown = "\n".join(("\b", M.EXAMPLES, *(f"  {M.PROGRAM} {example}" for example in examples)))

    def decorate(function: Callable[..., int]) -> click.Command:
        made = click.command(cls=_Command, help=help, epilog=shown if examples else None, options_metavar=M.OPTIONS_HERE)
        return made(HELP_OPTION(function))

    return decorate


def unit_year(function: Function) -> Function:
    """Give a command the arguments `agency` and `year`."""
    with_year = click.argument("year", metavar=M.YEAR, type=int, shell_complete=years)(function)
    return click.argument("agency", metavar=M.AGENCY, shell_complete=agencies)(with_year)


def unit_year_or_all(function: Function) -> Function:
    """Give a command the arguments `agency` and `year`, either of which may be left out: all units, all years."""
    with_year = click.argument("year", metavar=M.YEAR, type=int, required=False, shell_complete=years)(function)
    return click.argument("agency", metavar=M.AGENCY, required=False, shell_complete=agencies)(with_year)


def returned_file(function: Function) -> Function:
    """Give a command a Word file that came back, and whose it is where the file does not say: `file`, `unit` and `year`."""
    with_year = click.option("--year", type=int, metavar=M.YEAR, help=M.HELP_VERIFY_YEAR)(function)
    with_unit = click.option("--unit", metavar=M.AGENCY, help=M.HELP_VERIFY_UNIT, shell_complete=agencies)(with_year)
    return click.argument("file", metavar=M.WORD_FILE, type=click.Path(path_type=Path))(with_unit)


def edition_option(function: Function) -> Function:
    """Give a command the option `--edition`, as the argument `title`: what a person calls it; None for the report itself."""
    return click.option("--edition", "title", type=click.Choice(list(EDITIONS)), help=M.HELP_EDITION)(function)


def edition_of(title: str | None, formats: Iterable[str]) -> Edition:
    """Return the edition that was asked for.

    Raises:
        WrongUse: it is not written in one of these formats.
    """
    edition = EDITIONS[title] if title else FINAL
    if not set(formats) <= set(edition.formats):
        raise WrongUse(M.EDITION_FORMATS.format(edition=title, formats=W.LIST_COMMA.join(edition.formats)))
    return edition


def tell(problems: Iterable[Problem]) -> None:
    """Print problems to the error stream."""
    for problem in problems:
        click.echo(f"{problem}\n", err=True)
