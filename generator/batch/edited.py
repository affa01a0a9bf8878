"""What a person changed in a Word file that the program wrote, told in a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ..base import messages as M
from ..base.problems import ProblemError
from ..base.workspace import Workspace
from .changes import shortened
from .editions import FORMATS, WORD

_TOLD = 5  # changes told one by one
_SUFFIX = Path(FORMATS[WORD].file).suffix


def edits_told(workspace: Workspace, folder: Path, paths: Mapping[str, Path], backups: Mapping[str, Path]) -> tuple[str, ...]:
    """Return the lines that tell what a person changed in the Word files among some outputs; one that cannot be read is passed over.

    Args:
        workspace: the data folder.
        folder: where the outputs belong.
        paths: where each was written, by its name.
        backups: where those that a person had edited are kept, by their names, as far as they were replaced.
    """
    edited = {name: backups.get(name, folder / name) for name, path in paths.items() if name in backups or path.name != name}
    told: list[str] = []
    for name, path in edited.items():
        if path.suffix == _SUFFIX:
            with suppress(ProblemError):
                told += _told(workspace, path, paths[name])
    return tuple(told)


def _told(workspace: Workspace, edited: Path, fresh: Path) -> Iterator[str]:
    from ..report.docx.comparing import compare  # the parser loads only where something was edited
    from ..report.docx.reading import read_docx

    returned, now = (read_docx(workspace.peek(path) or b"", workspace.shown(path)) for path in (edited, fresh))
    mine = [each for each in compare(returned, now).differences if each.by_hand is not False]
    yield M.EDITS_COUNT.format(count=len(mine)) if mine else M.EDITS_NONE
    for each in mine[:_TOLD]:
        old, new = (text or M.EDITS_NOTHING for text in shortened(each.now, each.found))
        report, place = (now, each.fresh) if each.fresh else (returned, each.returned)
        heading = report.heading(place.paragraph) if place else ""
        yield M.EDITS_LINE.format(old=old, new=new, heading=M.HEADING.format(title=heading) if heading else "")
    if len(mine) > _TOLD:
        yield M.EDITS_MORE.format(count=len(mine) - _TOLD, path=workspace.shown(edited))
