"""The web page of a report: the same text as the Word file, one file by itself, readable on a phone, usable by keyboard."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from generator.report.document import Document
from generator.report.docx.places import WORD

from .chromium import PHONE, WIDE, needs_chromium, opened
from .conftest import UNITS, Bureau
from .spans import lines

every_unit = pytest.mark.parametrize(("agency", "year"), UNITS)


class Reader(HTMLParser):
    """The texts of a page's main part by block, its headings, and what its numbers print."""

    BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.printed: list[tuple[str, str]] = []
        self._main, self._open, self._value = False, False, ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._main = self._main or tag == "main"
        if self._main and tag in self.BLOCKS:
            self._open = True
            self.blocks.append("")
        self._value = dict(attrs).get("data-value") or ""

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag not in self.BLOCKS

    def handle_data(self, data: str) -> None:
        if self._open:
            self.blocks[-1] += data
        if self._value:
            self.printed.append((self._value, data))
            self._value = ""


def written(bureau: Bureau, agency: str, year: int, *options: str) -> Path:
    ran = bureau.run("report", agency, year, "--format", "docx,html", *options)
    assert ran.code == 0, ran.err
    return bureau.docx(agency, year, "report.draft.html" if "--draft" in options else "report.html")


def words(path: Path) -> list[str]:
    """Return the texts of a Word file in the order of reading, merged cells once, empty ones left out."""
    found = ("".join(text.text or "" for text in each.iter(f"{WORD}t")) for each in docx.Document(str(path)).element.body.iter(f"{WORD}p"))
    return [text for text in found if text]


@every_unit
def test_a_page_says_what_the_word_file_says_in_the_same_order(bureau: Bureau, agency: str, year: int) -> None:
    page = written(bureau, agency, year)
    said = [text for text in Reader(page.read_text("utf-8")).blocks if text]
    expected = words(bureau.docx(agency, year))
    title = len(expected) - len(said)  # the lines of a title are one heading
    assert "".join(said) == "".join(expected)
    assert said[-1] == expected[-1]
    assert 0 <= title <= 2


@every_unit
def test_every_value_on_the_page_carries_its_id(bureau: Bureau, agency: str, year: int) -> None:
    document = bureau.evaluate(agency, year).document
    assert isinstance(document, Document)
    drawn = [line for chart in document.charts for bar in chart.bars for line in (bar.label, bar.value, bar.goal)]
    spans = [(span.value.id, span.text) for line in (*lines(document), *drawn) for span in line if span.value and span.text and not span.gap]
    printed = Reader(written(bureau, agency, year).read_text("utf-8")).printed
    assert sorted(printed) == sorted(spans)


def test_a_page_is_one_file_that_may_run_its_own_script_alone_and_the_same_bytes_again(bureau: Bureau) -> None:
    path = written(bureau, "kuichong", 2024)
    first = path.read_text("utf-8")
    assert '<html lang="zh-CN">' in first
    assert not re.search(r"<script src|<link|<img|<iframe|@import|url\(|https?:", first)
    script = re.findall(r"<script>(.*?)</script>", first, re.DOTALL)
    assert [f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in script] == re.findall(r"script-src ([^;\"]*)", first)
    path.unlink()
    written(bureau, "kuichong", 2024)
    assert path.read_text("utf-8") == first


def test_what_a_clerk_typed_is_never_markup(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "填报人: 罗永芳", "填报人: '<b onclick=\"x()\">罗 & 永芳</b>'")
    page = written(bureau, "kuichong", 2024).read_text("utf-8")
    assert ">&lt;b onclick=&#34;x()&#34;&gt;罗 &amp; 永芳&lt;/b&gt;</span>" in page
    assert "<b " not in page


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@needs_chromium
def test_a_page_opens_without_a_word_from_the_browser_and_fits_the_screen(national: Bureau, size: tuple[int, int]) -> None:
    with opened(written(national, "kuichong", 2024), size) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == size[0]
        assert page.title() == page.locator("h1").inner_text().replace("\n", "")
        levels = page.evaluate("[...document.querySelectorAll('main h1,main h2,main h3,main h4,main h5,main h6')].map(h => +h.tagName[1])")
        assert levels[:3] == [1, 2, 3]
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
        assert page.evaluate("[...document.querySelectorAll('p, h1, h2, h3')].every(e => e.scrollWidth <= e.clientWidth)")


@needs_chromium
def test_the_contents_lead_to_every_part_by_keyboard(bureau: Bureau) -> None:
    with opened(written(bureau, "huangge", 2023)) as page:
        targets = page.evaluate("[...document.querySelectorAll('nav a')].map(a => [a.textContent, document.querySelector(a.getAttribute('href'))?.textContent])")
        assert len(targets) > 10
        assert all(text == heading or text == f"附件　{heading}" for text, heading in targets)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "跳到正文"
        assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "report"
        page.locator("nav a", has_text="附件").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("Math.abs(document.querySelector('.annex h2').getBoundingClientRect().top) < 200")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('role')") == "region"


@needs_chromium
def test_the_cells_of_an_annex_cover_its_grid_without_holes(national: Bureau) -> None:
    grid = """[...document.querySelectorAll('.annex table')].map(table => {
      const width = table.querySelectorAll('col').length, taken = [];
      [...table.rows].forEach((row, y) => { let x = 0; taken[y] = taken[y] || [];
        [...row.cells].forEach(cell => { while (taken[y][x]) x++;
          for (let dy = 0; dy < cell.rowSpan; dy++) for (let dx = 0; dx < cell.colSpan; dx++) {
            taken[y + dy] = taken[y + dy] || []; taken[y + dy][x + dx] = (taken[y + dy][x + dx] || 0) + 1; } }); });
      return taken.length === table.rows.length && taken.every(row => row.length === width && row.every(times => times === 1)); })"""
    with opened(written(national, "kuichong", 2024)) as page:
        assert page.evaluate(grid) == [True, True, True]


@needs_chromium
def test_a_page_prints_on_a4_with_the_numbers_of_its_pages(bureau: Bureau, tmp_path: Path) -> None:
    with opened(written(bureau, "pingyuan-kegongshang", 2021)) as page:
        page.emulate_media(media="print")
        assert not page.locator("nav").is_visible()
        content = page.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox \[0 0 59[45](\.\d+)? 84[12]", content)


def test_a_draft_says_so_and_marks_its_gaps(bureau: Bureau) -> None:
    bureau.drop_assertions("kuichong/2024")
    bureau.edit("kuichong/2024", "预算日期: 2024年3月15日", "预算日期: 待填")
    page = written(bureau, "kuichong", 2024, "--draft").read_text("utf-8")
    assert '<mark class="gap">【待填：部门预算公开日期】</mark>' in page
    assert '<header class="draft">草稿' in page
    assert "<title>（草稿）2024年度" in page
    assert not bureau.docx("kuichong", 2024, "report.html").exists()


@pytest.mark.parametrize(
    ("old", "new", "number", "place"),
    [
        ("{% for 行 in 标题段 %}", "{% for 行 in 标题们 %}", "S164", "标题们"),
        ("{{ 块.编号 }}{{ 文字(块.段) }}</p>", "{{ 块.编码 }}{{ 文字(块.段) }}</p>", "S164", "编码"),
        ("{% if 草稿 %}\n<header", "{% if 草稿 \n<header", "T102", "official.html.j2:"),
        ("{{ 标题 }}</title>", "{{ 标题 | upper }}</title>", "T102", "official.html.j2:"),
        ("{{ 块.编号 }}{{ 文字(块.段) }}</p>", "{{ 文字(块.段) }}</p>", "S162", "段落"),
        ("{{ 标题 }}</title>", "{{ 标题.__class__.__mro__ }}</title>", "T1", "official.html.j2:"),
    ],
)
def test_a_wrong_template_is_told_and_nothing_is_written(bureau: Bureau, old: str, new: str, number: str, place: str) -> None:
    bureau.edit("templates/official.html.j2", old, new)
    ran = bureau.run("report", "huangge", 2023, "--format", "html")
    assert ran.code == 1
    assert f"错误 {number}" in ran.err
    assert place in ran.err
    assert not bureau.docx("huangge", 2023, "report.html").exists()


def test_check_reads_the_template_of_the_page_too(bureau: Bureau) -> None:
    bureau.edit("templates/official.html.j2", "{% for 表 in 附表 %}\n<li>", "{% for 表 in 附录 %}\n<li>")
    ran = bureau.run("check")
    assert (ran.code, "S164" in ran.out + ran.err, "“附表”" in ran.out + ran.err) == (1, True, True)
    bureau.path("templates/official.html.j2").unlink()
    assert bureau.run("check").code == 0


def test_a_page_that_a_person_edited_is_kept(bureau: Bureau) -> None:
    path = written(bureau, "kuichong", 2024)
    path.write_text("改过", "utf-8")
    ran = bureau.run("report", "kuichong", 2024, "--format", "html")
    assert "W306" in ran.err
    assert path.read_text("utf-8") == "改过"
    assert path.with_name("report.new.html").is_file()
