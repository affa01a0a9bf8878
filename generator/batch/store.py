"""Puts outputs beside their receipt: a person's edits stay, what did not change is not touched, a killed run leaves nothing false.

A file that a person edited is replaced only when that is asked for, and kept beside as a backup first.

Before a file is replaced its receipt says what is about to be written. Whoever comes after a run that was killed then knows
that the file is the program's own, whichever of the two it finds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import Path

from ..base.workspace import Workspace, digest
from .freshness import Freshness
from .receipt import Receipt, read_receipt

_DIGITS = 8  # of a digest in the name of a backup


@dataclass(frozen=True, slots=True)
class Stored:
    """Where each output went, which of them had to be written, and the backups of edited files that they replaced, by their names."""

    paths: Mapping[str, Path]
    written: frozenset[str]
    backups: Mapping[str, Path] = field(default_factory=dict)


def store(
    workspace: Workspace, folder: Path, receipt_path: Path, contents: Mapping[str, bytes], receipt: Receipt, *, replaces: bool = False
) -> Stored:
    """Write outputs by their names into a folder, and their receipt: each beside one that a person edited, or in its place.

    Backups get their names before anything is replaced: whenever a run is killed, what a person edited stands there.

    Args:
        workspace: the data folder.
        folder: where they go.
        receipt_path: where their receipt stands.
        contents: the outputs by their names.
        receipt: what they were made from.
        replaces: whether edited files are replaced, a backup of each kept.

    Of other outputs that an earlier run wrote, the receipt goes on to say where they are only as long as they are right.

    Raises:
        ProblemError: something cannot be written.
    """
    with workspace.locked():
        workspace.sweep(folder)
        earlier = _settled(workspace, folder, read_receipt(workspace, receipt_path))
        paths = {name: place(workspace, folder, name, content, earlier.outputs) for name, content in contents.items()}
        beside = [name for name, path in paths.items() if replaces and path.name != name]
        edited = {name: content for name in beside if (content := workspace.peek(folder / name)) is not None}
        backups = {name: _backup(workspace, folder, name, content) for name, content in edited.items()}
        paths |= {name: folder / name for name in edited}
        digests = {paths[name].name: digest(content) for name, content in contents.items()}
        written = frozenset(name for name, path in paths.items() if workspace.digest_of(path) != digests[path.name])
        others = _others(workspace, earlier, contents)
        final = replace(
            receipt,
            inputs={**others.inputs, **receipt.inputs},
            outputs={**earlier.outputs, **digests},
            files={**others.files, **receipt.files, **{name: path.name for name, path in paths.items()}},
        )
        if written:
            ahead = replace(earlier, pending=digests).encoded()
            new = {paths[name]: contents[name] for name in sorted(written)}
            workspace.write({**new, **{backups[name]: content for name, content in edited.items()}, receipt_path: ahead})
        if written or final != earlier:
            workspace.write({receipt_path: final.encoded()})
    return Stored(paths, written, backups)


def _others(workspace: Workspace, earlier: Receipt, contents: Mapping[str, bytes]) -> Receipt:
    """Return an earlier receipt where it tells of other files that are still right; else an empty one."""
    has_others = bool(earlier.files.keys() - contents.keys())
    return earlier if has_others and next(Freshness(workspace).changed(earlier), None) is None else Receipt()


def _settled(workspace: Workspace, folder: Path, receipt: Receipt) -> Receipt:
    """Return a receipt that a run was killed over as it would have become, for what had been written by then."""
    done = {name: kept for name, kept in receipt.pending.items() if workspace.digest_of(folder / name) == kept}
    return replace(receipt, outputs={**receipt.outputs, **done}, pending={})


def place(workspace: Workspace, folder: Path, name: str, content: bytes, written: Mapping[str, str]) -> Path:
    """Return where an output can be written without touching what a person edited; `written` are the digests of what was written last.

    That is its own name when nothing is there, or what is there is what was written last, or already the same;
    otherwise the first free name beside it (report.new.docx, report.new2.docx).
    """
    stem, _, suffix = name.rpartition(".")
    beside = (f"{stem}.new{number}.{suffix}" for number in count(2))
    mine = digest(content)
    return next(
        folder / candidate
        for candidate in chain((name, f"{stem}.new.{suffix}"), beside)
        if workspace.digest_of(folder / candidate) in {None, mine, written.get(candidate)}
    )


def _backup(workspace: Workspace, folder: Path, name: str, content: bytes) -> Path:
    """Return where an edited file is kept, named after what it holds; a file of that name that holds anything else stays."""
    stem, _, suffix = name.rpartition(".")
    kept = f"{stem}.backup-{digest(content)[:_DIGITS]}"
    names = chain((f"{kept}.{suffix}",), (f"{kept}-{number}.{suffix}" for number in count(2)))
    return next(folder / each for each in names if workspace.digest_of(folder / each) in {None, digest(content)})
