"""What the engine that fills Word templates guarantees: docxtpl's own result on all of its language, and the same bytes."""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docxtpl import DocxTemplate, InlineImage, Listing, RichText
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.base.marks import Mark, Source
from generator.base.problems import ProblemError
from generator.base.workspace import Workspace
from generator.batch.pipeline import evaluate
from generator.report.document import text_of
from generator.report.docx.clean import clean
from generator.report.docx.context import context, plain
from generator.report.docx.engine.by_docxtpl import fill_by_docxtpl
from generator.report.docx.engine.compiling import compiled
from generator.report.docx.engine.rendering import render
from generator.report.docx.engine.template import Part
from generator.report.docx.identity import with_room
from generator.report.docx.language import FILTERS
from generator.report.docx.pack import deflated, pack, unpack, zipped
from generator.report.docx.tables import fit_columns
from generator.report.docx.writer import write_docx

from .conftest import PROJECT, UNITS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACE = W[1:-1]
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MARK = Mark(Source("a.docx", ""))
OFFICIAL = (PROJECT / "templates" / "official.docx").read_bytes()
USED = {"upper": lambda value: str(value).upper(), "length": len}
DATA: dict[str, Any] = {
    "name": "某某 & 某某 <街道> \"办\"'事'",
    "empty": "",
    "number": 12,
    "yes": True,
    "no": False,
    "rows": [{"title": "甲", "cells": ["1", "22", "<3>"]}, {"title": "乙", "cells": ["4", "", "6"]}],
    "items": ["一", "二", "三"],
    "nothing": [],
    "record": {"deep": {"text": "深"}},
    "colour": "FFCC00",
    "broken": "上\n下\t右\a新段\f新页",
}

Build = Callable[[WordDocument], None]


def texts(*lines: str) -> Build:
    """Return what writes some paragraphs."""

    def build(word: WordDocument) -> None:
        for line in lines:
            word.add_paragraph(line)

    return build


def table(*rows: tuple[str, ...]) -> Build:
    """Return what writes a table."""

    def build(word: WordDocument) -> None:
        grid = word.add_table(len(rows), len(rows[0]))
        for row, cells in zip(grid.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text

    return build


def split_runs(word: WordDocument) -> None:
    paragraph = word.add_paragraph()
    for piece in ("甲{", "{ na", "me }", "}乙"):
        paragraph.add_run(piece)
    paragraph.add_run("粗{{ number }}").bold = True


def coloured_runs(word: WordDocument) -> None:
    paragraph = word.add_paragraph("前")
    paragraph.add_run("{%r for item in items %}").italic = True
    paragraph.add_run("{{ item }}").bold = True
    paragraph.add_run("{%r endfor %}").italic = True
    paragraph.add_run("后")


def margins(word: WordDocument) -> None:
    word.add_paragraph("正文")
    section = word.sections[0]
    section.header.paragraphs[0].text = "页眉{{ name }}{% if yes %}是{% endif %}"
    section.footer.paragraphs[0].text = "页脚{{ number }}"


def properties(word: WordDocument) -> None:
    word.add_paragraph("正文")
    word.core_properties.title = "{{ number }}年"
    word.core_properties.author = "{{ items[0] }}"


def static_breaks(word: WordDocument) -> None:
    word.add_paragraph().add_run("甲\t乙\n丙")
    word.add_paragraph("{{ number }}\t{{ empty }}")


TEMPLATES: dict[str, Build] = {
    "values": texts("{{ name }}", "{{number}}", "前{{ empty }}后", "{{ record.deep.text }}", "{{ record['deep'].text }}", "{{ rows[1].title }}"),
    "filters": texts("{{ record.deep.text | upper }}", "{{ items | length }}", "{{ 'abc' | upper }}"),
    "paragraphs": texts("{%p for row in rows %}", "{{ loop.index }}{{ row.title }}", "{%p if loop.last %}", "末", "{%p endif %}", "{%p endfor %}"),
    "conditions": texts("{% if number > 3 and not no %}大{% elif yes %}中{% else %}小{% endif %}", "{%p if no %}", "没有", "{%p else %}", "有", "{%p endif %}"),
    "nothing listed": texts("{%p for x in nothing %}", "{{ x }}", "{%p else %}", "空", "{%p endfor %}"),
    "comments": texts("甲{# 说明 {{ x }} #}乙", "{#p 整段 #}", "丙"),
    "spaces": texts("甲{%- if yes %} 乙 {%- endif %}丙", "甲 {%- if yes -%}", "乙", "{%- endif -%}", "丙"),
    "braces": texts("{_{ 名 }_} {_% 词 %_}", "{{ number }}"),
    "literals": texts("{{ '<a>' }}", '{{ "b" }}', "{% if name == 'x' %}一{% endif %}{{ “c” }}"),
    "sets": texts("{% set x = number %}{{ x }}", "{{ x }}"),
    "macros": texts("{% macro twice(x) %}{{ x }}-{{ x }}{% endmacro %}{{ twice(name) }}"),
    "asked": texts("{% if missing is defined %}有{% else %}无{% endif %}", "{% if record.deep is defined %}有{% endif %}"),
    "records": texts("{% for key, value in record.items() %}{{ key }}{{ value.text }}{% endfor %}"),
    "rows": table(("名", "数"), ("{%tr for row in rows %}", ""), ("{{ row.title }}", "{{ row.cells[0] }}"), ("{%tr endfor %}", "")),
    "no rows": table(("{%tr for row in nothing %}", ""), ("{{ row }}", ""), ("{%tr endfor %}", ""), ("末", "行")),
    "columns": table(
        ("{%tc for item in items %}", "{{ item }}", "{%tc endfor %}"),
        ("{%tc for cell in rows[0].cells %}", "{{ cell }}", "{%tc endfor %}"),
    ),
    "more columns": table(("{%tc for item in items %}", "{{ item }}", "{%tc endfor %}", "尾", "巴")),
    "fewer columns": table(("{%tc for item in nothing %}", "{{ item }}", "{%tc endfor %}", "尾", "巴")),
    "spans": table(("{% colspan number - 10 %}甲", "乙"), ("丙", "丁")),
    "shades": table(("{% cellbg colour %}甲{{ name }}", "乙")),
    "merged across": table(("{%tc for item in items %}", "{% hm %}{{ loop.index }}", "{%tc endfor %}"), ("甲", "乙", "丙")),
    "merged down": table(("{%tr for item in items %}", ""), ("{% vm %}合", "{{ item }}"), ("{%tr endfor %}", "")),
    "runs": coloured_runs,
    "split": split_runs,
    "margins": margins,
    "properties": properties,
    "breaks": texts("{{ broken }}", "前{{ broken }}后"),
    "breaks in cells": table(("{{ broken }}", "b")),
    "static breaks": static_breaks,
}


def template(build: Build) -> bytes:
    word = docx.Document()
    build(word)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def by_docxtpl(source: bytes, data: dict[str, Any]) -> bytes:
    """Return what docxtpl makes, in an environment as strict as ours."""
    return fill_by_docxtpl(source, data, USED, None)


def canonical(part: str, content: bytes) -> bytes:
    """Return a part as a reader sees it: no runs without a text, neighbours of one look joined, no marks of editing."""
    if not part.endswith((".xml", ".rels")):
        return content
    root = etree.fromstring(content)
    for run in [*root.iter(f"{W}r")]:
        if all(child.tag == f"{W}rPr" or (child.tag == f"{W}t" and not child.text) for child in run):
            run.getparent().remove(run)
    for run in [*root.iter(f"{W}r")]:
        before = run.getprevious()
        while before is not None and before.tag == run.tag and not (run.tail or "").strip() and _look(before) == _look(run) and _is_text(before) and _is_text(run):
            run.find(f"{W}t").text = (before.find(f"{W}t").text or "") + (run.find(f"{W}t").text or "")
            before.getparent().remove(before)
            before = run.getprevious()
    for text in root.iter(f"{W}t"):
        text.attrib.pop(SPACE, None)
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag != f"{W}t" and not (element.text or "").strip():
            element.text = None
        if not (element.tail or "").strip():
            element.tail = None
    return bytes(etree.tostring(root, method="c14n"))


def _look(run: Any) -> bytes:
    look = run.find(f"{W}rPr")
    return b"" if look is None else bytes(etree.tostring(look, method="c14n"))


def _is_text(run: Any) -> bool:
    return [child.tag for child in run if child.tag != f"{W}rPr"] == [f"{W}t"]


def assert_same(ours: bytes, theirs: bytes, without: tuple[str, ...] = ("docProps/core.xml",)) -> None:
    mine, other = unpack(ours), unpack(theirs)
    assert set(mine) == set(other)
    for part in set(mine) - set(without):
        assert canonical(part, mine[part]) == canonical(part, other[part]), part


# docxtpl's language


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_filled_as_docxtpl_fills_it(name: str) -> None:
    """Part by part, in the order in which docxtpl's manual tells its language."""
    source = template(TEMPLATES[name])
    ours = render(source, deepcopy(DATA), USED, MARK)
    assert_same(ours, by_docxtpl(source, deepcopy(DATA)))
    mine, other = (docx.Document(io.BytesIO(content)) for content in (ours, by_docxtpl(source, deepcopy(DATA))))
    assert (mine.core_properties.title, mine.core_properties.author) == (other.core_properties.title, other.core_properties.author)


def test_footnotes_are_filled() -> None:
    """python-docx makes none, so a part is put into the package by hand."""
    parts = unpack(template(texts("正文")))
    note = f'<w:footnotes xmlns:w="{NAMESPACE}"><w:footnote w:id="1"><w:p><w:r><w:t>注{{{{ name }}}}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    parts["word/footnotes.xml"] = note.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode())
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", f'<Relationship Id="rId77" Type="{link}" Target="footnotes.xml"/></Relationships>'.encode())
    ours = render(pack(parts), DATA, USED, MARK)
    assert_same(ours, by_docxtpl(pack(parts), DATA))
    assert "注某某 &amp; 某某" in unpack(ours)["word/footnotes.xml"].decode()


def test_tables_in_tables_keep_their_columns() -> None:
    """A grid that docxtpl counts over both tables comes out the same."""

    def build(word: WordDocument) -> None:
        outer = word.add_table(1, 3)
        for cell, text in zip(outer.rows[0].cells, ("{%tc for item in items %}", "{{ item }}", "{%tc endfor %}"), strict=True):
            cell.text = text
        word.add_table(1, 2).rows[0].cells[0].add_table(2, 2)

    source = template(build)
    assert_same(render(source, DATA, USED, MARK), by_docxtpl(source, DATA))


def test_an_ampersand_in_a_tag_is_one() -> None:
    """Word stores `&` as `&amp;`; docxtpl would print it so."""
    ours = render(template(texts("{{ 'A & B' }}{% if name == 'x & y' %}同{% endif %}")), {**DATA, "name": "x & y"}, USED, MARK)
    assert docx.Document(io.BytesIO(ours)).paragraphs[0].text == "A & B同"


def test_values_never_become_markup() -> None:
    """docxtpl would turn these into braces; they are a person's text."""
    ours = render(template(texts("{{ name }}")), {"name": "{_{ x }_} {{ y }} {% z %} &amp; <w:p>"}, USED, MARK)
    assert docx.Document(io.BytesIO(ours)).paragraphs[0].text == "{_{ x }_} {{ y }} {% z %} &amp; <w:p>"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_prints_as_it_is(text: str) -> None:
    """Whatever XML can hold, in a text and in an attribute."""
    source = PRINTING
    word = docx.Document(io.BytesIO(render(source, {"name": text}, USED, MARK)))
    assert word.paragraphs[0].text == text
    assert word.element.body.find(f".//{W}bookmarkStart").get(f"{W}name") == text


def printing(word: WordDocument) -> None:
    paragraph = word.add_paragraph("{{ name }}")
    paragraph._p.append(parse_xml(f'<w:bookmarkStart xmlns:w="{NAMESPACE}" w:id="1" w:name="{{{{ name }}}}"/>'))


PRINTING = template(printing)


# docxtpl's objects

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def test_rich_text_is_filled() -> None:
    """Rich text needs nothing from outside the part."""
    rich = RichText("红 & 粗", color="FF0000", bold=True)
    rich.add("\n斜", italic=True)
    source = template(texts("前{{r rich }}后", "{{ listing }}"))
    data = {"rich": rich, "listing": Listing("一 & 二\n三")}
    assert_same(render(source, data, USED, MARK), by_docxtpl(source, data))


def test_a_picture_is_filled_by_docxtpl() -> None:
    """Its part and relationship are there; the caller does nothing for it."""
    image = io.BytesIO(PNG)
    source = template(texts("图{{ picture }}", "{{ name }}"))
    ours = render(source, {"picture": InlineImage(DocxTemplate(io.BytesIO(source)), image), "name": "A & B"}, USED, MARK)
    word = docx.Document(io.BytesIO(ours))
    assert len(word.inline_shapes) == 1
    assert word.paragraphs[-1].text == "A & B"
    assert any(part.startswith("word/media/") for part in unpack(ours))


def test_a_subdocument_is_filled_by_docxtpl() -> None:
    pytest.importorskip("docxcompose")
    source = template(texts("{{p part }}", "{{ name }}"))
    maker = DocxTemplate(io.BytesIO(source))
    part = maker.new_subdoc()
    part.add_paragraph("里面")
    lines = [line.text for line in docx.Document(io.BytesIO(render(source, {"part": part, "name": "外面"}, USED, MARK))).paragraphs]
    assert lines == ["里面", "外面"]


def test_a_hyperlink_is_filled_by_the_docxtpl_template_that_made_it() -> None:
    source = template(texts("见{{r link }}"))
    maker = DocxTemplate(io.BytesIO(source))
    link = RichText()
    link.add("链接", url_id=maker.build_url_id("https://example.org/"))
    ours = render(source, {"link": link}, USED, MARK, maker=maker)
    assert "https://example.org/" in unpack(ours)["word/_rels/document.xml.rels"].decode()


# what is refused


@pytest.mark.parametrize("value", [None, 1.5, ["a"], {"a": 1}, "零\x00", "半个\ud800"])
def test_what_would_print_wrongly_is_told(value: object) -> None:
    """docxtpl prints None, or drops what stands behind a character that is none."""
    with pytest.raises(ProblemError) as caught:
        render(template(texts("这一段{{ name }}")), {"name": value}, USED, MARK)
    (problem,) = caught.value.problems
    assert problem.number == "T224"


@pytest.mark.parametrize("tag", ["{{ missing }}", "{{ record.missing }}", "{{ rows[7].title }}", "{{ record | upper | missing }}", "{{ record.deep.text.x.y }}"])
def test_a_failing_tag_is_told_with_its_paragraph(tag: str) -> None:
    with pytest.raises(ProblemError) as caught:
        render(template(texts("头一段", f"这一段{tag}")), DATA, USED, MARK)
    (problem,) = caught.value.problems
    assert problem.number == "T224"
    assert "这一段" in problem.reason or "missing" in tag
    assert "头一段" not in problem.reason


def test_a_branch_that_breaks_the_markup_is_told() -> None:
    """What cannot be proven sound beforehand is read after filling."""

    def build(word: WordDocument) -> None:
        word.add_paragraph("{% if yes %}甲")
        table(("{% endif %}乙", "丙"))(word)

    source = template(build)
    document = compiled(source, USED).entries["word/document.xml"]
    assert isinstance(document, Part)
    assert not document.is_sound
    assert render(source, {"yes": True}, USED, MARK)
    with pytest.raises(ProblemError):
        render(source, {"yes": False}, USED, MARK)


@pytest.mark.parametrize("tag", ["{{ ''.__class__.__mro__ }}", "{{ items.append('x') }}", "{{ cycler }}", "{{ range(9) }}", "{{ name.__class__ }}", "{% set _ = rows.clear() %}"])
def test_the_sandbox_holds(tag: str) -> None:
    """Also where nothing was checked beforehand: nothing private, nothing global, nothing changed."""
    data = deepcopy(DATA)
    with pytest.raises(ProblemError):
        render(template(texts(tag)), data, USED, MARK)
    assert data == DATA


def test_the_official_template_is_proven_sound() -> None:
    """So no report has to be read again to be sure that Word can read it."""
    parts = [entry for entry in compiled(OFFICIAL, FILTERS).entries.values() if isinstance(entry, Part)]
    assert parts
    assert all(part.is_sound and part.code is not None for part in parts)


# the reports


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_a_shipped_report_is_what_docxtpl_writes(agency: str, year: int) -> None:
    """Part by part, after the columns of its annexes are fitted."""
    document = evaluate(Workspace(PROJECT), agency, year).document
    assert document is not None
    theirs = unpack(fill_by_docxtpl(pack(with_room(clean(unpack(OFFICIAL)))), context(document)[0], FILTERS, None))
    shares = {plain(text_of(annex.title)): annex.widths for annex in document.annexes}
    fitted = fit_columns(etree.tostring(etree.fromstring(theirs["word/document.xml"]), encoding="unicode").encode(), shares)
    ours = write_docx(document, OFFICIAL, "a.docx", traced=False)
    assert_same(ours, pack({**theirs, "word/document.xml": fitted}))
    assert unpack(write_docx(document, OFFICIAL, "a.docx", level=1, traced=False)) == unpack(ours)


WRITE = """
import hashlib, sys
from pathlib import Path
from generator.base.workspace import Workspace
from generator.batch.pipeline import evaluate
from generator.report.docx.writer import write_docx
document = evaluate(Workspace(Path(sys.argv[1])), "kuichong", 2024).document
print(hashlib.sha256(write_docx(document, Path(sys.argv[1], "templates/official.docx").read_bytes(), "a.docx")).hexdigest())
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"docxtpl", "docx", "lxml"}))
"""


def run(cache: Path, seed: int) -> list[str]:
    """Write a report in a process of its own; return the digest, and which of Word's libraries were loaded."""
    environment = {**os.environ, "ZIPING_CACHE": str(cache), "PYTHONHASHSEED": str(seed)}
    done = subprocess.run([sys.executable, "-c", WRITE, str(PROJECT)], env=environment, cwd=PROJECT, check=True, capture_output=True, text=True)
    return done.stdout.split("\n")[:2]


def test_a_second_process_loads_none_of_words_libraries_and_writes_the_same_bytes(tmp_path: Path) -> None:
    """The template made ready is kept on the machine; the order of sets plays no part."""
    first, second = run(tmp_path / "cache", 1), run(tmp_path / "cache", 2)
    assert first[1] == "docx docxtpl lxml"
    assert second[1] == ""
    assert first[0] == second[0]
    assert run(tmp_path / "other", 3)[0] == first[0]


# the zip


def test_the_zip_is_read_by_others(tmp_path: Path) -> None:
    """Names beyond ASCII and empty contents too."""
    contents = {"a.xml": b"<a/>" * 500, "字.txt": b"", "b/c.bin": bytes(range(256))}
    content = zipped((name, deflated(each, 1)) for name, each in contents.items())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == contents
        assert list(archive.namelist()) == list(contents)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_smaller_part_reads_the_same() -> None:
    """Runs that Word cut without a reason are joined when the template is made ready."""
    source = template(split_runs)
    ours = unpack(render(source, DATA, USED, MARK))["word/document.xml"]
    assert len(re.findall(rb"<w:r>", ours)) == 2
