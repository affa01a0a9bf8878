"""Parts the difference of two sides into the edits that a person would name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ...base import messages as M
from ...base.problems import Problems
from ...base.workspace import DATA, RULES, Workspace
from ...base.yaml_reader import Node
from .dependence import content
from .nodes import Leaf, canonical, leaves, patched, shown
from .sides import Sides

MOST = 60  # differences of one file that are told one by one; of more those of an indicator are taken together


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of one file.

    Attributes:
        path: the file.
        place: where it stands, as a person knows it; on the new side where it is there.
        name: what was edited, by its keys; empty for a whole file.
        old: what stood there, on one line; empty where nothing did.
        new: what stands there.
        leaves: the differences that it makes; none for a whole file.
    """

    path: Path
    place: str
    name: str
    old: str
    new: str
    leaves: tuple[Leaf, ...] = ()

    @property
    def section(self) -> tuple[Path, str]:
        """The file and the section of it that it is an edit of."""
        return self.path, self.leaves[0].keys[0] if self.leaves and self.leaves[0].keys else ""


def edits_of(sides: Sides, changed: Iterable[Path]) -> Iterator[Edit]:
    """Yield the edits that lead from the old side to the new: of rule sets each smallest difference, of other files the whole."""
    old, new = sides.old.workspace, sides.new.workspace
    for path in changed:
        before, after = _read(old, path), _read(new, path)
        if before is None or after is None:
            yield _whole(sides, path)
            continue
        found = tuple(leaves(before, after))
        if path.is_relative_to(old.root / DATA / RULES):
            yield from (_edit(sides, path, each) for each in _parted(found))
        elif found:
            first = _edit(sides, path, found)
            yield Edit(path, first.place, first.name, first.old, first.new) if len(found) == 1 else _whole(sides, path, found)


def patches(old: Workspace, edits: Iterable[Edit]) -> dict[Path, bytes]:
    """Return the old side's files with the differences made that some edits name one by one."""
    made: dict[Path, bytes] = {}
    of_leaves = sorted((edit for edit in edits if edit.leaves), key=lambda edit: edit.path)
    for path, group in groupby(of_leaves, key=lambda edit: edit.path):
        node = _read(old, path)
        assert node is not None
        made[path] = canonical(patched(node, (leaf for edit in group for leaf in edit.leaves))).encode()
    return made


def whole(new: Workspace, paths: Iterable[Path]) -> dict[Path, bytes]:
    """Return files as the new side has them; those that are gone there are left out, so that the old side's stay."""
    found = {path: content(new, path) for path in paths}
    return {path: text for path, text in found.items() if text is not None}


def _read(workspace: Workspace, path: Path) -> Node | None:
    """Return a YAML file's nodes; None for other files, and where it cannot be read as it should."""
    if path.suffix != ".yaml" or not workspace.files.is_file(path):
        return None
    problems = Problems()
    node = workspace.read_yaml(path, problems)
    return None if problems.errors else node


def _parted(found: tuple[Leaf, ...]) -> Iterator[tuple[Leaf, ...]]:
    if len(found) <= MOST:
        yield from ((leaf,) for leaf in found)
        return
    together: dict[tuple[str, ...], list[Leaf]] = {}
    for leaf in found:
        together.setdefault(leaf.keys[:2], []).append(leaf)
    yield from map(tuple, together.values())


def _edit(sides: Sides, path: Path, found: tuple[Leaf, ...]) -> Edit:
    first = found[0]
    node, file = (first.old, sides.old.workspace.shown(path)) if first.new is None else (first.new, sides.shown(path))
    place = f"{file}:{node.mark.line}" if node else file
    if len(found) == 1:
        return Edit(path, place, ".".join(first.keys), shown(first.old), shown(first.new), found)
    return Edit(path, place, ".".join(first.keys[:2]), "", M.IMPACT_LEAVES.format(count=len(found)), found)


def _whole(sides: Sides, path: Path, found: tuple[Leaf, ...] = ()) -> Edit:
    old, new = (side.workspace.files.is_file(path) for side in (sides.old, sides.new))
    what = M.IMPACT_FILE_CHANGED if old and new else M.IMPACT_FILE_ADDED if new else M.IMPACT_FILE_REMOVED
    named = M.IMPACT_LEAVES.format(count=len(found)) if found else what
    return Edit(path, sides.shown(path), "", "", named)
