"""The formats and the editions that a report is written in: what a file is called, and what makes the bytes of a document.

Writers and their libraries are imported when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..base import words as W

if TYPE_CHECKING:
    from ..base.workspace import Workspace
    from ..report.document import Document

OFFICIAL, OFFICIAL_PAGE = "official.docx", "official.html.j2"
WORD, PDF, PAGE = "docx", "pdf", "html"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what the report's file is called in it, and its writer.

    The writer returns None where it has nothing to write; `added` is what the file's name has more than the report's where both
    are handed in.
    """

    file: str
    write: Callable[[Workspace, Document], bytes | None]
    added: str = ""


def write_word(workspace: Workspace, document: Document, *, traced: bool = True, commented: bool = False) -> bytes:
    """Return a document as a Word file in the looks of templates/official.docx; `traced` and `commented` as in `write_docx`.

    Raises:
        ProblemError: the Word template cannot be used.
    """
    from ..report.docx.writer import write_docx

    path = workspace.template(OFFICIAL)
    return write_docx(document, workspace.read_bytes(path), workspace.shown(path), traced=traced, commented=commented)


def _commented(workspace: Workspace, document: Document) -> bytes | None:
    """Return a document as a Word file with a comment on each printed number.

    Raises:
        ProblemError: the Word template cannot be used.
    """
    return write_word(workspace, document, commented=True)


def _page(workspace: Workspace, document: Document) -> bytes:
    """Return a document as a web page in the looks of templates/official.html.j2.

    Raises:
        ProblemError: the template cannot be used.
    """
    from ..report.html.writer import write_html

    return write_html(document, workspace.read(workspace.template(OFFICIAL_PAGE)))


def _annexes(workspace: Workspace, document: Document) -> bytes | None:
    """Return a document's annexes as a workbook; None where it has none."""
    from ..report.xlsx import write_xlsx

    return write_xlsx(document) if document.annexes else None


def _ledger(workspace: Workspace, document: Document) -> bytes | None:
    """Return a document's numbers as a workbook of live formulas.

    Raises:
        ProblemError: what the document's edition withholds would have to stand in it.
    """
    from ..report.ledger.workbook import write_ledger

    return write_ledger(document)


def _pdf(workspace: Workspace, document: Document) -> bytes | None:
    """Return a document as PDF; many are made faster together (report/pdf.py).

    Raises:
        ProblemError: LibreOffice is not installed, or did not convert it.
    """
    from ..base.problems import ProblemError, Problems
    from ..report.document import text_of
    from ..report.pdf import write_pdfs

    problems, name = Problems(), "".join(map(text_of, document.title))
    made = write_pdfs({name: write_word(workspace, document)}, problems)
    if problems.errors:
        raise ProblemError(*problems)
    return made[name]


FORMATS: dict[str, Format] = {
    WORD: Format("report.docx", write_word),
    PDF: Format("report.pdf", _pdf),
    PAGE: Format("report.html", _page),
    "xlsx": Format("annexes.xlsx", _annexes, added=W.ANNEX),
    "ledger": Format("scores.xlsx", _ledger, added=W.B_LEDGER),
}


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the editions a report is written in.

    Attributes:
        infix: what the names of its files have more than the report's own.
        title: what a person calls it; empty for those that have an option of their own.
        formats: the formats that it is written in.
        is_public: whether it leaves out what the vocabulary calls 不公开.
    """

    infix: str = ""
    title: str = ""
    formats: Mapping[str, Format] = field(default_factory=lambda: FORMATS)
    is_public: bool = False

    def named(self, file: str) -> str:
        """Return the name of this edition's file, from the name that the report's own has (report.docx: report.draft.docx)."""
        stem, _, suffix = file.rpartition(".")
        return f"{stem}.{self.infix}.{suffix}" if self.infix else file

    def file(self, name: str) -> str:
        """Return what this edition's file is called in a format."""
        return self.named(self.formats[name].file)


FINAL, DRAFT, REVIEWED = Edition(), Edition(W.DRAFT_INFIX), Edition(W.REVIEWED_INFIX)
WORKING = Edition(W.WORKING_INFIX, W.WORKING_PAPER, {WORD: Format("report.docx", _commented)})
PUBLIC = Edition(W.PUBLIC_INFIX, W.PUBLIC_EDITION, is_public=True)
EDITIONS = {edition.title: edition for edition in (WORKING, PUBLIC)}
BY_INFIX = {edition.infix: edition for edition in (FINAL, DRAFT, REVIEWED, WORKING, PUBLIC)}
