"""The two sides of a comparison: a git revision or the work tree, with a draft of a rule set laid over the new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ...base import messages as M
from ...base import words as W
from ...base.files import Overlay
from ...base.marks import Mark, Source
from ...base.problems import Problem, Problems, nearest
from ...base.workspace import AGENCIES, DATA, VOCABULARY, Workspace
from ...base.yaml_reader import Scalar

HEAD = "HEAD"


@dataclass(frozen=True)
class Side:
    """A side as it can be handed to another process.

    Attributes:
        root: the data folder.
        revision: a git revision; without one the files as they stand.
        laid: files laid over those.
    """

    root: Path
    revision: str = ""
    laid: tuple[tuple[Path, bytes], ...] = ()

    def with_files(self, contents: Mapping[Path, bytes]) -> Side:
        """Return the side with more files laid over it."""
        return Side(self.root, self.revision, tuple({**dict(self.laid), **contents}.items()))

    def __getstate__(self) -> dict[str, object]:
        return {"root": self.root, "revision": self.revision, "laid": self.laid}

    @cached_property
    def workspace(self) -> Workspace:
        """The side's folder, opened once; only reading works.

        Raises:
            ProblemError: there is no git, no repository, or no such revision.
        """
        below = Workspace(self.root)
        below = below.at(self.revision) if self.revision else below
        return below.with_files(dict(self.laid)) if self.laid else below


def laid_over(workspace: Workspace, contents: Mapping[Path, bytes]) -> Workspace:
    """Return a folder with files laid over those that stand there; what does not depend on them is not made again.

    Nothing that is made once depends on facts, and everything on the vocabulary. What names no files that it was made from
    depends on others that were made once.
    """
    data, laid = workspace.root / DATA, set(map(workspace.shown, contents))
    kept = {key: made for key, made in workspace.kept.items() if made.reads and laid.isdisjoint(made.reads)}
    if all(path.is_relative_to(data / AGENCIES) for path in contents):
        kept = workspace.kept
    elif any(path.is_relative_to(data / VOCABULARY) or not workspace.files.is_file(path) for path in contents):
        kept = {}
    return replace(workspace, files=Overlay(workspace.files, contents), reads={}, kept=kept)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a rule set: its name, where it stands, and the file whose place it takes."""

    name: str
    path: Path
    rules: Path
    content: bytes


@dataclass(frozen=True, slots=True)
class Sides:
    """Old and new, with what they are called; a draft is named where its text is."""

    old: Side
    new: Side
    old_name: str
    new_name: str
    draft: Draft | None = None

    def shown(self, path: Path) -> str:
        """Return a file as a person knows it."""
        workspace = self.new.workspace
        return workspace.shown(self.draft.path if self.draft and self.draft.rules == path else path)

    def placed(self, problem: Problem) -> Problem:
        """Return a problem of the new side; one in the draft at its place there."""
        mark = problem.in_text
        if self.draft is None or mark is None or mark.source.path != self.new.workspace.shown(self.draft.rules):
            return problem
        return replace(problem, mark=Mark(Source(self.shown(self.draft.rules), mark.source.text), mark.line, mark.column))


def sides_of(workspace: Workspace, base: str | None, draft: Path | None) -> Sides:
    """Return the sides that a command names.

    Args:
        workspace: the data folder.
        base: a git revision; without it HEAD, with a draft the work tree.
        draft: a rule file to lay over the one that it names.

    Raises:
        ProblemError: the revision or the draft cannot be used.
    """
    revision = base or ("" if draft else HEAD)
    here = Side(workspace.root)
    old = Side(workspace.root, revision)
    old_name = M.IMPACT_REVISION.format(revision=revision) if revision else M.IMPACT_WORK_TREE
    _ = old.workspace
    if draft is None:
        return Sides(old, here, old_name, M.IMPACT_WORK_TREE)
    read = read_draft(workspace, draft)
    new = here.with_files({read.rules: read.content})
    return Sides(old, new, old_name, M.IMPACT_DRAFT.format(path=workspace.shown(draft)), read)


def read_draft(workspace: Workspace, path: Path) -> Draft:
    """Return a draft with the file whose place it takes.

    Raises:
        ProblemError: it cannot be read, or names no rule set that is there.
    """
    problems = Problems()
    mapping = workspace.read_mapping(path, problems)
    named = mapping.get(W.RULE_SET) if mapping else None
    if mapping and not isinstance(named, Scalar):
        problems.add("S180", mapping.mark, key=W.RULE_SET)
    elif isinstance(named, Scalar) and named.text not in workspace.rule_sets():
        problems.add("S181", named.mark, name=named.text, nearest=nearest(named.text, workspace.rule_sets()))
    problems.stop_on_errors()
    assert isinstance(named, Scalar)
    return Draft(str(named.text), path, workspace.rules_path(named.text), workspace.read_bytes(path))
