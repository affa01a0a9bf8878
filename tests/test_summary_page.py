"""The summary's page in a real browser: sorted, searched, followed, printed, with no network and no complaint."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator.batch.summary.page import write_page

from .conftest import Bureau
from .summaries import failed, line, made

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

LINES = [
    made("甲", "40", "9.5", "50"),
    made("乙", "39.99", "9.51", "50"),
    made("丙", "33.33", "0", "44.1", reviewed="76.5"),
    made("丁", "40", "10", "9"),
    failed("戊"),
    replace(line("baisha", 2024), year=2023),
    made("甲", "40", "5", "50", year=2022),
]
OUTPUTS = {"甲": ["report.docx"], "乙": ["report.docx", "report.html"]}


@dataclass
class Opened:
    """A page that was opened, and what the browser said and asked for meanwhile."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def column(self, number: int, table: int = 0) -> list[str]:
        """Return the texts of a column's cells that are shown."""
        rows = self.page.locator("table").nth(table).locator("tbody tr:visible")
        return [text.split()[0] for text in rows.locator(f"td:nth-child({number})").all_inner_texts()]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def show(browser: Browser, root: Path, content: bytes, width: int = 1280) -> Opened:
    path = root / "build" / "summary" / "2023" / "summary.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    opened = Opened(browser.new_page(viewport={"width": width, "height": 900}))
    opened.page.on("console", lambda message: opened.said.append(message.text))
    opened.page.on("pageerror", lambda error: opened.said.append(str(error)))
    opened.page.on("request", lambda request: opened.asked.append(request.url))
    opened.page.goto(path.as_uri())
    return opened


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    found = show(browser, tmp_path, write_page(2023, LINES, OUTPUTS))
    yield found
    assert found.said == []
    assert [url for url in found.asked if not url.startswith(("file://", "data:"))] == []
    found.page.close()


def test_units_stand_by_rank_with_what_has_no_score_last(opened: Opened) -> None:
    assert opened.column(1) == ["1", "1", "3", "4", "—", "—"]
    assert opened.column(4) == ["99.50", "99.50", "77.43", "59.00", "—", "—"]
    assert opened.column(6) == ["—", "—", "76.50", "—", "—", "—"]
    assert opened.column(7)[-2:] == ["不计分", "3处错误"]


def test_a_heading_sorts_by_mouse_and_by_keyboard_and_says_so(opened: Opened) -> None:
    heading = opened.page.locator("table").first.locator("th").nth(3)
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert opened.column(4) == ["59.00", "77.43", "99.50", "99.50", "—", "—"]
    heading.locator("button").focus()
    opened.page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert opened.column(4) == ["99.50", "99.50", "77.43", "59.00", "—", "—"]
    opened.page.locator("table").first.locator("th").nth(1).locator("button").press("Space")
    assert heading.get_attribute("aria-sort") == "none"
    assert [name[0] for name in opened.column(2)] == ["丙", "丁", "甲", "雷", "戊", "乙"]  # as a Chinese dictionary has them


def test_search_leaves_the_units_that_hold_every_word(opened: Opened) -> None:
    field = opened.page.get_by_role("searchbox", name="查找")
    field.fill("第2项 没有做到")
    assert [name[0] for name in opened.column(2)] == ["乙", "甲", "丙"]
    assert opened.page.locator("output").inner_text() == "找到 3 个"
    field.fill("没有这样的")
    assert opened.column(2) == []
    field.fill("")
    assert len(opened.column(2)) == 6


def test_a_unit_s_deductions_unfold_with_their_reasons(opened: Opened) -> None:
    row = opened.page.locator("tbody tr", has_text="丙镇").first
    assert not row.get_by_text("第1项指标没有做到。").is_visible()
    row.locator("summary").click()
    assert row.get_by_text("第1项指标没有做到。").is_visible()
    assert row.get_by_text("第2项指标 −10").is_visible()


def test_a_name_leads_to_the_unit_s_report(browser: Browser, opened: Opened, tmp_path: Path) -> None:
    links = {link.inner_text(): link.get_attribute("href") for link in opened.page.locator("td.name a:not(.file)").all()}
    assert links == {"甲镇人民政府": "../../%E7%94%B2/2023/report.docx", "乙镇人民政府": "../../%E4%B9%99/2023/report.html"}
    report = tmp_path / "build" / "乙" / "2023" / "report.html"
    report.parent.mkdir(parents=True)
    report.write_text("<title>乙镇的报告</title>", "utf-8")
    opened.page.get_by_role("link", name="乙镇人民政府", exact=True).click()
    assert opened.page.title() == "乙镇的报告"


def test_charts_print_the_figures_they_draw(opened: Opened) -> None:
    charts = opened.page.locator("svg[role=img]")
    assert charts.count() == 2
    numbers = charts.nth(0).locator("text.value").all_text_contents()
    assert sum(map(int, numbers)) == 4
    assert charts.nth(1).locator("text.value").all_text_contents() == ["6.68", "10.99", "46.9"]
    assert charts.nth(1).get_attribute("aria-label") == "新禾市指标体系; 第1项指标 6.68; 第2项指标 10.99; 第3项指标 46.9"


def test_indicators_that_tell_nobody_apart_are_listed_and_the_others_with_their_spread(browser: Browser, tmp_path: Path) -> None:
    opened = show(browser, tmp_path, write_page(2023, [made("甲", "40", "9", "50"), made("乙", "40", "8", "50")], {}))
    assert opened.page.locator(".tags li").all_inner_texts() == ["第1项指标40分", "第3项指标50分"]
    assert opened.page.locator("table").nth(1).locator("tbody td").all_inner_texts() == [
        "第2项指标", "10.00", "8.50", "85.00%", "9.00", "8.00", "0.50", "0/2",
    ]  # fmt: skip
    assert opened.said == []


def test_years_stand_side_by_side_with_the_change(opened: Opened) -> None:
    rows = opened.page.locator("table").nth(2).locator("tbody tr").all()
    cells = {row.locator("td").first.inner_text(): row.locator("td").all_inner_texts()[1:] for row in rows}
    assert cells["甲镇人民政府"] == ["95.00", "99.50", "+4.50"]
    assert cells["乙镇人民政府"] == ["—", "99.50", "—"]


def test_what_is_folded_up_prints_unfolded(opened: Opened) -> None:
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert opened.page.locator("details[open]").count() == 4
    opened.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator("details[open]").count() == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_screen(browser: Browser, tmp_path: Path, width: int) -> None:
    opened = show(browser, tmp_path, write_page(2023, LINES, OUTPUTS), width)
    opened.page.locator("details summary").first.click()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_of_thousands_the_first_are_shown_all_are_searched_and_all_can_be_shown(browser: Browser, tmp_path: Path) -> None:
    many = [made(f"单位{at}", f"{Decimal(at % 4000) / 100:.2f}", "10", "50") for at in range(2000)]
    opened = show(browser, tmp_path, write_page(2023, many, {}))
    assert opened.page.locator("tbody tr:visible").count() < 300
    opened.page.get_by_role("searchbox").fill("单位1234镇")
    assert opened.column(2) == ["单位1234镇人民政府"]
    opened.page.get_by_role("searchbox").fill("")
    opened.page.locator("button.more").first.click()
    assert len(opened.column(1)) == 2000
    assert opened.said == []


def test_a_name_that_looks_like_markup_stays_a_name(browser: Browser, tmp_path: Path) -> None:
    name = '<img src=x onerror="document.title=1">&amp;'
    opened = show(browser, tmp_path, write_page(2023, [replace(LINES[0], unit=name, rules_title=name), made("乙", "1", "1", "1")], OUTPUTS))
    assert opened.page.get_by_role("link", name=name, exact=True).is_visible()
    assert opened.page.title() == "2023年度部门整体支出绩效自评汇总"
    assert opened.page.locator("img").count() == 0


def test_the_same_lines_give_the_same_page_on_any_day_in_any_order() -> None:
    assert write_page(2023, LINES, OUTPUTS) == write_page(2023, list(reversed(LINES)), OUTPUTS)
    assert b"pygal.org" not in write_page(2023, LINES, OUTPUTS)


def test_reports_that_are_there_are_linked(bureau: Bureau) -> None:
    bureau.run("report", "huangge", 2023)
    bureau.run("summary", "--year", 2023)
    page = (bureau.root / "build/summary/2023/summary.html").read_text("utf-8")
    assert 'href="../../huangge/2023/report.docx"' in page
    assert "panyu-zhujian/2023/report" not in page


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_on_paper_every_unit_stands_and_headings_come_again_on_each_page(browser: Browser, tmp_path: Path) -> None:
    many = [made(f"单位{at}", f"{at}.5", "9", "50") for at in range(40)] * 4
    opened = show(browser, tmp_path, write_page(2023, [replace(each, agency=f"{at}") for at, each in enumerate(many)], {}))
    opened.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, check=True).stdout.decode()
    pages = [page for page in text.split("\f") if "镇人民政府" in page]
    assert len(pages) > 3
    assert all("名次" in page for page in pages)
    assert text.count("镇人民政府") == 160
