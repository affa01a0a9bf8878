"""A bureau's own folder: how it is laid out, and what a newer program may change in it: nothing that was changed there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from ..base import messages as M
from ..base import words as W
from ..base.edits import difference
from ..base.problems import ProblemError, make
from ..base.workspace import BUILD, Workspace, digest
from .schemas.files import schema_files
from .starter import starter_files

MANIFEST = ".ziping.json"
_BESIDE = f"{BUILD}/update"


class Kind(Enum):
    """What becomes of a file."""

    ADDED = M.FILE_ADDED
    UPDATED = M.FILE_UPDATED
    KEPT = M.FILE_KEPT


@dataclass(frozen=True, slots=True)
class Change:
    """A file that the program brings, and what becomes of the one in the folder."""

    kind: Kind
    path: str
    content: bytes

    @property
    def target(self) -> str:
        """Where the content is written: what was changed on both sides goes beside, where nothing is read."""
        return f"{_BESIDE}/{self.path}" if self.kind is Kind.KEPT else self.path


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was brought into a folder: the places asked for, and the digest of each file as it was brought."""

    places: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """Return the manifest as it stands in its file: sorted, without a clock."""
        content = {"places": list(self.places), "files": dict(sorted(self.files.items()))}
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(folder: Workspace) -> Manifest:
    """Return the manifest of a folder.

    Raises:
        ProblemError: there is none, or it is damaged.
    """
    path = folder.root / MANIFEST
    try:
        content = json.loads(folder.read_bytes(path))
        return Manifest(tuple(map(str, content["places"])), {str(key): str(value) for key, value in content["files"].items()})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ProblemError(make("S153", None, path=folder.shown(path))) from None


def lay_out(folder: Workspace, places: tuple[str, ...]) -> list[Path]:
    """Make a bureau's folder; return the files written.

    Raises:
        ProblemError: it was made before, or holds files of its own by the same names; nothing was written.
    """
    if folder.digest_of(folder.root / MANIFEST):
        raise ProblemError(make("S151", None, folder=folder.root))
    manifest = Manifest(places)
    changes = changes_in(folder, manifest)
    clashes = [change.path for change in changes if change.kind is Kind.KEPT]
    if clashes:
        raise ProblemError(make("S150", None, folder=folder.root, paths=W.LIST_COMMA.join(clashes)))
    return apply(folder, manifest, changes)


def changes_in(folder: Workspace, manifest: Manifest) -> list[Change]:
    """Return what the program would change in a folder."""
    found = (_change(folder, manifest, path, content) for path, content in starter_files(manifest.places).items())
    return [change for change in found if change]


def _change(folder: Workspace, manifest: Manifest, path: str, content: bytes) -> Change | None:
    """Return what becomes of one file; None when nothing does: it is the same, was removed there, or nothing new is brought."""
    brought, there = manifest.files.get(path), folder.digest_of(folder.root / path)
    if there is None:
        return Change(Kind.ADDED, path, content) if brought is None else None
    if digest(content) in {there, brought}:
        return None
    return Change(Kind.UPDATED if there == brought else Kind.KEPT, path, content)


def apply(folder: Workspace, manifest: Manifest, changes: list[Change]) -> list[Path]:
    """Write changes, the manifest, and the schemas that follow; return the files written.

    Raises:
        ProblemError: something cannot be written, or the folder's own rule sets do not load, so that no schema follows.
    """
    brought = {path: digest(content) for path, content in starter_files(manifest.places).items()}
    written = {folder.root / change.target: change.content for change in changes}
    recorded = Manifest(manifest.places, {**manifest.files, **brought})
    folder.write({**written, folder.root / MANIFEST: recorded.encoded()})
    schemas = schema_files(folder)
    folder.write(schemas)
    return [*written, *schemas]


def shown(folder: Workspace, changes: list[Change]) -> Iterator[str]:
    """Yield what changes, with the differences of texts."""
    for change in changes:
        yield change.kind.value.format(path=change.path, beside=change.target)
        if change.kind is not Kind.ADDED:
            yield from _difference(folder, change)


def _difference(folder: Workspace, change: Change) -> Iterator[str]:
    current = folder.read_bytes(folder.root / change.path)
    try:
        yield from difference(change.path, current.decode(), change.content.decode())
    except UnicodeDecodeError:
        yield M.BINARY_DIFFERS
