"""The PDF of a report, by a real LibreOffice: what the Word file says, the same bytes again, many files by one run."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path

import docx
import pytest

from generator.base import office
from generator.base.problems import Problems
from generator.report.document import Heading, text_of
from generator.report.pdf import write_pdfs

from .conftest import UNITS, Bureau
from .libreoffice import needs_office

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


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
    words = (paragraph.itertext(f"{W}t") for paragraph in docx.Document(str(bureau.docx("kuichong", 2024))).element.body.iter(f"{W}p"))
    printed = Counter(number for each in words for number in NUMBER.findall("".join(each)))
    raw = re.sub(r"\s", "", answer("pdftotext", "-raw", path, "-"))  # a number may go over from one line of a cell to the next
    assert sum(printed.values()) > 300
    assert {number: count for number, count in printed.items() if raw.count(number) < count} == {}
    assert b"/Lang(zh-CN)" in path.read_bytes()
    fonts = [line.split() for line in answer("pdffonts", path).splitlines()[2:]]
    assert fonts
    assert all(columns[-5] == "yes" for columns in fonts)
    first = path.read_bytes()
    path.unlink()
    bureau.run("report", "kuichong", 2024, "--format", "pdf")
    assert path.read_bytes() == first
    told = dict(line.split(":", 1) for line in answer("pdfinfo", path).splitlines())
    assert "1980" in told["CreationDate"]
    assert told["Tagged"].strip() == "yes"
    assert told["Title"].strip() == "".join(map(text_of, document.title))


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


@needs_office
def test_all_units_are_converted_by_one_run_and_only_what_was_asked_for_is_kept(bureau: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, log = tmp_path / "office", tmp_path / "log"
    program.write_text(f'#!/bin/sh\necho run >> {log}\nexec soffice "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(office, "PROGRAMS", (str(program),))
    ran = bureau.run("all", "--format", "pdf,html", "--jobs", 1)
    assert ran.code == 0, ran.err
    assert log.read_text() == "run\n"
    for agency, year in UNITS:
        names = {path.name for path in bureau.docx(agency, year).parent.iterdir()}
        assert names == {"report.pdf", "report.html", "receipt.json"}
    title = "2021年度部门整体支出绩效自评报告"
    assert title in re.sub(r"\s", "", answer("pdftotext", bureau.docx("pingyuan-kegongshang", 2021, "report.pdf"), "-"))


def test_without_libreoffice_every_unit_says_so_and_its_pages_stay_unwritten(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))
    ran = bureau.run("all", "--format", "docx,pdf", "--jobs", 1)
    assert (ran.code, ran.err.count("错误 S160")) == (1, len(UNITS))
    assert not bureau.docx("kuichong", 2024).exists()


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
