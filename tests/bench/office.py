"""Item 7: twenty reports to PDF by one LibreOffice, beside one LibreOffice each."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from generator.base.workspace import Workspace

from . import doors
from .measuring import Bench, Row, Unmeasured, least, shown
from .units import make_units

COUNT = 20
TOGETHER = least(3)


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the batch beside single runs."""
    if not shutil.which("soffice"):
        raise Unmeasured("没有 LibreOffice")
    folder = bench.work / "pdf"
    make_units(folder, COUNT, 1)
    workspace = Workspace(folder)
    template = workspace.template(doors.OFFICIAL).read_bytes()
    paths = []
    for agency in workspace.agencies():
        path = folder / f"{agency}.docx"
        path.write_bytes(doors.word(doors.document_of(workspace, agency, workspace.years(agency)[0]), template))
        paths.append(path)
    _to_pdf(folder, paths[:1])
    together = _to_pdf(folder, paths)
    single = sum(_to_pdf(folder, [path]) for path in paths)
    bench.figures["pdf_s"] = together / COUNT
    yield Row(f"7 {COUNT} reports to PDF, one LibreOffice beside one each", shown(together), shown(single), single / together, TOGETHER)


def _to_pdf(folder: Path, paths: list[Path]) -> float:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    start = time.perf_counter()
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "out"), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start
