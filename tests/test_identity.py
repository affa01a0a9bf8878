"""A Word file carries, unseen, which numbers it prints; programs that save it anew keep that."""

from __future__ import annotations

import io
from pathlib import Path
from shutil import copytree

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from generator.base.workspace import Workspace
from generator.batch.editions import write_word
from generator.batch.pipeline import evaluate
from generator.report.document import Document, Paragraph, Quoted, Span
from generator.report.docx.engine.numbered import Numbered, framed, signed
from generator.report.docx.identity import number_of, read_identity
from generator.report.docx.pack import unpack
from generator.report.docx.writer import write_docx

from .conftest import PROJECT, UNITS
from .libreoffice import Office, needs_office

BODY = "word/document.xml"


def marked(content: bytes) -> dict[int, str]:
    """Return the texts between the ends of our bookmarks, by their numbers."""
    found: dict[int, str] = {}
    open_: dict[str, int] = {}
    for element in etree.fromstring(unpack(content)[BODY]).iter():
        if element.tag == qn("w:bookmarkStart") and (number := number_of(element.get(qn("w:name")))) is not None:
            open_[element.get(qn("w:id"))] = number
            found[number] = ""
        elif element.tag == qn("w:bookmarkEnd"):
            open_.pop(element.get(qn("w:id")), None)
        elif element.tag == qn("w:t"):
            for number in open_.values():
                found[number] += element.text or ""
    return found


def text(content: bytes) -> str:
    return "\n".join("".join(paragraph.itertext(qn("w:t"))) for paragraph in etree.fromstring(unpack(content)[BODY]).iter(qn("w:p")))


def report(agency: str, year: int) -> tuple[Document, bytes]:
    workspace = Workspace(PROJECT)
    document = evaluate(workspace, agency, year).document
    assert document is not None
    return document, write_word(workspace, document)


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_each_printed_value_has_a_bookmark_of_its_own(agency: str, year: int) -> None:
    document, content = report(agency, year)
    identity = read_identity(unpack(content))
    assert identity is not None
    assert (identity.agency, identity.year) == (agency, year)
    texts = marked(content)
    said = sorted((span.value.id, span.value.by, span.text) for line in document.lines() for span in line if span.value and span.text)
    assert sorted((printed.id, printed.by, texts[number]) for number, printed in identity.numbers.items()) == said
    assert texts.keys() == identity.numbers.keys()


def test_nothing_of_it_can_be_read() -> None:
    workspace = Workspace(PROJECT)
    document, content = report("kuichong", 2024)
    assert text(content) == text(write_word(workspace, document, traced=False))


@pytest.mark.parametrize("saved_by", [pytest.param("LibreOffice", marks=needs_office), "python-docx"])
def test_programs_that_save_it_keep_it(saved_by: str, tmp_path: Path) -> None:
    _, content = report("kuichong", 2024)
    if saved_by == "LibreOffice":
        (tmp_path / "report.docx").write_bytes(content)
        saved = Office(tmp_path).saved(tmp_path / "report.docx").read_bytes()
    else:
        buffer = io.BytesIO()
        docx.Document(io.BytesIO(content)).save(buffer)
        saved = buffer.getvalue()
    assert read_identity(unpack(saved)) == read_identity(unpack(content))
    assert marked(saved) == marked(content)


def test_a_number_that_shares_its_run_gets_one_with_the_same_look() -> None:
    run = '<w:r><w:rPr><w:b/></w:rPr><w:t>共{}元，{}</w:t></w:r>'.format(signed(Numbered("12", 0), "12"), signed(Numbered("3", 1), "3"))
    body = framed(f"<w:p>{run}<w:r><w:t>完</w:t></w:r></w:p>".encode(), lambda number: (f"<a{number}/>".encode(), f"<b{number}/>".encode()))
    look, start = "<w:rPr><w:b/></w:rPr>", '<w:t xml:space="preserve">'
    pieces = [f"<w:r>{look}<w:t>共</w:t></w:r>", f"<a0/><w:r>{look}{start}12</w:t></w:r><b0/>", f"<w:r>{look}{start}元，</w:t></w:r>"]
    pieces += [f"<a1/><w:r>{look}{start}3</w:t></w:r><b1/>", "<w:r><w:t>完</w:t></w:r>"]
    assert body.decode() == f"<w:p>{''.join(pieces)}</w:p>"


def test_a_text_of_two_lines_is_one_number() -> None:
    document = Document((), (), "标题后", (), (Paragraph((Span("甲："), Span("一\n二", Quoted("数据.话", "一\n二")), Span("。"))),))
    template = (PROJECT / "templates" / "official.docx").read_bytes()
    assert marked(write_docx(document, template, "official.docx")) == {0: "一二"}


def test_a_comment_in_the_facts_changes_no_byte(tmp_path: Path) -> None:
    for folder in ("data", "templates"):
        copytree(PROJECT / folder, tmp_path / folder)
    workspace = Workspace(tmp_path)
    path = workspace.facts_path("kuichong", 2024)
    path.write_text(f"# 核对过\n{path.read_text('utf-8')}", "utf-8")
    document = evaluate(workspace, "kuichong", 2024).document
    assert document is not None
    assert write_word(workspace, document) == report("kuichong", 2024)[1]
