"""Mends what can be mended without a question in a unit's facts file, in memory; never makes a file worse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..base.edits import Edit, difference, edited_bytes
from ..base.encoding import as_utf8, decoded
from ..base.fixes import fix_of
from ..base.problems import ProblemError, Problems
from ..base.workspace import Workspace
from ..base.yaml_reader import Mapping, read_yaml
from ..facts.loading import read_facts
from ..facts.vocabulary import Vocabulary, load_vocabulary

_BEFORE_PARSING = {"F102", "F103", "F109"}
_ROUNDS = 100

Rank = tuple[int, int, int]
"""How far a file can be read, then how little is wrong with it; larger is better."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after; `left` is what is still wrong with how it is written."""

    path: Path
    shown: str
    before: bytes
    after: bytes
    left: Problems

    @property
    def changed(self) -> bool:
        """Whether there was something to mend."""
        return self.before != self.after

    @property
    def recoded(self) -> bool:
        """Whether the file was saved in another encoding than UTF-8."""
        return as_utf8(self.before) != self.before and self.changed

    def difference(self) -> Iterator[str]:
        """Yield the lines of a unified diff; none when only the encoding changed."""
        yield from difference(self.shown, _text(as_utf8(self.before)), _text(self.after))


@dataclass(frozen=True, slots=True)
class _Reader:
    shown: str
    agency: str
    year: int
    vocabulary: Vocabulary

    def read(self, content: bytes) -> tuple[Rank, Problems]:
        """Return how good a file's bytes are, and what is wrong with how they are written."""
        problems = Problems()
        try:
            node = read_yaml(decoded(self.shown, content), problems)
        except ProblemError as error:
            problems.extend(error.problems)
            return (0, 0, 0), problems
        if isinstance(node, Mapping):
            read_facts(node, self.agency, self.year, self.vocabulary, problems)
            return (3, -len(problems.errors), -len(problems.warnings) - len(problems.hints)), problems
        found = problems.errors
        if {problem.number for problem in found} <= _BEFORE_PARSING:
            return (1, -len(found), 0), problems
        return (2, max((problem.in_text.offset for problem in found if problem.in_text), default=0), 0), problems


def mend(workspace: Workspace, agency: str, year: int) -> Mended:
    """Return a unit's facts file with its safe problems mended.

    Raises:
        ProblemError: no such unit or year, or the file cannot be read at all.
    """
    path = workspace.facts_path(agency, year)
    reader = _Reader(workspace.shown(path), agency, year, load_vocabulary(workspace, Problems()))
    before = workspace.read_bytes(path)
    after = as_utf8(before)
    for _ in range(_ROUNDS):
        better = _bettered(after, reader)
        if better == after:
            break
        after = better
    return Mended(path, reader.shown, before, after, reader.read(after)[1])


def _bettered(content: bytes, reader: _Reader) -> bytes:
    """Return a file's bytes with those edits made that leave less wrong: all of them, or else each that does, from the last."""
    rank, problems = reader.read(content)
    edits = sorted({edit for problem in problems if (edit := fix_of(problem))}, reverse=True)
    for chosen in (edits, *([edit] for edit in edits)):
        tried = _tried(content, chosen)
        if tried != content and (found := reader.read(tried)[0]) > rank:
            content, rank = tried, found
            if chosen is edits:
                break
    return content


def _tried(content: bytes, edits: list[Edit]) -> bytes:
    try:
        return edited_bytes(content, edits)
    except (ValueError, UnicodeDecodeError):
        return content


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
