"""The formats that a report is written in: what its file is called, and what makes the bytes of a document.

Writers and their libraries are imported when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..base import words as W

if TYPE_CHECKING:
    from ..base.workspace import Workspace
    from ..report.document import Document

OFFICIAL, OFFICIAL_PAGE = "official.docx", "official.html.j2"
WORD, PDF = "docx", "pdf"


@dataclass(frozen=True, slots=True)
class Edition:
    """A format: the names of its file, for a report, a draft and the edition with the reviewed score, and its writer.

    The writer returns None where it has nothing to write; `added` is what the file's name has more than the report's where both
    are handed in.
    """

    report: str
    draft: str
    reviewed: str
    write: Callable[[Workspace, Document], bytes | None]
    added: str = ""

    def name(self, *, draft: bool) -> str:
        """Return the name of the file."""
        return self.draft if draft else self.report


def write_word(workspace: Workspace, document: Document) -> bytes:
    """Return a document as a Word file in the looks of templates/official.docx.

    Raises:
        ProblemError: the Word template cannot be used.
    """
    from ..report.docx.writer import write_docx

    path = workspace.template(OFFICIAL)
    return write_docx(document, workspace.read_bytes(path), workspace.shown(path))


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
    """Return a document's numbers as a workbook of live formulas."""
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


EDITIONS: dict[str, Edition] = {
    WORD: Edition("report.docx", "report.draft.docx", "report.reviewed.docx", write_word),
    PDF: Edition("report.pdf", "report.draft.pdf", "report.reviewed.pdf", _pdf),
    "html": Edition("report.html", "report.draft.html", "report.reviewed.html", _page),
    "xlsx": Edition("annexes.xlsx", "annexes.draft.xlsx", "annexes.reviewed.xlsx", _annexes, added=W.ANNEX),
    "ledger": Edition("scores.xlsx", "scores.draft.xlsx", "scores.reviewed.xlsx", _ledger, added=W.B_LEDGER),
}
