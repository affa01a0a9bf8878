"""Opens an Excel file that a person sent: what is no sane one is refused before anything unpacks it."""

from __future__ import annotations

import io
import zipfile
import zlib

from openpyxl import Workbook, load_workbook

from ..base import words as W
from ..base.marks import Cell
from ..base.problems import ProblemError, make
from ..report.docx.package import COMPOUND_FILE, DOCTYPES, zip_faults

WORKBOOK = "xl/workbook.xml"


def opened(content: bytes, shown: str) -> tuple[Workbook, Workbook]:
    """Return a workbook twice: with the values of its cells, and with their formulas.

    Raises:
        ProblemError: it is no Excel file, or one that is not sound.
    """
    _check(content, shown)
    try:
        return load_workbook(io.BytesIO(content), data_only=True), load_workbook(io.BytesIO(content))
    # what openpyxl raises over a part that is not what its name says
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, OSError, zipfile.BadZipFile):
        raise ProblemError(make("X101", Cell(shown), why=W.X_NO_SHEETS)) from None


def _check(content: bytes, shown: str) -> None:
    """Refuse what is no sane Excel file."""
    place = Cell(shown)
    if content.startswith(COMPOUND_FILE):
        raise ProblemError(make("X101", place, why=W.X_BINARY))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            faults = [*zip_faults(infos), *([W.ENCRYPTED] if any(info.flag_bits & 1 for info in infos) else [])]
            if faults:
                raise ProblemError(*(make("X102", place, why=why) for why in faults))
            if WORKBOOK not in archive.namelist():
                raise ProblemError(make("X101", place, why=W.X_NO_SHEETS))
            for info in infos:
                part = archive.read(info)
                if any(doctype in part for doctype in DOCTYPES):
                    raise ProblemError(make("X102", place, why=W.X_DOCTYPE.format(part=info.filename)))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise ProblemError(make("X101", place, why=W.X_NOT_A_ZIP)) from None
