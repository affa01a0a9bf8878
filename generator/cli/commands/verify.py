"""`ziping verify`: checks a report that came back against the facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from ...base import messages as M
from ..common import DONE, PROBLEMS, command, returned_file


@command(M.HELP_VERIFY, *M.VERIFY_EXAMPLES)
@returned_file
@click.option("--json", "as_json", is_flag=True, help=M.HELP_VERIFY_JSON)
@click.pass_obj
def run(workspace: Any, file: Path, unit: str | None, year: int | None, as_json: bool) -> int:
    """Tell which numbers and sentences of a report disagree with the facts."""
    from ...batch.explanation import data_of
    from ...batch.verify import verify
    from ...batch.verify_view import verified_view

    verified = verify(workspace(), file.resolve(), unit, year)
    if as_json:
        click.echo(json.dumps(data_of(verified), ensure_ascii=False, indent=1))
    else:
        for line in verified_view(verified):
            click.echo(line)
    return PROBLEMS if verified.differences else DONE
