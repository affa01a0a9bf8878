"""The cards of a report's web page in a real browser: every number says where it is from, by mouse, by keyboard and without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from generator.report.document import Document, Quoted
from generator.report.origins import Origins

from .chromium import PHONE, needs_chromium, opened
from .conftest import UNITS, Bureau
from .spans import spans

every_unit = pytest.mark.parametrize(("agency", "year"), UNITS)
pytestmark = needs_chromium
RATE = '[data-value="率.调整调剂"]'
LARGEST = 400 * 1024


def written(bureau: Bureau, agency: str = "kuichong", year: int = 2024) -> Path:
    ran = bureau.run("report", agency, year, "--format", "html")
    assert ran.code == 0, ran.err
    return bureau.docx(agency, year, "report.html")


@pytest.fixture
def page(bureau: Bureau) -> Iterator[Page]:
    with opened(written(bureau)) as found:
        yield found


def card_of(page: Page) -> dict[str, str]:
    """Return the card's labels with what stands beside them, a label's further lines below its first."""
    found: dict[str, str] = {}
    label = ""
    for tag, text in page.locator("#card dl > *").evaluate_all("all => all.map(each => [each.tagName, each.textContent])"):
        label = text or label if tag == "DT" else label
        if tag == "DD":
            found[label] = f"{found[label]}\n{text}" if label in found else text
    return found


def quoted(document: Document) -> dict[str, list[Quoted]]:
    found: dict[str, list[Quoted]] = {}
    for span in spans(document):
        if span.value and span.text and not span.gap:
            found.setdefault(span.value.id, []).append(span.value)
    return found


SHOW_ALL = """[...document.querySelectorAll('main [data-value]')].map(number => {
  number.click();
  const card = document.getElementById('card');
  const shown = [number.dataset.value, card.hidden, [...card.querySelectorAll('dd')].map(line => line.textContent)];
  number.click();
  return shown; })"""


@every_unit
def test_the_card_of_every_value_holds_what_is_told_of_its_origin(bureau: Bureau, agency: str, year: int) -> None:
    document = bureau.evaluate(agency, year).document
    assert isinstance(document, Document)
    assert isinstance(document.origins, Origins)
    with opened(path := written(bureau, agency, year)) as page:
        shown = page.evaluate(SHOW_ALL)
        assert page.locator("#card").is_hidden()
    expected = quoted(document)
    assert sorted({id for id, _, _ in shown}) == sorted(expected)
    assert len(shown) == sum(map(len, expected.values()))
    for id, hidden, said in shown:
        told = [text for _, text in document.origins.of(id).lines]
        assert not hidden
        assert said[: len(told)] == told
    assert path.stat().st_size <= LARGEST


def test_the_card_of_a_rate_tells_formula_numbers_rounding_and_places(page: Page) -> None:
    number = page.locator(f"main {RATE}").first
    number.hover()
    page.locator("#card").wait_for()
    told = card_of(page)
    assert told["公式"] == "预算.调整调剂 ÷ 预算.合计"
    assert told["代入"] == "6,366.65万元 ÷ 43,762.16万元"
    assert told["得"] == "14.5482…% → 1位小数 → 14.5%"
    assert "data/agencies/kuichong/2024.yaml:18:9" in told["用到"]
    assert told["公式写在"].startswith("data/rules/shenzhen/2024.yaml:")
    box, below = number.bounding_box(), page.locator("#card").bounding_box()
    assert box
    assert below
    assert 0 <= below["y"] - box["y"] - box["height"] < 20


def test_the_card_of_a_score_tells_steps_and_the_clause_with_whether_anybody_read_it(page: Page) -> None:
    page.locator('main [data-value="指标.预算执行率.得分"]').first.click()
    told = card_of(page)
    assert told["得分"] == "预算执行率　得5.91分（满分6分），扣0.09分"
    assert "四季度 91.4% ÷ 100% = 91.4% → 扣分 0.09分" in told["计分"]
    assert told["核实"].startswith("归纳：")


def test_a_card_goes_when_the_mouse_goes_and_stays_while_it_is_on_the_card(page: Page) -> None:
    page.locator(f"main {RATE}").first.hover()
    page.locator("#card").wait_for()
    page.locator("#card").hover()
    page.wait_for_timeout(400)
    assert page.locator("#card").is_visible()
    page.locator("nav h2").hover()
    page.locator("#card").wait_for(state="hidden")


def test_focus_shows_the_card_enter_pins_it_tab_goes_through_its_links_and_escape_comes_back(page: Page) -> None:
    first = page.locator(f"main {RATE}").first
    page.locator("main [role=button]").first.focus()
    focused = "document.activeElement.dataset.value"
    for _ in range(page.locator("main [role=button]").count()):
        if page.evaluate(focused) != "率.调整调剂":
            page.keyboard.press("Tab")
    assert page.locator("#card .name").inner_text() == "率.调整调剂"
    assert first.get_attribute("aria-describedby") == "card"
    page.keyboard.press("Enter")
    assert first.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "预算.调整调剂"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(focused) == "率.调整调剂"
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert page.evaluate(focused) == "率.调整调剂"
    assert first.get_attribute("aria-expanded") is None


def test_behind_the_last_link_of_a_card_the_next_number_follows(page: Page) -> None:
    page.locator(f"main {RATE}").first.focus()
    page.keyboard.press("Enter")
    for _ in range(page.locator("#card button").count() + 1):
        page.keyboard.press("Tab")
    order = page.evaluate("""[...document.querySelectorAll('[role=button]')].indexOf(document.activeElement)
      - [...document.querySelectorAll('[role=button]')].findIndex(each => each.dataset.value === '率.调整调剂')""")
    assert order == 1


def test_a_pinned_card_lights_up_the_same_value_wherever_it_is_printed(page: Page) -> None:
    same = page.locator(RATE)
    same.first.click()
    lit = page.locator(".same")
    assert lit.count() == same.count() > 2
    assert set(lit.evaluate_all("all => all.map(each => each.dataset.value)")) == {"率.调整调剂"}
    assert lit.nth(1).evaluate("each => getComputedStyle(each).outlineStyle") == "dashed"
    page.locator("main [data-value]").first.hover()
    page.wait_for_timeout(300)
    assert page.locator("#card .name").inner_text() == "率.调整调剂"
    same.first.click()
    assert (lit.count(), page.locator("#card").is_hidden()) == (0, True)


def test_an_input_in_a_card_leads_to_where_it_is_printed(page: Page) -> None:
    page.locator(f"main {RATE}").first.click()
    page.locator("#card").get_by_role("button", name="预算.合计", exact=True).click()
    assert page.evaluate("document.activeElement.dataset.value") == "预算.合计"
    assert page.locator("#card .name").inner_text() == "预算.合计"
    assert page.evaluate("(box => box.top >= 0 && box.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())")
    page.locator("#card").get_by_role("button", name="下一处").click()
    assert page.locator("#card .foot").inner_text().startswith("这个数印了 2 处，这是第 2 处")


def test_the_card_of_a_group_leads_to_the_scores_that_it_adds(bureau: Bureau) -> None:
    with opened(written(bureau, "pingyuan-kegongshang", 2021)) as page:
        page.locator('main [data-value="组.预算执行情况.得分"]').first.click()
        assert card_of(page)["代入"] == "10 + 4 + 5 + 18.92 + 7 = 44.92分"
        page.locator("#card").get_by_role("button", name="采购管理得分").click()
        assert page.evaluate("document.activeElement.dataset.value") == "组.采购管理.得分"


def test_a_number_says_through_which_filters_it_was_printed(bureau: Bureau) -> None:
    with opened(written(bureau, "pingyuan-kegongshang", 2021)) as page:
        page.locator('main [data-by^="绝对值"]').first.click()
        assert card_of(page)["印法"].startswith("绝对值")


def test_numbers_in_typed_words_say_where_they_were_typed(bureau: Bureau) -> None:
    with opened(written(bureau)) as page:
        typed = page.evaluate("[...document.querySelectorAll('main [data-place]')].map(each => [each.textContent, each.dataset.place])")
        page.locator('main [data-place^="data/agencies/"]').first.click()
        told = card_of(page)
    assert [told["数"], told["写在"]] in typed
    assert len(typed) > 50
    for text, place in typed:
        path, line, column = place.split(":")
        written_there = bureau.path(path).read_text("utf-8").split("\n")[int(line) - 1]
        assert text in written_there
        assert not path.startswith("data/") or written_there[int(column) - 1 :].startswith(text)


@every_unit
def test_a_page_has_no_barrier_that_axe_finds(bureau: Bureau, agency: str, year: int) -> None:
    with opened(written(bureau, agency, year)) as page:
        assert barriers(page) == []
        page.locator("main [data-value]").nth(5).click()
        assert barriers(page) == []


def test_a_draft_has_no_barrier_either_and_draws_only_what_is_there(bureau: Bureau) -> None:
    bureau.drop_assertions("kuichong/2024")
    bureau.edit("kuichong/2024", "公用经费: {预算: 630.3, 决算: 519.8}", "公用经费: {预算: 待填, 决算: 519.8}")
    assert bureau.run("report", "kuichong", 2024, "--draft", "--format", "html").code == 0
    with opened(bureau.docx("kuichong", 2024, "report.draft.html")) as page:
        assert barriers(page) == []
        assert page.locator(".chart", has_text="公用经费").locator("tr").count() == 1
        page.locator("mark.gap").first.hover()
        assert page.locator("#card").is_hidden()


def test_on_a_phone_the_card_is_at_the_bottom_fits_and_has_no_barrier(bureau: Bureau) -> None:
    with opened(written(bureau), PHONE) as page:
        page.locator('main [data-value="指标.预算执行率.得分"]').first.click()
        box = page.locator("#card").bounding_box()
        assert box
        assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, PHONE[0], PHONE[1])
        number = page.locator(".pinned:not(.card)").bounding_box()
        assert number
        assert 0 <= number["y"] <= box["y"]
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        assert barriers(page) == []


def barriers(page: Page) -> list[str]:
    """Return what axe-core has against a page: the rule and where."""
    return [f"{each['id']} {node['html']}" for each in Axe().run(page).response["violations"] for node in each["nodes"]]


def test_a_fact_that_looks_like_a_script_stays_text(bureau: Bureau) -> None:
    evil = "</script><img src=x onerror=\"document.title='x'\"><!--<script>"
    bureau.edit("kuichong/2024", "填报人: 罗永芳", f"填报人: '{evil.replace(chr(39), chr(39) * 2)}'")
    with opened(written(bureau)) as page:
        number = page.locator('[data-value="封面.填报人"]')
        assert number.inner_text() == evil
        number.click()
        assert card_of(page)["内容"] == evil
        assert page.locator("img").count() == 0
        assert page.title() == "2024年度部门整体绩效评价报告"


def test_without_scripts_the_page_reads_the_same_and_has_no_cards(bureau: Bureau) -> None:
    path = written(bureau)
    with opened(path) as page:
        text = page.locator("main").inner_text()
    with opened(path, scripts=False) as page:
        assert page.locator("main").inner_text() == text
        assert page.locator("#card, [role=button]").count() == 0
        assert page.locator(".how").is_hidden()


def test_what_is_for_the_screen_does_not_print(page: Page) -> None:
    page.locator(f"main {RATE}").first.click()
    page.emulate_media(media="print")
    assert [page.locator(each).first.is_visible() for each in ("#card", ".charts", "nav")] == [False, False, False]
    look = "each => [getComputedStyle(each).backgroundColor, getComputedStyle(each).outlineStyle]"
    assert page.locator(f"main {RATE}").first.evaluate(look) == ["rgba(0, 0, 0, 0)", "none"]
    assert page.locator("td.lost").first.evaluate("each => getComputedStyle(each).backgroundColor") == "rgba(0, 0, 0, 0)"
