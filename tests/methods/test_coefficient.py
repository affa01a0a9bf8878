"""系数: full marks times a coefficient, the right way round and reversed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ..small_rules import Office, one_indicator

DERIVED = "{率.完成: {式: 履职.项目按时完成数 ÷ 履职.项目计划完成数, 零分母: [{取: 无}]}}"
FORWARD = one_indicator("{方式: 系数, 系数: 率.完成}", quantity="", derived=DERIVED)
REVERSED = one_indicator("{方式: 系数, 系数: 率.完成, 反向: 是}", quantity="", derived=DERIVED)
GRADED = one_indicator("{方式: 系数, 系数: 若（履职.满意度 ≥ 90%，100%，若（履职.满意度 ≥ 60%，80%，0%））}", quantity="")


def done(there: object, planned: object) -> str:
    return f"履职: {{项目按时完成数: {there}, 项目计划完成数: {planned}}}"


@pytest.mark.parametrize(
    ("rules", "there", "planned", "points"),
    [
        (FORWARD, 0, 4, "0"),
        (FORWARD, 3, 4, "7.5"),
        (FORWARD, 2, 3, "6.67"),
        (FORWARD, 999, 1000, "9.99"),
        (FORWARD, 4, 4, "10"),
        (FORWARD, 5, 4, "10"),
        (REVERSED, 4, 4, "10"),
        (REVERSED, 3, 4, "10"),
        (REVERSED, 0, 4, "10"),
        (REVERSED, 5, 4, "8"),
        (REVERSED, 6, 4, "6.67"),
        (REVERSED, 8, 4, "5"),
        (REVERSED, 4000, 4, "0.01"),
    ],
)
def test_the_coefficient_is_held_between_nothing_and_one(office: Office, rules: str, there: int, planned: int, points: str) -> None:
    result = office.score(rules, done(there, planned))
    assert (result.points(), result.deduction()) == (Decimal(points), 10 - Decimal(points))


@pytest.mark.parametrize(("content", "points"), [("90%", 10), ("89.9%", 8), ("60%", 8), ("59.9%", 0)])
def test_a_coefficient_may_be_chosen_by_a_condition(office: Office, content: str, points: int) -> None:
    assert office.score(GRADED, f"履职: {{满意度: {content}}}").points() == points


@pytest.mark.parametrize("rules", [FORWARD, REVERSED])
def test_not_applicable_gives_full_marks(office: Office, rules: str) -> None:
    assert office.score(rules, done(0, 0)).points() == 10
    assert office.score(rules, done(3, "不适用")).points() == 10


def test_its_sentence_names_the_coefficient_even_beyond_one(office: Office) -> None:
    slots = '{说明: "得分系数{{ 系数 }}，得{{ 得分 }}分。"}'
    rules = one_indicator("{方式: 系数, 系数: 率.完成, 反向: 是}", quantity="", derived=DERIVED, slots=slots)
    assert office.score(rules, done(6, 4)).said("说明") == "得分系数66.7%，得6.67分。"
    assert office.score(rules, done(2, 4)).said("说明") == "得分系数200%，得10分。"


@pytest.mark.parametrize(
    ("coefficient", "number"),
    [
        ("履职.项目按时完成数 ÷ 履职.项目计划完成数", "R205"),
        ("决算.支出", "R209"),
        ("履职.满意度 ≥ 90%", "R209"),
        ("履职.没有", "R203"),
    ],
)
def test_what_gives_no_coefficient_does_not_load(office: Office, coefficient: str, number: str) -> None:
    assert office.refuses(one_indicator(f"{{方式: 系数, 系数: {coefficient}}}", quantity="")) == [number]


def test_reversed_is_yes_or_no(office: Office) -> None:
    assert office.refuses(one_indicator("{方式: 系数, 系数: 履职.满意度, 反向: 真}", quantity="")) == ["R104"]
