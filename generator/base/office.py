"""The door to LibreOffice: many Word files become PDF in one run of its own, beside whatever else is open."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from .problems import ProblemError, make

PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'  # what reads aloud goes by the tags
START, EACH = 120, 30  # seconds that a run may take to start, and for each file


def to_pdf(files: Sequence[bytes]) -> list[bytes | None]:
    """Return Word files as PDF, None for each that LibreOffice could not convert.

    Raises:
        ProblemError: LibreOffice is not installed.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise ProblemError(make("S160", None))
    with TemporaryDirectory() as folder:
        return list(_converted(program, Path(folder), files))


def _converted(program: str, folder: Path, files: Iterable[bytes]) -> Iterator[bytes | None]:
    """Run the program once, with a profile of its own: an open LibreOffice, or another run, is no hindrance."""
    paths = []
    for number, content in enumerate(files):
        paths.append(folder / f"{number}.docx")
        paths[-1].write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", TAGGED, "--outdir", str(folder), *map(str, paths)]
    with suppress(OSError, subprocess.TimeoutExpired):  # what is missing is told file by file
        subprocess.run(command, capture_output=True, timeout=START + EACH * len(paths), check=False)
    for path in paths:
        made = path.with_suffix(".pdf")
        yield made.read_bytes() if made.is_file() else None
