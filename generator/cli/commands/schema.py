"""`ziping schema`: writes the JSON Schemas that editors complete and check with."""

from __future__ import annotations

from typing import Any

import click

from ...base import messages as M
from ...base.problems import Problems
from ..common import DONE, PROBLEMS, command, tell


@command(M.HELP_SCHEMA, "schema", "schema --check")
@click.option("--check", is_flag=True, help=M.HELP_SCHEMA_CHECK)
@click.pass_obj
def run(workspace: Any, check: bool) -> int:
    """Write the schemas, or tell which of them are out of date."""
    from ...batch.schemas.files import schema_files, stale

    folder, problems = workspace(), Problems()
    files = schema_files(folder)
    if not check:
        folder.write(files)
    stale(folder, files, problems)
    tell(problems)
    if problems.errors:
        return PROBLEMS
    for path in files:
        click.echo(M.SCHEMA_CURRENT.format(path=folder.shown(path)))
    return DONE
