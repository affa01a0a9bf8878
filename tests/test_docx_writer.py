"""What the Word writer guarantees: a real file, the same bytes, nothing lost in silence, nothing let in."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openxml_audit import OpenXmlValidator

from generator.base.problems import Problem, ProblemError
from generator.report.document import Align, AnnexTable, Block, Cell, CoverLine, Document, Grid, Heading, Paragraph, Quoted, Span, Spans
from generator.report.docx.identity import PART
from generator.report.docx.writer import write_docx

PATH = Path(__file__).parents[1] / "templates" / "official.docx"
TEMPLATE = PATH.read_bytes()
NAME = "templates/official.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
COLUMNS = ("一级指标", "二级指标", "三级指标", "分值", "评分标准", "得分", "扣分原因")
LONG = (
    "全年围绕中心工作统筹安排资金，年初预算11,759.05万元，年中追加486.2万元，调整后预算12,245.25万元，"
    "实际支出11,986.4万元，预算执行率为97.89%。资金优先用于民生保障、基层治理和环境整治三个方面，"
    "其中“三公”经费支出38.6万元，比上年减少4.2万元。"
)


def spans(text: str) -> Spans:
    return (Span(text),) if text else ()


def heading(level: int, number: str, text: str) -> Heading:
    return Heading(level, number, spans(text))


def paragraph(text: str, number: str = "", level: int = 0) -> Paragraph:
    return Paragraph(spans(text), number, level)


def annex() -> AnnexTable:
    """Twenty-six rows in two groups and six subgroups."""
    aligns = (*[Align.CENTRE] * 4, Align.LEFT, Align.CENTRE, Align.LEFT)
    rows = [tuple(Cell(spans(column)) for column in COLUMNS)]
    for index in range(26):
        group, subgroup = ("履职效能", "管理效率")[index // 13], f"方面{index // 5 + 1}"
        opens = (index % 13 == 0, index % 5 == 0 or index == 13)
        score, reason = ("2.55", "累计支出进度低于序时进度2.1个百分点，扣0.45分。") if index % 6 == 4 else ("3", "")
        standard = "预算执行率达到95%以上的得满分；每低1个百分点扣0.1分，扣完为止。"
        texts = (group, subgroup, f"第{index + 1}项指标完成情况", "3", standard, score, reason)
        continued = [not opens[0], not opens[1], *[False] * 5]
        rows.append(tuple(Cell(() if above else spans(text), align, continued=above) for text, align, above in zip(texts, aligns, continued, strict=True)))
    rows.append((Cell(spans("合计"), across=3), *(Cell(spans(text)) for text in ("78", "", "76.2", ""))))
    return AnnexTable("评分表", spans("部门整体支出绩效自评评分表"), (), (960, 960, 1200, 560, 2940, 620, 1604), 1, tuple(rows))


def body() -> tuple[Block, ...]:
    """All kinds of blocks, over several pages."""
    grid = Grid(
        tuple(map(spans, ("项目名称", "预算数（万元）", "支出数（万元）", "执行率"))),
        tuple(tuple(map(spans, (f"保障性住房物业维护、修缮费（第{n}批）", "1,245", "1,214.72", "97.57%"))) for n in range(1, 7)),
    )
    narrow = Grid((spans("季度"), spans("进度")), ((spans("一季度"), spans("24.3%")), (spans("二季度"), spans("48.9%"))))
    strong = Paragraph((Span("党建引领。", strong=True), Span(LONG)), "1.", 3)
    return (
        heading(1, "一、", "基本情况"),
        heading(2, "（一）", "部门主要职责"),
        paragraph(LONG + LONG),
        strong,
        paragraph("公共服务。" + LONG, "2.", 3),
        heading(2, "（二）", "年度总体目标和重点工作任务"),
        heading(3, "1.", "总体目标"),
        paragraph(LONG),
        heading(4, "（1）", "经济发展"),
        paragraph(LONG),
        heading(5, "①", "招商引资"),
        paragraph(LONG),
        heading(1, "二、", "绩效自评情况"),
        heading(2, "（一）", "自评结论"),
        Paragraph((Span("综合评价得分"), Span("97.04", Quoted("总分.得分", "97.04"), strong=True), Span("分，等级为“优”。" + LONG))),
        grid,
        paragraph(LONG),
        narrow,
        *(paragraph(LONG) for _ in range(6)),
        heading(1, "三、", "存在问题和改进措施"),
        heading(2, "（一）", "一是预算编制的精细化程度有待提高，个别项目前期论证不够充分，年中调整较多"),
        *(paragraph(LONG) for _ in range(3)),
    )


def sample(position: str = "标题后") -> Document:
    """Return a report of some pages with an annex."""
    cover = tuple(
        CoverLine(label, spans(text))
        for label, text in (
            ("部门名称（公章）", "广东省某某市某某区某某街道办事处（本级）"),
            ("填报人", "张三"),
            ("联系电话", "0755-12345678"),
        )
    )
    title = (spans("某某市某某区某某街道办事处"), spans("2024年度部门整体支出绩效自评报告"))
    return Document(title, spans("（2024年度）"), position, cover, body(), (annex(),))


def with_blocks(*blocks: Block) -> Document:
    return replace(sample(), blocks=blocks)


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def written(document: Document | None = None, template: bytes = TEMPLATE) -> WordDocument:
    return opened(write_docx(document or sample(), template, NAME))


def texts(word: WordDocument) -> list[str]:
    return [item.text for item in word.paragraphs]


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(part: str, old: str, new: str) -> bytes:
    """Return the official template with a text of a part replaced."""
    parts = entries(TEMPLATE)
    assert old in parts[part].decode()
    return zipped({**parts, part: parts[part].decode().replace(old, new, 1).encode()})


def with_paragraph(xml: str) -> bytes:
    """Return the official template with something more at its beginning."""
    return changed("word/document.xml", "<w:body>", "<w:body>" + xml)


def runs(*pieces: str) -> str:
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in pieces) + "</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell if cell.startswith('<w:p>') else runs(cell)}</w:tc>" for cell in row) for row in rows)
    grid = "<w:gridCol/>" * len(rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def refused(template: bytes, document: Document | None = None) -> list[Problem]:
    with pytest.raises(ProblemError) as caught:
        write_docx(document or sample(), template, NAME)
    return list(caught.value.problems)


def told(template: bytes, document: Document | None = None) -> list[tuple[str, str]]:
    return [(problem.number, problem.reason) for problem in refused(template, document)]


# what is printed


def test_the_report_reads_like_the_document() -> None:
    """Cover, title and text stand in their order, the number of a heading in one paragraph with its text."""
    lines = [line for line in texts(written()) if line]
    assert lines[:5] == [
        "某某市某某区某某街道办事处",
        "2024年度部门整体支出绩效自评报告",
        "（2024年度）",
        "部门名称（公章）：广东省某某市某某区某某街道办事处（本级）",
        "填报人：张三",
    ]
    assert lines[6:9] == ["一、基本情况", "（一）部门主要职责", LONG + LONG]
    assert lines[-2:] == ["附件", "部门整体支出绩效自评评分表"]


def test_headings_are_words_own() -> None:
    """Each level has Word's own heading style, so that the navigation pane and a table of contents find it."""
    styles = {item.text: item.style.name for item in written().paragraphs if item.style}
    assert styles["一、基本情况"] == "Heading 1"
    assert styles["（一）部门主要职责"] == "Heading 2"
    assert styles["1.总体目标"] == "Heading 3"
    assert styles["（1）经济发展"] == "Heading 4"
    assert styles["①招商引资"] == "Heading 5"


def test_strong_words_are_bold_by_a_character_style() -> None:
    """A strong span has the style Strong; the words around it have none."""
    item = next(item for item in written().paragraphs if item.text.startswith("1.党建引领。"))
    assert [(run.text, run.style.name) for run in item.runs][:2] == [("1.", "Default Paragraph Font"), ("党建引领。", "Strong")]
    assert item.runs[2].text == LONG
    assert item.runs[2].style.name == "Default Paragraph Font"


@pytest.mark.parametrize(("position", "first"), [("标题前", "部门名称（公章）："), ("标题后", "某某市"), ("独立页", "某某市")])
def test_the_cover_stands_where_the_form_says(position: str, first: str) -> None:
    """Cover lines stand before the title, after it, or on a page of their own."""
    word = written(sample(position))
    assert next(line for line in texts(word) if line).startswith(first)
    assert sum("填报人：张三" in line for line in texts(word)) == 1
    assert len(word.sections) == (2 if position == "独立页" else 1)


def test_a_report_without_cover_subtitle_and_annex() -> None:
    """What a document does not have leaves nothing behind."""
    word = written(replace(sample(), cover=(), subtitle=(), annexes=()))
    assert "附件" not in texts(word)
    assert not any("：" in line for line in texts(word)[:3])
    assert len(word.tables) == 2


def test_a_grid_has_as_many_columns_as_its_header() -> None:
    """Tables keep their columns, their header repeats, and figures stand on the right."""
    wide, narrow, _ = written().tables
    assert [cell.text for cell in wide.rows[1].cells] == ["保障性住房物业维护、修缮费（第1批）", "1,245", "1,214.72", "97.57%"]
    assert [len(wide.columns), len(narrow.columns)] == [4, 2]
    assert wide.rows[0]._tr.find(f".//{W}tblHeader") is not None
    assert wide.rows[1].cells[1].paragraphs[0].style.name == "表格数字"
    assert wide.rows[1].cells[0].paragraphs[0].style.name == "表格文字"


def test_the_annex_merges_its_groups() -> None:
    """A group is one cell over all its rows; no other text hides in the merged cells."""
    table = written().tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == list(COLUMNS)
    assert [table.rows[row].cells[0].text for row in (1, 13, 14, 26)] == ["履职效能", "履职效能", "管理效率", "管理效率"]
    assert table.rows[1].cells[0]._tc is table.rows[13].cells[0]._tc
    assert table.rows[14].cells[1]._tc is not table.rows[13].cells[1]._tc
    hidden = [tc for tc in table._tbl.iter(f"{W}tc") if tc.vMerge == "continue" and "".join(tc.itertext())]
    assert not hidden
    assert [cell.text for cell in table.rows[27].cells] == ["合计", "合计", "合计", "78", "", "76.2", ""]


def test_the_annex_repeats_its_header_and_keeps_rows_whole() -> None:
    """Only the first row repeats on each page; no row is cut by a page's end."""
    rows = list(written().tables[-1]._tbl.iter(f"{W}tr"))
    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True] + [False] * 27
    assert all(row.find(f".//{W}cantSplit") is not None for row in rows)


def test_page_numbers_stand_outside() -> None:
    """Odd and even pages have footers of their own: right and left."""
    word = written()
    section = word.sections[-1]
    assert word.settings.odd_and_even_pages_header_footer
    assert section.footer.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert section.even_page_footer.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.LEFT
    assert section.footer.paragraphs[0].text == section.even_page_footer.paragraphs[0].text == "— 1 —"


def test_a_cover_page_has_no_page_number() -> None:
    """The first page of text is page 1, whether a cover goes before it or not."""
    cover, text = written(sample("独立页")).sections
    assert not "".join(item.text for item in cover.footer.paragraphs)
    assert text._sectPr.find(f"{W}pgNumType").get(f"{W}start") == "1"


def test_the_page_is_that_of_the_standard() -> None:
    """A4, margins 37/35/28/26 mm."""
    section = written().sections[0]
    measures = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(measure.mm) for measure in measures if measure] == [210, 297, 37, 35, 28, 26]


def test_every_paragraph_style_has_an_east_asian_font() -> None:
    """No style leaves the choice of the Chinese font to the machine."""
    for style in written().styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            assert style.element.find(f".//{W}rFonts").get(f"{W}eastAsia"), style.name


# what is not printed


def test_no_tag_is_left_and_nothing_asks() -> None:
    """No tag, no trace of values outside the part that no program shows, no field that Word asks about."""
    parts = entries(write_docx(sample(), TEMPLATE, NAME))
    text = b"".join(content for part, content in parts.items() if part != PART).decode()
    for word in ("{{", "{%", "{#", "模板标签，", "总分.得分", "updateFields", "rsid"):
        assert word not in text


def test_the_same_input_gives_the_same_bytes() -> None:
    """No clock, no counter, no order of a set is in the file."""
    assert write_docx(sample(), TEMPLATE, NAME) == write_docx(sample(), bytes(bytearray(TEMPLATE)), NAME)
    with zipfile.ZipFile(io.BytesIO(write_docx(sample(), TEMPLATE, NAME))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_template_saved_in_word_names_nobody() -> None:
    """Author, dates and editing-session ids of the template do not reach the report."""
    core = entries(TEMPLATE)["docProps/core.xml"].decode().replace("<dc:title>", "<dc:creator>李四</dc:creator><dc:title>")
    template = zipped({**entries(TEMPLATE), "docProps/core.xml": core.encode()})
    parts = entries(template)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:p>", b'<w:p w:rsidR="00A1B2C3">', 3)
    content = write_docx(sample(), zipped(parts), NAME)
    everything = b"".join(entries(content).values()).decode()
    assert "李四" not in everything
    assert "rsid" not in everything
    assert opened(content).core_properties.title == "某某市某某区某某街道办事处2024年度部门整体支出绩效自评报告"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A & B <w:p> 100<200 \"引\" '号'", "A & B <w:p> 100<200 \"引\" '号'"),
        ("{{ 标题 }} {% if %} {# #}", "{{ 标题 }} {% if %} {# #}"),
        ("{_{ x }_} {_% x %_}", "{_{ x }_} {_% x %_}"),
        ("｛｛x｝｝“”‘’", "｛｛x｝｝“”‘’"),
        ("一\n二\t三", "一\n二\t三"),
        ("一\r\n二", "一\n二"),
        ("铃\a页\f零\0删\x7f", "铃␇页␌零␀删␡"),
        ("半个\ud800", "半个\ufffd"),
        ("  两边空格  ", "  两边空格  "),
    ],
)
def test_values_are_printed_as_they_are(text: str, shown: str) -> None:
    """No text of a person is markup: not in a heading, a paragraph, a table or on the cover."""
    grid = Grid((spans(text),), ((spans(text),),))
    document = with_blocks(heading(1, "一、", text), paragraph(text), paragraph(text, "1.", 1), grid)
    content = write_docx(replace(document, cover=(CoverLine("填报人", spans(text)),)), TEMPLATE, NAME)
    word = opened(content)
    assert [line for line in texts(word) if shown in line] == [f"填报人：{shown}", f"一、{shown}", shown, f"1.{shown}"]
    assert [row.cells[0].text for row in word.tables[0].rows] == [shown, shown]


# what the file is


@pytest.mark.parametrize("position", ["标题前", "标题后", "独立页"])
def test_the_file_is_valid(tmp_path: Path, position: str) -> None:
    """The Open XML rules find nothing."""
    path = tmp_path / "report.docx"
    path.write_bytes(write_docx(sample(position), TEMPLATE, NAME))
    assert not OpenXmlValidator().validate(path).errors


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    """LibreOffice lays the report out over several pages and drops nothing, not even at the end of a line."""
    (tmp_path / "report.docx").write_bytes(write_docx(sample(), TEMPLATE, NAME))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "report.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "report.pdf").read_bytes())) > 4
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", str(tmp_path / "report.pdf"), "-"], check=True, capture_output=True).stdout.decode()
        sentence = LONG[: LONG.index("。")]
        assert re.sub(r"\s", "", text).count(sentence.replace(" ", "")) >= 5


# what a template would lose


@pytest.mark.parametrize(
    ("xml", "number", "said"),
    [
        (runs("{%p if 副标题 %}旁边的字") + runs("{%p endif %}"), "T210", ["正文第 1 段", "旁边的字"]),
        (runs("{%p if 副标题 %}{%p if 副标题 %}") + runs("{%p endif %}") * 2, "T210", ["正文第 1 段"]),
        (runs("{%p if 副标题 %}</w:t><w:br w:type='page'/><w:t>") + runs("{%p endif %}"), "T210", ["分页符"]),
        (
            table(("{%tr for 行 in 标题 %}", "丢了"), ("{{ 行 }}", ""), ("{%tr endfor %}", "")),
            "T210",
            ["第 1 个表格第 1 行第 1 格", "丢了"],
        ),
        (table(("{%tc for 行 in 标题 %}丢了", "{{ 行 }}", "{%tc endfor %}")), "T210", ["第 1 个表格第 1 行第 1 格", "丢了"]),
        (runs("{%r if 副标题 %}甲", "乙", "{%r endif %}"), "T210", ["正文第 1 段", "甲"]),
        (
            table(("{% for 行 in 标题 %}",), ("{{ 行 }}",), ("{%tr endfor %}",)),
            "T216",
            ["第 3 行第 1 格", "第 1 行第 1 格", "{% for 行 in 标题 %}"],
        ),
        (runs("{%p for 行 in 标题 %}") + runs("{{ 行 }}") + table(("{%tr endfor %}",)), "T216", ["{%tr endfor %}", "正文第 1 段"]),
        (table((runs("{%p if 副标题 %}"), "")) + runs("{%p endif %}"), "T216", ["正文第 1 段", "第 1 行第 1 格"]),
        (runs("{% if 副标题 %}") + runs("{% endif %}"), "T216", ["正文第 2 段"]),
        (runs("｛｛副标题｝｝"), "T211", ["正文第 1 段", "｛｛副标题｝｝"]),
        (runs("{｛副标题｝}"), "T211", ["正文第 1 段"]),
        (runs("｛%p if 副标题 %｝"), "T211", ["正文第 1 段"]),
        (runs("{{ 副标 }}"), "T212", ["正文第 1 段", "{{ 副标 }}"]),
        (runs("{%p for 块 in 正文 %}") + runs("{{ 块.文字 }}") + runs("{%p endfor %}"), "T212", ["正文第 2 段", "文字"]),
        (runs("{{ 块.文 }}"), "T212", ["块"]),
        (runs("{{ 副标题 | percnt }}"), "T213", ["正文第 1 段", "percnt"]),
        (runs("{{ 副标题 | }}"), "T214", ["正文第 1 段"]),
        (runs("{%p if 副标题 = 1 %}") + runs("{%p endif %}"), "T214", ["正文第 1 段"]),
        (runs("{{ 副标题 }"), "T215", ["正文第 1 段", "{{ 副标题 }"]),
        (runs("{%p if 副标题 %}"), "T215", ["正文第 1 段"]),
        (runs("{%p endfor %}"), "T215", ["正文第 1 段"]),
        (runs("{%tr if 副标题 %}") + runs("{%tr endif %}"), "T217", ["正文第 1 段"]),
        (runs("{{r 副标题 }}"), "T218", ["正文第 1 段", "{{r 副标题 }}"]),
        (runs("{{p 副标题 }}"), "T218", ["正文第 1 段"]),
        (runs("{%p if 封面.位置 == “标题前” %}") + runs("{%p endif %}"), "T219", ["正文第 1 段", "“"]),
        (runs('{{ "甲 &amp; 乙" }}'), "T219", ["&"]),
        (runs("{{ 标题 }}"), "T222", ["正文第 1 段", "文字"]),
        (runs("{{ 附表 }}"), "T222", ["附表"]),
        (runs("{%p for 行 in 副标题 %}") + runs("{%p endfor %}"), "T222", ["列表"]),
        (runs('{%p if 封面.位置 == "标题上" %}') + runs("{%p endif %}"), "T223", ["标题上"]),
        (runs("{%p iff 副标题 %}"), "T220", ["iff"]),
        (runs("{{ 草稿 | length > 3 }}"), "T222", ["草稿"]),
    ],
)
def test_what_would_be_lost_is_told_with_its_place(xml: str, number: str, said: list[str]) -> None:
    """Part and paragraph, or table, row and cell, and the tag are named."""
    found = [reason for each, reason in told(with_paragraph(xml)) if each == number]
    assert any(all(word in reason for word in said) for reason in found), told(with_paragraph(xml))


def test_a_tag_in_a_footer_is_told_with_its_part() -> None:
    """Footers are read as well."""
    ((number, reason),) = told(changed("word/footer1.xml", '<w:t xml:space="preserve">— </w:t>', "<w:t>{{ 页 }}</w:t>"))
    assert number == "T212"
    assert "页脚" in reason
    assert "footer1.xml" in reason


def test_a_tag_where_nothing_is_filled_is_told() -> None:
    """docxtpl does not look into properties that a person sees in Word."""
    found = told(changed("docProps/core.xml", "<dc:title>", "<dc:title>{{ 副标题 }}"))
    assert found == [("T221", "Word 模板的文档属性：这里的标签“{{ 副标题 }}”不会被填写。")]


def test_near_names_are_offered() -> None:
    """A wrong name is told with the right one."""
    (problem,) = refused(with_paragraph(runs("{{ 副标 }}")))
    assert "是不是 “副标题”" in problem.reason


def test_everything_is_told_at_once() -> None:
    """One reading of the template finds all its faults."""
    xml = runs("{{ 甲 }}") + runs("｛｛x｝｝") + runs("{{r 副标题 }}") + runs("{{ 副标题 | 乙 }}")
    assert sorted(number for number, _ in told(with_paragraph(xml))) == ["T211", "T212", "T213", "T218"]


def test_tags_that_word_cut_into_pieces_still_work() -> None:
    """Word splits a tag over runs as it likes; it is the same tag."""
    assert texts(written(template=with_paragraph(runs("{", "{ 副", "标题 }", "}"))))[0] == "（2024年度）"


def test_tags_of_a_run_that_word_joined_still_work() -> None:
    """Word joins neighbouring tags of one look when it saves; the report is the same."""
    parts = entries(TEMPLATE)
    apart = re.compile(r"(\{%r for 段 in \S+ %\})</w:t></w:r><w:r>(?:(?!<w:t ).)*<w:t [^>]*>(\{%r if 段.待填 %\})")
    joined, count = apart.subn(r"\1\2", parts["word/document.xml"].decode())
    assert count > 8
    template = zipped({**parts, "word/document.xml": joined.encode()})
    assert texts(written(template=template)) == texts(written())


def test_a_kind_of_block_that_a_template_forgets_is_told() -> None:
    """A template without a place for numbered paragraphs loses none in silence."""
    found = told(changed("word/document.xml", '块.类 == "编号段落"', '块.类 == "段落"'))
    assert {number for number, _ in found} == {"T225"}
    assert any("党建引领" in reason for _, reason in found)


def test_an_error_while_filling_names_its_paragraph() -> None:
    """What only shows with data is told with the words of its paragraph."""
    xml = runs("{%p for 行 in 标题 %}") + runs('第几行{% if loop.index > "一" %}甲{% endif %}') + runs("{%p endfor %}")
    ((number, reason),) = told(with_paragraph(xml))
    assert number == "T224"
    assert "第几行" in reason


# what a template could do to the machine


@pytest.mark.parametrize(
    "tag",
    [
        "{{ cycler.__init__.__globals__.os.popen('touch OWNED').read() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ 副标题.format(1) }}",
        "{{ 'a' * 100000000 }}",
        "{{ 标题[0] }}",
        "{{ 副标题 ~ 副标题 }}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{% for x in range(99999999) %}a{% endfor %}",
    ],
)
def test_a_hostile_tag_is_refused_before_it_runs(tag: str, tmp_path: Path) -> None:
    """Templates print, decide and loop; they call nothing and compute nothing."""
    tag = tag.replace("OWNED", str(tmp_path / "owned"))
    assert {number for number, _ in told(with_paragraph(runs(tag)))} <= {"T212", "T220", "T222"}
    assert not (tmp_path / "owned").exists()


def test_a_hostile_tag_in_the_properties_is_refused() -> None:
    """docxtpl renders core properties too."""
    template = changed("docProps/core.xml", "<dc:title>", "<dc:title>{{ cycler.__init__ }}")
    assert [number for number, _ in told(template)] == ["T221"]


def test_a_text_that_grows_without_end_is_stopped() -> None:
    """Nested loops over a long document end at a limit, not with the machine's memory."""
    depth = 7
    xml = "".join(runs(f"{{%p for x{n} in 正文 %}}") for n in range(depth)) + runs("长" * 50) + runs("{%p endfor %}") * depth
    assert [number for number, _ in told(with_paragraph(xml))] == ["T226"]


def bomb() -> bytes:
    return zipped({**entries(TEMPLATE), "word/media/image1.bin": b"\0" * 30_000_000})


def doubled() -> bytes:
    buffer = io.BytesIO(TEMPLATE)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/document.xml", b"<a/>")
    return buffer.getvalue()


def astray() -> bytes:
    return zipped({**entries(TEMPLATE), "../evil.xml": b"<a/>"})


def crowded() -> bytes:
    return zipped({**entries(TEMPLATE), **{f"word/x{n}.bin": b"" for n in range(600)}})


def related(kind: str, mode: str = "External") -> bytes:
    source = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    link = f'<Relationship Id="rId99" Type="{source}" Target="http://x/y" TargetMode="{mode}"/>'
    return changed("word/_rels/document.xml.rels", "</Relationships>", link + "</Relationships>")


@pytest.mark.parametrize(
    ("template", "number", "said"),
    [
        (lambda: b"not a zip", "T201", "不是 .docx"),
        (lambda: TEMPLATE[:3000], "T201", "不是 .docx"),
        (lambda: zipped({"a.txt": b""}), "T201", "没有正文"),
        (lambda: changed("word/document.xml", "</w:body>", ""), "T201", "word/document.xml 损坏"),
        (bomb, "T202", "word/media/image1.bin"),
        (doubled, "T202", "word/document.xml"),
        (astray, "T202", "../evil.xml"),
        (crowded, "T202", "个文件"),
        (lambda: changed("word/styles.xml", "<w:styles", '<!DOCTYPE x [<!ENTITY a "b">]><w:styles'), "T203", "word/styles.xml"),
        (lambda: related("image"), "T204", "http://x/y"),
        (lambda: related("oleObject"), "T206", "oleObject"),
        (lambda: with_paragraph("<w:p><w:fldSimple w:instr=' INCLUDETEXT \"c:\\x\" '/></w:p>"), "T204", "INCLUDETEXT"),
        (lambda: with_paragraph('<w:p><w:ins w:id="1" w:author="李四"/></w:p>'), "T205", "修订"),
        (lambda: with_paragraph('<w:p><w:commentRangeStart w:id="1"/></w:p>'), "T205", "批注"),
        (lambda: changed("word/settings.xml", "<w:defaultTabStop", "<w:updateFields/><w:defaultTabStop"), "T206", "updateFields"),
    ],
)
def test_an_unsafe_package_is_refused_unread(template: Callable[[], bytes], number: str, said: str) -> None:
    """Nothing of it is rendered, and what is wrong is named."""
    (found,) = told(template())
    assert found[0] == number
    assert said in found[1]


def test_hyperlinks_may_lead_outside() -> None:
    """A link to a web page is no danger to a report."""
    assert written(template=related("hyperlink"))
