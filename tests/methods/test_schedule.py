"""序时: each period against its schedule, and the average of all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ..small_rules import Office, one_indicator

QUARTERS = "[累计支出进度.一季度, 累计支出进度.二季度, 累计支出进度.三季度, 累计支出进度.四季度]"
YEAR = f"{{方式: 序时, 各期: {QUARTERS}, 序时: [25%, 50%, 75%, 100%], 每期: 2, 平均: 2}}"
HALVES = "{方式: 序时, 各期: [累计支出进度.二季度, 累计支出进度.四季度], 序时: [45%, 95%], 每期: 5}"


def progress(*quarters: str) -> str:
    named = zip(("一季度", "二季度", "三季度", "四季度"), quarters, strict=True)
    return f"累计支出进度: {{{', '.join(f'{name}: {rate}' for name, rate in named)}}}"


@pytest.mark.parametrize(
    ("quarters", "deduction"),
    [
        (("25%", "50%", "75%", "100%"), "0"),
        (("99%", "99%", "99%", "100%"), "0"),
        (("24.9%", "50%", "75%", "100%"), "0.01"),
        (("24.95%", "50%", "75%", "100%"), "0"),
        (("20%", "50%", "75%", "100%"), "0.5"),
        (("25%", "45%", "75%", "100%"), "0.25"),
        (("25%", "50%", "60%", "100%"), "0.5"),
        (("25%", "50%", "75%", "91.4%"), "0.21"),
        (("50%", "50%", "75%", "91.4%"), "0.17"),
        (("0%", "0%", "0%", "0%"), "10"),
        (("0%", "0%", "0%", "100%"), "7.5"),
    ],
)
def test_each_period_and_the_average_cost_what_they_fall_short(office: Office, quarters: tuple[str, ...], deduction: str) -> None:
    result = office.score(one_indicator(YEAR, quantity=""), progress(*quarters))
    assert (result.points(), result.deduction()) == (10 - Decimal(deduction), Decimal(deduction))


def test_periods_and_schedule_may_be_any_and_the_average_may_count_nothing(office: Office) -> None:
    rules = one_indicator(HALVES, quantity="")
    assert office.score(rules, progress("0%", "45%", "0%", "95%")).points() == 10
    assert office.score(rules, progress("0%", "44.9%", "0%", "95%")).points() == Decimal("9.99")
    assert office.score(rules, progress("0%", "45%", "0%", "47.5%")).points() == Decimal("7.5")
    assert office.score(rules, progress("0%", "90%", "0%", "47.5%")).points() == Decimal("7.5")


def test_a_periods_rate_is_rounded_as_printed_before_it_is_scored(office: Office) -> None:
    rules = one_indicator(HALVES, quantity="")
    assert office.score(rules, progress("0%", "44.975%", "0%", "95%")).deduction() == Decimal("0.01")
    assert office.score(rules, progress("0%", "44.978%", "0%", "95%")).deduction() == 0


def test_what_runs_ahead_helps_the_average_but_not_its_own_period(office: Office) -> None:
    rules = one_indicator(YEAR, quantity="", slots='{说明: "平均{{ 平均 }}，扣{{ 平均扣分 }}分"}')
    assert office.score(rules, progress("12.5%", "25%", "75%", "100%")).said("说明") == "平均75%，扣0.5分"
    assert office.score(rules, progress("12.5%", "75%", "75%", "100%")).said("说明") == "平均100%，扣0分"


def test_its_sentence_lists_the_periods(office: Office) -> None:
    slots = """{问题: '{{ 各期 | 顿号("名称") }}依次完成{{ 各期 | 顿号("率") }}，依次扣{{ 各期 | 顿号("扣分") }}分，合计扣{{ 扣分 }}分。'}"""
    result = office.score(one_indicator(HALVES, quantity="", slots=slots), progress("0%", "45%", "0%", "57%"))
    assert result.said("问题") == "二季度、四季度依次完成100%、60%，依次扣0、2分，合计扣2分。"


@pytest.mark.parametrize(
    ("facts", "numbers"),
    [(progress("25%", "50%", "不适用", "100%"), ["F316"]), ("累计支出进度: {一季度: 25%}", ["F301", "F301", "F301"])],
)
def test_every_period_without_progress_is_told(office: Office, facts: str, numbers: list[str]) -> None:
    assert office.score(one_indicator(YEAR, quantity=""), facts).errors == numbers


@pytest.mark.parametrize(
    ("scoring", "number"),
    [
        (HALVES.replace("[45%, 95%]", "[45%]"), "R105"),
        (HALVES.replace("[45%, 95%]", "[0%, 95%]"), "R105"),
        (HALVES.replace("每期: 5", "每期: 4"), "R317"),
        (HALVES.replace("每期: 5", "每期: 5, 平均: 0.1"), "R317"),
        (HALVES.replace("累计支出进度.二季度", "累计支出进度.五季度"), "R203"),
        (HALVES.replace("累计支出进度.二季度", "决算.支出"), "R209"),
        (HALVES.replace("累计支出进度.二季度", "重点项目.支出"), "R209"),
    ],
)
def test_a_schedule_that_does_not_fit_does_not_load(office: Office, scoring: str, number: str) -> None:
    assert office.refuses(one_indicator(scoring, quantity="")) == [number]
