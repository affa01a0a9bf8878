"""The PDF of a report, by a real LibreOffice: what the Word file says, the same bytes again, many files by one run."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from generator.base import office
from generator.base.problems import Problems
from generator.base.workspace import Workspace
from generator.batch.editions import write_word
from generator.batch.pipeline import evaluate
from generator.report.document import text_of
from generator.report.pdf import write_pdfs

from .conftest import PROJECT, UNITS, Bureau
from .libreoffice import needs_office

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
PAGE_NUMBER = re.compile(r"—\s*\d+\s*—\s*$")


def answer(*command: object) -> str:
    return subprocess.run([*map(str, command)], check=True, capture_output=True, text=True, encoding="utf-8").stdout


@dataclass(frozen=True)
class Pair:
    """A report as Word file and as PDF."""

    word: Path
    pdf: Path

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the Word file without blanks, those of tables too."""
        body = docx.Document(str(self.word)).element.body
        return [closed("".join(paragraph.itertext(f"{W}t"))) for paragraph in body.iter(f"{W}p")]

    @property
    def heads(self) -> list[str]:
        """The rows that a table repeats on each page, without blanks."""
        body = docx.Document(str(self.word)).element.body
        rows = ([row for row in table.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None] for table in body.iter(f"{W}tbl"))
        return [closed("".join(text for row in each for text in row.itertext(f"{W}t"))) for each in rows if each]

    @property
    def text(self) -> str:
        """The text of the PDF in its reading order, without blanks, page numbers, and the heads that tables repeat."""
        pages = [closed(PAGE_NUMBER.sub("", page)) for page in answer("pdftotext", "-raw", self.pdf, "-").split("\f")]
        read = ""
        for page in pages:
            head = next((head for head in self.heads if page.startswith(head) and head in read), "")
            read += page.removeprefix(head)
        return read


def closed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    """The five reports, made PDF by one run."""
    workspace, folder, files = Workspace(PROJECT), tmp_path_factory.mktemp("pairs"), {}
    for agency, year in UNITS:
        document = evaluate(workspace, agency, year).document
        assert document is not None
        files[agency] = write_word(workspace, document)
    problems = Problems()
    made = write_pdfs(files, problems)
    assert not list(problems)
    for agency, content in files.items():
        (folder / f"{agency}.docx").write_bytes(content)
        (folder / f"{agency}.pdf").write_bytes(made[agency])
    return [Pair(folder / f"{agency}.docx", folder / f"{agency}.pdf") for agency in files]


@needs_office
def test_every_font_is_within(pairs: list[Pair]) -> None:
    for pair in pairs:
        fonts = [line.split() for line in answer("pdffonts", pair.pdf).splitlines()[2:]]
        assert fonts, pair.pdf.name
        assert {columns[-5] for columns in fonts} == {"yes"}, pair.pdf.name
        assert b"/Lang(zh-CN)" in pair.pdf.read_bytes()


@needs_office
def test_a_pdf_reads_as_the_word_file_from_the_first_paragraph_to_the_last(pairs: list[Pair]) -> None:
    """Words and numbers, all of them, in order, and nothing else; only a cell that goes over to the next page may read behind its row."""
    alike = 0
    for pair in pairs:
        said, read = "".join(pair.paragraphs), pair.text
        assert Counter(read) == Counter(said), pair.pdf.name
        annex = said.index(pair.heads[-1]) if pair.heads else len(said)
        assert read[:annex] == said[:annex], pair.pdf.name
        alike += read == said
    assert alike >= 4


@needs_office
def test_a_pdf_prints_every_number_of_the_word_file_as_often(pairs: list[Pair]) -> None:
    for pair in pairs:
        printed, text = Counter(number for each in pair.paragraphs for number in NUMBER.findall(each)), pair.text
        assert sum(printed.values()) > 100, pair.pdf.name
        assert {number: count for number, count in printed.items() if text.count(number) < count} == {}, pair.pdf.name
        assert Counter(filter(str.isdigit, text)) == Counter(filter(str.isdigit, "".join(pair.paragraphs))), pair.pdf.name


@needs_office
def test_a_pdf_tells_its_title_and_structure_and_no_clock_and_is_the_same_bytes_again(bureau: Bureau) -> None:
    ran = bureau.run("report", "kuichong", 2024, "--format", "docx,pdf")
    assert "报告：build/kuichong/2024/report.pdf" in ran.out
    path = bureau.docx("kuichong", 2024, "report.pdf")
    document = bureau.evaluate("kuichong", 2024).document
    assert document is not None
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
