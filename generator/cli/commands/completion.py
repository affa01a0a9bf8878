"""`ziping completion`: prints the script that lets a shell complete commands, options, units and years."""

from __future__ import annotations

import click

from ...base import messages as M
from ..common import DONE, command

SHELLS = ("bash", "zsh", "fish")


@command(M.HELP_COMPLETION, "completion bash >> ~/.bashrc", "completion fish > ~/.config/fish/completions/ziping.fish")
@click.argument("shell", metavar=M.SHELL, type=click.Choice(SHELLS))
@click.pass_context
def run(context: click.Context, shell: str) -> int:
    """Print the script of a shell."""
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script, "click knows these shells"
    click.echo(script(context.find_root().command, {}, M.PROGRAM, f"_{M.PROGRAM}_COMPLETE".upper()).source())
    return DONE
