"""`ziping init`: makes a bureau's own folder, and brings what is newer into it."""

from __future__ import annotations

from pathlib import Path

import click

from ...base import messages as M
from ...base.workspace import Workspace
from ..common import DONE, command


@command(M.HELP_INIT, "init ziju", "init ziju --place guangzhou", "init ziju --update", "init ziju --update --write")
@click.argument("folder", metavar=M.FOLDER, type=click.Path(file_okay=False, path_type=Path))
@click.option("--place", multiple=True, help=M.HELP_INIT_PLACE)
@click.option("--update", is_flag=True, help=M.HELP_INIT_UPDATE)
@click.option("--write", is_flag=True, help=M.HELP_INIT_WRITE)
def run(folder: Path, place: tuple[str, ...], update: bool, write: bool) -> int:
    """Make a folder, or bring what is newer into one."""
    from ...batch.bureau import lay_out

    workspace = Workspace(folder.resolve())
    if update:
        return _update(workspace, write)
    written = lay_out(workspace, place)
    click.echo(M.BROUGHT_IN.format(folder=folder, count=len(written)))
    click.echo(M.NEXT_STEP.format(folder=folder))
    return DONE


def _update(workspace: Workspace, write: bool) -> int:
    from ...batch.bureau import apply, changes_in, read_manifest, shown

    manifest = read_manifest(workspace)
    changes = changes_in(workspace, manifest)
    for line in shown(workspace, changes):
        click.echo(line)
    if not changes:
        click.echo(M.UP_TO_DATE)
    elif write:
        apply(workspace, manifest, changes)
        click.echo(M.UPDATED.format(count=len(changes)))
    else:
        click.echo(M.WRITE_TO_APPLY)
    return DONE
