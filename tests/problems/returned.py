"""A report that somebody edited, for numbers of the gallery that are told of one."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from generator.base.workspace import Workspace
from generator.batch.report import write_report
from generator.report.docx.pack import pack, unpack

MAIN = "word/document.xml"


def edited(root: Path, *changes: tuple[str, str]) -> AbstractContextManager[None]:
    """Write the small bureau's report and change texts of it, each where it first stands."""
    write_report(Workspace(root), "liyang", 2024)
    path = root / "build/liyang/2024/report.docx"
    entries = unpack(path.read_bytes())
    text = entries[MAIN].decode()
    for old, new in changes:
        assert f">{old}<" in text, old
        text = text.replace(f">{old}<", f">{new}<", 1)
    path.write_bytes(pack({**entries, MAIN: text.encode()}))
    return nullcontext()
