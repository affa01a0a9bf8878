"""Checks a report that came back, whoever edited it, against the facts: what agrees, what a person changed, what moved on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..base import words as W
from ..base.marks import Mark
from ..base.problems import ProblemError, make
from ..base.workspace import BUILD, Workspace
from ..report.document import Document
from ..report.docx.comparing import Agreed, Difference, compare
from ..report.docx.reading import ReadReport, read_docx
from ..report.origins import Origins
from .editions import BY_INFIX, FINAL, WORD, write_word
from .report import evaluated

CONTEXT = 16  # characters shown before and behind a difference


@dataclass(frozen=True, slots=True)
class Basis:
    """What a number rests on: what it is called, and where it is written."""

    title: str
    place: Mark


@dataclass(frozen=True, slots=True)
class Told:
    """A difference with what a person needs to find it and to settle it.

    Attributes:
        by_hand: whether the file was changed there; None where that can no longer be told.
        id: of a number, the id of its value; empty for words.
        by: of a number, the filters that it went through.
        title: of a number, what it is called.
        now: what the facts give now.
        found: what the file reads.
        heading: the heading above, or the name of the table.
        before: what stands before it in the file, shortened; in a table the whole row.
        behind: what stands behind it.
        basis: of a number, the facts that it rests on.
    """

    by_hand: bool | None
    id: str
    by: str
    title: str
    now: str
    found: str
    heading: str
    before: str
    behind: str
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of checking a file.

    Attributes:
        file: the file, as a person would type it.
        unit: the unit whose report it is.
        year: the year.
        edition: which edition it was compared with, by its infix; empty for the report itself.
        traced: whether the file still tells how it was written.
        agreed: the numbers that agree.
        differences: what does not, in the order of the report.
    """

    file: str
    unit: str
    year: int
    edition: str
    traced: bool
    agreed: tuple[Agreed, ...]
    differences: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """A report that came back, as a person would type its path, with its unit and year, and the one that the facts give now."""

    shown: str
    agency: str
    year: int
    report: ReadReport
    document: Document
    fresh: ReadReport


def verify(workspace: Workspace, path: Path, agency: str | None = None, year: int | None = None) -> Verified:
    """Return how a report that came back differs from what the facts give now.

    Args:
        workspace: the data folder.
        path: the file.
        agency: the unit; without it, the one that the file names, else the one whose folder of outputs it lies in.
        year: the year, likewise.

    Raises:
        ProblemError: it is no Word file, its unit or year is not known, or the report cannot be made of the facts now.
    """
    came = returned(workspace, path, agency, year)
    comparison = compare(came.report, came.fresh)
    assert came.document.origins is not None
    telling = _Telling(came.report, came.fresh, came.document.origins)
    found = tuple(map(telling.told, comparison.differences))
    traced = came.report.identity is not None
    return Verified(came.shown, came.agency, came.year, came.document.edition, traced, comparison.agreed, found)


def returned(workspace: Workspace, path: Path, agency: str | None = None, year: int | None = None) -> Returned:
    """Return a report that came back, with the one that the facts give now.

    Raises:
        ProblemError: as `verify`.
    """
    shown = workspace.shown(path)
    report = read_docx(workspace.read_bytes(path), shown)
    identity = report.identity
    named = (identity.agency, identity.year) if identity else _by_folder(workspace, path)
    agency, year = agency or named[0], year or named[1]
    if not agency or not year:
        raise ProblemError(make("S202", None, path=shown))
    edition = BY_INFIX.get(identity.edition, FINAL) if identity else FINAL
    evaluation, document = evaluated(workspace, agency, year, edition)
    if document is None:
        raise ProblemError(*evaluation.problems.errors)
    fresh = read_docx(write_word(workspace, document), WORD)
    return Returned(shown, agency, year, report, document, fresh)


def _by_folder(workspace: Workspace, path: Path) -> tuple[str, int]:
    """Return the unit and the year whose outputs a file lies among; empty and 0 where it lies elsewhere."""
    match path.relative_to(workspace.root).parts if path.is_relative_to(workspace.root) else ():
        case (folder, agency, year, *_, _) if folder == BUILD and year.isdecimal():
            return agency, int(year)
    return "", 0


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells differences between a returned report and the one that the facts give now."""

    returned: ReadReport
    fresh: ReadReport
    origins: Origins

    def told(self, difference: Difference) -> Told:
        """Return a difference with its surroundings."""
        report, passage = (self.returned, difference.returned) if difference.returned else (self.fresh, difference.fresh)
        assert passage is not None
        text, at = report.paragraphs[passage.paragraph], passage.paragraph
        heading = self.fresh.heading(difference.fresh.paragraph) if difference.fresh else self.returned.heading(at)
        whole = not (difference.fresh and difference.returned)
        before, behind = ("", "") if whole else (text.text[: passage.start], text.text[passage.end :])
        if text.row and not whole:
            before, behind = report.around(at), ""
        elif len(before) > CONTEXT:
            before = f"…{before[-CONTEXT:]}"
        title, basis = self.basis(difference)
        shown = (difference.id, difference.by, title, difference.now, difference.found, heading, before)
        return Told(difference.by_hand, *shown, f"{behind[:CONTEXT]}…" if len(behind) > CONTEXT else behind, basis)

    def basis(self, difference: Difference) -> tuple[str, tuple[Basis, ...]]:
        """Return what a number is called and the facts that it rests on; a number that is printed no more rests on none."""
        if not difference.id or difference.fresh is None:
            return difference.id, ()
        origin = self.origins.of(difference.id)
        own = (Basis(origin.title, origin.place),) if origin.place else ()
        if difference.id.rpartition(".")[2] in {W.FULL, W.NAME}:
            return origin.title, own  # a rule's own words, whatever the score rests on
        facts = (Basis(each.title, each.place) for each in self.origins.rests_on(difference.id) if each.place)
        return origin.title, tuple(dict.fromkeys(facts)) or own
