"""A page shows where points were lost, and draws scores by group and what a form declares."""

from __future__ import annotations

import pytest

from generator.report.document import Document, text_of

from .chromium import needs_chromium, opened
from .conftest import Bureau
from .test_html_cards import written

DRAWN = """[...document.querySelectorAll('.chart')].map(chart => [chart.caption.firstElementChild?.previousSibling?.textContent ?? chart.caption.textContent,
  [...chart.rows].map(row => [row.cells[0].textContent, row.querySelector('.number').textContent,
    row.querySelector('.of')?.textContent ?? '',
    Math.round(1000 * row.querySelector('.fill').getBoundingClientRect().width / row.querySelector('.track').getBoundingClientRect().width) / 10,
    row.querySelector('.goal')?.style.left ?? ''])])"""


def drawn(bureau: Bureau, agency: str = "kuichong", year: int = 2024) -> dict[str, list[tuple[str, str]]]:
    document = bureau.evaluate(agency, year).document
    assert isinstance(document, Document)
    return {text_of(chart.title): [(text_of(bar.label), text_of(bar.value)) for bar in chart.bars] for chart in document.charts}


@needs_chromium
def test_bars_are_as_long_as_the_values_that_stand_beside_them(bureau: Bureau) -> None:
    with opened(written(bureau)) as page:
        charts = dict(page.evaluate(DRAWN))
        assert charts["各部分得分"] == [
            ["部门决策", "25", "／25", 100, ""],
            ["部门管理", "18.38", "／20", 91.9, ""],
            ["部门绩效", "54.91", "／55", 99.8, ""],
        ]
        assert charts["公用经费（万元）"] == [["调整预算", "630.3", "", 100, ""], ["实际支出", "519.8", "", 82.5, ""]]
        assert charts["累计支出进度与序时进度"][0] == ["一季度", "43.3%", "目标25%", 43.3, "25%"]
        page.locator('.charts [data-value="序时进度.一季度"]').click()
        assert page.locator("#card dd").all_inner_texts()[-1].startswith("templates/dapeng/form.yaml:")


@needs_chromium
@pytest.mark.parametrize(("agency", "year", "lost"), [("kuichong", 2024, 4), ("pingyuan-kegongshang", 2021, 4), ("baisha", 2024, 0)])
def test_the_rows_of_indicators_that_lost_points_are_marked_and_no_other(bureau: Bureau, agency: str, year: int, lost: int) -> None:
    card = bureau.evaluate(agency, year).card
    assert card
    with opened(written(bureau, agency, year)) as page:
        marked = page.evaluate("[...document.querySelectorAll('.annex tr:has(.lost)')].map(row => row.textContent)")
        assert len(marked) == lost
        titles = [each.title for each in card.deductions()]
        assert all(any(title in row for title in titles) for row in marked)
        bold = page.evaluate("[...document.querySelectorAll('.annex .lost [data-value$=\".得分\"]')].map(each => getComputedStyle(each).fontWeight)")
        assert set(bold) <= {"700"}
        off = page.locator("main .off").all()
        assert {each.get_attribute("data-value") for each in off} <= {f"{kind}.{each.name}.扣分" for each in card.everything() if each.deduction for kind in ("指标", "组")} | {"总分.扣分"}


def test_a_value_that_is_missing_or_not_applicable_leaves_its_bar_out_and_an_empty_chart_vanishes(bureau: Bureau) -> None:
    assert len(drawn(bureau, "huangge", 2023)["“三公”经费（万元）"]) == 2
    bureau.drop_assertions("huangge/2023")
    bureau.edit("templates/nansha/form.yaml", '取: "{{ 三公经费.预算 | 万元数 }}"', '取: "{{ 公用经费.预算 | 万元数 }}"')  # a fact that it does not state
    assert drawn(bureau, "huangge", 2023)["“三公”经费（万元）"] == [("实际支出", "32.10")]
    bureau.edit("templates/nansha/form.yaml", '取: "{{ 三公经费.决算 | 万元数 }}"', '取: "{{ 公用经费.决算 | 万元数 }}"')
    assert "“三公”经费（万元）" not in drawn(bureau, "huangge", 2023)


def test_amounts_in_different_units_are_measured_alike(bureau: Bureau) -> None:
    bureau.drop_assertions("kuichong/2024")
    bureau.edit("kuichong/2024", "公用经费: {预算: 630.3, 决算: 519.8}", "公用经费: {预算: 6303000元, 决算: 519.8}")
    document = bureau.evaluate("kuichong", 2024).document
    assert document
    lengths = {text_of(chart.title): [f"{bar.length:f}" for bar in chart.bars] for chart in document.charts}
    assert lengths["公用经费（万元）"] == ["100.00", "82.47"]


def test_a_form_without_scores_has_no_chart_of_them(bureau: Bureau) -> None:
    assert list(drawn(bureau, "baisha", 2024)) == ["年初预算支出与上年（万元）"]


def test_charts_stand_on_the_page_alone(bureau: Bureau) -> None:
    before = bureau.run("report", "kuichong", 2024).code, bureau.docx("kuichong", 2024).read_bytes()
    form = bureau.path("templates/dapeng/form.yaml")
    text = form.read_text("utf-8")
    form.write_text(text[: text.index("图表:")] + text[text.index("附表:") :], "utf-8")
    assert (bureau.run("report", "kuichong", 2024).code, bureau.docx("kuichong", 2024).read_bytes()) == before


def test_progress_is_drawn_of_rates_alone(bureau: Bureau) -> None:
    bureau.edit("templates/dapeng/form.yaml", '取: "{{ 累计支出进度.一季度 }}"', '取: "{{ 公用经费.预算 }}"')
    ran = bureau.run("report", "kuichong", 2024)
    assert (ran.code, "错误 T131" in ran.err, "进度只画比率" in ran.err) == (1, True, True)
