"""Makes PDF of finished Word files, the same bytes of the same file: LibreOffice's clock and ids are taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..base.office import to_pdf
from ..base.problems import Problems
from ..base.workspace import digest

_DATE = re.compile(rb"(?<=Date\(D:)\d{14}[^)]*(?=\))")
_IDS = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")
_FIXED_DATE = b"19800101000000"


def write_pdfs(files: Mapping[str, bytes], problems: Problems) -> dict[str, bytes]:
    """Return Word files as PDF, all converted by one run of LibreOffice.

    Args:
        files: Word files, each by what a person calls it.
        problems: where those that could not be converted are noted; they are missing from what is returned.

    Raises:
        ProblemError: LibreOffice is not installed.
    """
    made = dict(zip(files, to_pdf(list(files.values())), strict=True))
    for name in (name for name, content in made.items() if content is None):
        problems.add("S161", None, name=name)
    return {name: settled(content) for name, content in made.items() if content is not None}


def settled(pdf: bytes) -> bytes:
    """Return a PDF with a fixed date and with ids that follow from its content; no byte changes its place."""
    dated = _DATE.sub(lambda found: _FIXED_DATE + re.sub(rb"\d", b"0", found[0][len(_FIXED_DATE) :]), pdf)
    end = dated.rfind(b"trailer")
    if end < 0:
        return dated
    blank = dated[:end] + _IDS.sub(b"0" * 32, dated[end:])
    id = digest(blank)[:32].upper().encode()
    return dated[:end] + _IDS.sub(id, dated[end:])
