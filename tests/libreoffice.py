"""A LibreOffice with a profile of its own: converts files, and settles tracked changes by a macro."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

needs_office = pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice or poppler is not installed")
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Settling"/>
</library:library>"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settling" script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden"
  opening(0).Value = True
  saving(0).Name = "FilterName"
  saving(0).Value = "MS Word 2007 XML"
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, opening())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" + command, "", 0, Array())
  document.storeToURL(ConvertToURL(target), saving())
  document.close(True)
  StarDesktop.terminate()
End Sub
</script:module>"""


class Office:
    """One profile in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pdf(self, path: Path) -> Path:
        """Return a file as PDF; the first run makes the profile."""
        self._run("--convert-to", "pdf", "--outdir", str(self.folder), str(path))
        return self.folder / path.with_suffix(".pdf").name

    def saved(self, path: Path) -> Path:
        """Return a Word file as LibreOffice saves it."""
        self._run("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(self.folder / "saved"), str(path))
        return self.folder / "saved" / path.name

    def settled(self, path: Path, *, accept: bool) -> Path:
        """Return a Word file with all its changes accepted or rejected."""
        basic = self.folder / "profile" / "user" / "basic" / "Standard"
        if not basic.is_dir():
            self.pdf(path)
        (basic / "script.xlb").write_text(LIBRARY, "utf-8")
        (basic / "Settling.xba").write_text(MODULE, "utf-8")
        command = "AcceptAllTrackedChanges" if accept else "RejectAllTrackedChanges"
        target = self.folder / f"{command}.docx"
        target.unlink(missing_ok=True)
        self._run(f"macro:///Standard.Settling.Settle({path},{target},{command})")
        return target

    def _run(self, *arguments: str) -> None:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        subprocess.run(["soffice", profile, "--headless", *arguments], check=True, capture_output=True, timeout=180)


Change = Mapping[tuple[str, str], Any]
"""New contents of cells, by sheet and name."""


def reckoned(content: bytes, folder: Path, change: Change | None = None) -> Workbook:
    """Return a workbook as LibreOffice reckons it, the results it came with thrown away, after some cells were changed."""
    return reckoned_all({"book": content}, folder, {"book": change or {}})["book"]


def reckoned_all(contents: Mapping[str, bytes], folder: Path, changes: Mapping[str, Change]) -> dict[str, Workbook]:
    """Return some workbooks, by name, as LibreOffice reckons them in one run."""
    (folder / "in").mkdir(exist_ok=True)
    for name, content in contents.items():
        book = load_workbook(io.BytesIO(content))
        for (sheet, cell), value in changes.get(name, {}).items():
            book[sheet][cell] = value
        book.save(folder / "in" / f"{name}.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    paths = [str(folder / "in" / f"{name}.xlsx") for name in contents]
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), *paths]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return {name: load_workbook(folder / f"{name}.xlsx", data_only=True) for name in contents}
