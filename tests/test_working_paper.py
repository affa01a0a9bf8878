"""The working paper (底稿): the same report, with a comment on each printed number that says where it is from."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from generator.report.document import Document
from generator.report.docx.pack import unpack

from .conftest import UNITS, Bureau
from .libreoffice import Office, needs_office

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(bureau: Bureau, agency: str = "kuichong", year: int = 2024) -> Path:
    """Write a working paper, and return where it stands."""
    ran = bureau.run("report", agency, year, "--edition", "底稿")
    assert f"底稿：build/{agency}/{year}/report.working.docx" in ran.out, ran.err
    return bureau.docx(agency, year, "report.working.docx")


def texts(path: Path) -> list[str]:
    """Return the paragraphs of the body, those of tables too."""
    return ["".join(each.itertext(f"{W}t")) for each in docx.Document(str(path)).element.body.iter(f"{W}p")]


def comments(path: Path) -> list[list[str]]:
    """Return the comments, each as its paragraphs, in the order of the numbers that they are on."""
    word = docx.Document(str(path))
    held = {comment.comment_id: [paragraph.text for paragraph in comment.paragraphs] for comment in word.comments}
    ids = [int(each.get(f"{W}id")) for each in word.element.body.iter(f"{W}commentReference")]
    assert len(ids) == len(set(ids)) == len(held)
    return [held[id] for id in ids]


def commented(path: Path) -> list[str]:
    """Return the texts that comments are on."""
    found: dict[str, str] = {}
    is_open: set[str] = set()
    for each in docx.Document(str(path)).element.body.iter():
        if each.tag == f"{W}commentRangeStart":
            is_open.add(each.get(f"{W}id"))
        elif each.tag == f"{W}commentRangeEnd":
            is_open.discard(each.get(f"{W}id"))
        elif each.tag == f"{W}t":
            for id in is_open:
                found[id] = found.get(id, "") + (each.text or "")
    return list(found.values())


def numbers(document: Document | None) -> list[str]:
    """Return the printed values with digits, in the order of the report."""
    assert document is not None
    return [span.text for line in document.lines() for span in line if span.value and re.search(r"\d", span.text)]


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_each_printed_number_has_a_comment_and_the_text_is_the_reports(bureau: Bureau, agency: str, year: int) -> None:
    path = written(bureau, agency, year)
    bureau.run("report", agency, year)
    final = bureau.docx(agency, year)
    assert texts(path) == texts(final)
    assert b"comment" not in b"".join(unpack(final.read_bytes()).values()).lower()
    on = commented(path)
    assert sorted(on) == sorted(numbers(bureau.evaluate(agency, year).document))
    assert len(on) == len(comments(path)) > 40
    assert not OpenXmlValidator().validate(path).errors


def test_a_comment_tells_value_formula_inputs_place_and_clause_and_a_second_one_leads_to_the_first(bureau: Bureau) -> None:
    path = written(bureau)
    found = dict[str, list[str]]()
    for text, lines in zip(commented(path), comments(path), strict=True):
        found.setdefault(text, lines)
    rate = found["86.4%"]
    assert re.fullmatch(r"〔\d+〕率.编外人员", rate[0])
    assert rate[1:4] == ["数　86.4%", "公式　人员.编外人员 ÷ 人员.合计", "代入　761人 ÷ 881人"]
    assert any(re.fullmatch(r"用到　人员.编外人员 761人　data/agencies/kuichong/2024.yaml:13:\d+", line) for line in rate)
    fact = found["2,783.55"]
    assert "来源　政府采购计划" in fact
    assert fact[-1] == "印作　2,783.55（写法：万元数）"
    everything = comments(path)
    score = next(lines for lines in everything if any(line.startswith("规则写在　data/rules/shenzhen/2024.yaml:") for line in lines))
    assert {"得分", "计分", "条款", "核实"} <= {line.partition("　")[0] for line in score}
    for number, (first, *_) in enumerate(everything, 1):
        assert first.startswith(f"〔{number}〕")
        if same := re.match(r"〔\d+〕同批注〔(\d+)〕：(.+)", first):
            assert everything[int(same[1]) - 1][0] == f"〔{same[1]}〕{same[2]}"
    assert sum("同批注" in lines[0] for lines in everything) > 20


def test_the_same_bytes_again_without_clock_and_the_report_stays(bureau: Bureau) -> None:
    bureau.run("report", "kuichong", 2024)
    kept = {name: bureau.docx("kuichong", 2024, name).read_bytes() for name in ("report.docx", "receipt.json")}
    first = written(bureau).read_bytes()
    bureau.docx("kuichong", 2024, "report.working.docx").unlink()
    assert written(bureau).read_bytes() == first
    assert b"w:date" not in unpack(first)["word/comments.xml"]
    assert {name: bureau.docx("kuichong", 2024, name).read_bytes() for name in kept} == kept
    path = bureau.docx("kuichong", 2024, "report.working.docx")
    path.write_bytes(first + b"edited")
    bureau.append("kuichong/2024", "# 改")
    assert "W306" in bureau.run("report", "kuichong", 2024, "--edition", "底稿").err
    assert path.read_bytes() == first + b"edited"


def test_a_template_of_the_bureaus_own_keeps_its_header_beside_the_comments(bureau: Bureau) -> None:
    template = bureau.root / "templates" / "official.docx"
    word = docx.Document(str(template))
    for section in word.sections:
        section.header.is_linked_to_previous = False
        section.header.add_paragraph("某某市财政局监制")
    buffer = io.BytesIO()
    word.save(buffer)
    template.write_bytes(buffer.getvalue())
    path = written(bureau)
    assert "某某市财政局监制" in [paragraph.text for paragraph in docx.Document(str(path)).sections[0].header.paragraphs]
    assert len(comments(path)) == len(numbers(bureau.evaluate("kuichong", 2024).document))
    assert not OpenXmlValidator().validate(path).errors


@needs_office
def test_libreoffice_opens_it_and_keeps_every_comment(bureau: Bureau, tmp_path: Path) -> None:
    path = written(bureau)
    folder = tmp_path / "office"
    folder.mkdir()
    office = Office(folder)
    shown = re.sub(r"\s", "", subprocess.run(["pdftotext", str(office.pdf(path)), "-"], check=True, capture_output=True).stdout.decode())
    assert "得分" in shown
    assert "〔1〕" not in shown
    saved = comments(office.word(path))
    assert [lines[0] for lines in saved] == [lines[0] for lines in comments(path)]
    assert ["".join(lines) for lines in saved] == ["".join(lines) for lines in comments(path)]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--edition", "底稿", "--format", "docx,html"), "底稿只能写 docx"),
        (("--edition", "底稿", "--draft"), "--edition、--draft、--reviewed 只能写一个"),
        (("--edition", "公开版", "--reviewed"), "--edition、--draft、--reviewed 只能写一个"),
        (("--draft", "--reviewed"), "--edition、--draft、--reviewed 只能写一个"),
        (("--edition", "正式版"), "“--edition”只能是：底稿 公开版"),
    ],
)
def test_what_does_not_go_together_is_told_and_nothing_is_written(bureau: Bureau, options: tuple[str, ...], said: str) -> None:
    ran = bureau.run("report", "kuichong", 2024, *options)
    assert (ran.code, said in ran.err) == (2, True)
    assert not bureau.docx("kuichong", 2024).parent.exists()
