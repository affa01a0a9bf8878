"""The PDF of a report, by a real LibreOffice: what the Word file says, the same bytes again, many files by one run."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.base import office
from generator.base.problems import Problems
from generator.report.document import Heading, text_of
from generator.report.pdf import write_pdfs

from .conftest import UNITS, Bureau

needs_office = pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice or poppler is not installed")


def answer(*command: object) -> str:
    return subprocess.run([*map(str, command)], check=True, capture_output=True, text=True, encoding="utf-8").stdout


@needs_office
def test_a_pdf_has_the_headings_in_order_and_its_fonts_within_and_is_the_same_bytes_again(bureau: Bureau) -> None:
    ran = bureau.run("report", "kuichong", 2024, "--format", "docx,pdf")
    assert "报告：build/kuichong/2024/report.pdf" in ran.out
    path = bureau.docx("kuichong", 2024, "report.pdf")
    document = bureau.evaluate("kuichong", 2024).document
    assert document is not None
    text, at = re.sub(r"\s", "", answer("pdftotext", path, "-")), 0
    for heading in (block for block in document.blocks if isinstance(block, Heading)):
        at = text.index(re.sub(r"\s", "", heading.number + text_of(heading.spans)), at) + 1
    fonts = [line.split() for line in answer("pdffonts", path).splitlines()[2:]]
    assert fonts
    assert all(columns[-5] == "yes" for columns in fonts)
    first = path.read_bytes()
    path.unlink()
    bureau.run("report", "kuichong", 2024, "--format", "pdf")
    assert path.read_bytes() == first
    assert "1980" in answer("pdfinfo", path)


@needs_office
def test_many_files_are_converted_by_one_run_and_one_that_cannot_be_is_named(bureau: Bureau) -> None:
    files = {}
    for agency, year in UNITS[:2]:
        bureau.run("report", agency, year)
        files[f"{agency} {year}"] = bureau.docx(agency, year).read_bytes()
    problems = Problems()
    made = write_pdfs({"坏文件": b"PK\x03\x04", **files}, problems)
    assert [(problem.number, "“坏文件”" in str(problem)) for problem in problems] == [("S161", True)]
    assert list(made) == list(files)
    assert all(content.startswith(b"%PDF-") for content in made.values())


def test_without_libreoffice_the_remedy_is_told_and_nothing_is_written(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))
    ran = bureau.run("report", "kuichong", 2024, "--format", "docx,pdf")
    assert ran.code == 1
    assert "错误 S160" in ran.err
    assert "LibreOffice" in ran.err
    assert not bureau.docx("kuichong", 2024).exists()


def test_a_program_that_writes_nothing_is_a_problem(bureau: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "office"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(office, "PROGRAMS", (str(program),))
    ran = bureau.run("report", "kuichong", 2024, "--format", "pdf")
    assert (ran.code, "S161" in ran.err, "“2024年度部门整体绩效评价报告”" in ran.err) == (1, True, True)
