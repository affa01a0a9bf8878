"""Opens an Excel file that a person sent: what is no sane one is refused before anything unpacks it."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook, load_workbook

from ..base import words as W
from ..base.marks import Cell
from ..base.problems import ProblemError, make
from ..report.docx.package import NoZipError, UnsoundError, sound_entries

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
    try:
        entries = sound_entries(content)
    except NoZipError as error:
        raise ProblemError(make("X101", place, why=W.X_BINARY if error.is_old else W.X_NOT_A_ZIP)) from None
    except UnsoundError as error:
        raise ProblemError(*(make("X102", place, why=why) for why in error.whys)) from None
    if WORKBOOK not in entries:
        raise ProblemError(make("X101", place, why=W.X_NO_SHEETS))
