"""Delivers finished reports: copies them into a folder under their official names, with a list; never one that is not as it was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pathvalidate import sanitize_filename

from ..base import words as W
from ..base.problems import Problem, ProblemError, Problems, make
from ..base.workspace import Workspace, digest
from .delivery_list import Entry, read_list, write_list
from .editions import FORMATS, Format
from .freshness import Freshness
from .receipt import RECEIPT, Receipt, read_receipt
from .store import place
from .summary.lines import Line

LIST = f"{W.L_NAME}.xlsx"
LONGEST = 180  # bytes of a name, so that no system cuts what is added to it


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of it: the list's file, an entry for each file that was delivered and each unit of which none was, what is wrong."""

    path: Path
    entries: tuple[Entry, ...]
    problems: Problems


@dataclass(frozen=True, slots=True)
class _Finished:
    """A finished file: whose, of which format, and the name it is delivered under."""

    line: Line
    format: Format
    path: Path
    name: str


def deliver(workspace: Workspace, records: Iterable[Line], folder: Path) -> Delivery:
    """Copy the finished files of units into a folder, with a list of all that was delivered there.

    What is there and not on the list is left alone, and so is what a person changed since it was delivered: the new file goes
    beside it. Of a unit whose report a person changed, or that is out of date or not there, nothing is delivered.

    Raises:
        ProblemError: the folder's list is none that this program wrote, or cannot be written; nothing was delivered.
    """
    lines = sorted(records, key=lambda line: (line.agency, line.year))
    with workspace.locked():  # no report is written anew between the look at it and its copy
        return _deliver(workspace, lines, folder)


def _deliver(workspace: Workspace, lines: Iterable[Line], folder: Path) -> Delivery:
    problems, path = Problems(), folder / LIST
    earlier = read_list(workspace.read_bytes(path), workspace.shown(path)) if workspace.digest_of(path) else []
    finished, held_back = _sorted_out(workspace, lines)
    problems.extend(held_back.values())
    entries = [_entry(line, remark=W.L_HELD_BACK.format(why=problem.reason)) for line, problem in held_back.items()]
    digests = {entry.name: entry.digest for entry in earlier}
    entries += [_copy(workspace, each, folder, digests, problems) for each in _told_apart(finished, earlier)]
    delivered = {entry.name for entry in entries}
    kept = _still_there(workspace, folder, [entry for entry in earlier if entry.name not in delivered])
    workspace.write({path: write_list(sorted((*kept, *entries), key=lambda entry: (entry.agency, entry.year, entry.name)))})
    return Delivery(path, tuple(entries), problems)


def _still_there(workspace: Workspace, folder: Path, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries of files that were delivered earlier and are there; what a person changed is said of them."""
    for entry in entries:
        if found := workspace.digest_of(folder / entry.name):
            yield entry if found == entry.digest else replace(entry, remark=W.L_EDITED)


def _sorted_out(workspace: Workspace, lines: Iterable[Line]) -> tuple[list[_Finished], dict[Line, Problem]]:
    """Return the files that can be delivered, and the units of which none can, with the reason."""
    finished: list[_Finished] = []
    held_back: dict[Line, Problem] = {}
    freshness = Freshness(workspace)
    for line in lines:
        receipt = read_receipt(workspace, workspace.output(line.agency, line.year) / RECEIPT)
        files = list(_files(workspace, line, receipt))
        changed = list(freshness.changed(receipt))
        edited = [each.path for each in files if workspace.digest_of(each.path) != receipt.outputs[each.path.name]]
        whose = {"unit": line.unit, "agency": line.agency, "year": line.year}
        if line.errors:
            held_back[line] = make("S174", None, **whose, errors=line.errors)
        elif not files:
            held_back[line] = make("S173", None, **whose)
        elif edited:
            held_back[line] = make("S171", None, **whose, path=W.LIST_COMMA.join(map(workspace.shown, edited)))
        elif changed:
            shown = workspace.shown(files[0].path)
            held_back[line] = make("S172", None, **whose, path=shown, inputs=W.LIST_COMMA.join(changed))
        else:
            finished += files
    return finished, held_back


def _files(workspace: Workspace, line: Line, receipt: Receipt) -> Iterator[_Finished]:
    """Yield the files of a unit that its receipt knows and that are there."""
    for format in FORMATS.values():
        path = workspace.output(line.agency, line.year) / format.file
        if format.file in receipt.outputs and workspace.digest_of(path):
            yield _Finished(line, format, path, _named(line.file_name + format.added, path.suffix))


def _named(name: str, ending: str) -> str:
    """Return a name that every system takes for a file's, with its ending."""
    return sanitize_filename(name, replacement_text="_", platform="universal", max_len=LONGEST) + ending


def _told_apart(finished: Iterable[_Finished], earlier: Iterable[Entry]) -> Iterator[_Finished]:
    """Yield files with names that no other unit or year has, here or on the list, whatever the case of their letters."""
    files = list(finished)
    owners = {entry.name.casefold(): (entry.agency, entry.year) for entry in earlier}
    times = Counter(each.name.casefold() for each in files)
    for each in files:
        mine = each.line.agency, each.line.year
        own = W.L_TOLD_APART.format(name=each.line.file_name + each.format.added, agency=mine[0], year=mine[1])
        told = replace(each, name=_named(own, each.path.suffix))
        shared = times[each.name.casefold()] > 1 or owners.get(each.name.casefold(), mine) != mine
        yield told if shared or told.name.casefold() in owners else each


def _copy(workspace: Workspace, each: _Finished, folder: Path, delivered: Mapping[str, str], problems: Problems) -> Entry:
    """Copy a file and return its entry; one that cannot be written is noted, and the entry says so.

    Args:
        workspace: the data folder.
        each: the file.
        folder: where it goes.
        delivered: the digests of what was delivered earlier, by name.
        problems: what is wrong is noted here.
    """
    try:
        content = workspace.read_bytes(each.path)
        target = place(workspace, folder, each.name, content, delivered)
        if workspace.digest_of(target) != digest(content):
            workspace.write({target: content})
    except ProblemError as error:
        problems.extend(error.problems)
        return _entry(each.line, remark=W.L_HELD_BACK.format(why=error.problems[0].reason))
    remark = ""
    if target.name != each.name:
        problems.add("S176", None, path=workspace.shown(folder / each.name), beside=workspace.shown(target))
        remark = W.L_BESIDE
    return replace(_entry(each.line, remark=remark), name=target.name, digest=digest(content), size=len(content))


def _entry(line: Line, *, remark: str) -> Entry:
    score = line.score
    return Entry(
        line.agency, line.year, line.unit, line.rules, score.points if score else None, score.grade if score else "", remark=remark
    )
