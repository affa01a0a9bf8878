"""评定: the unit judges, and must say why."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ..small_rules import Office, one_indicator

RULES = one_indicator("{方式: 评定}", quantity="", slots='{说明: 符合要求。, 问题: "{{ 名称 }}扣{{ 扣分 }}分。"}')


@pytest.mark.parametrize("deduction", ["0", "0.01", "0.5", "9.99", "10"])
def test_the_unit_takes_points_off_and_gives_the_reason(office: Office, deduction: str) -> None:
    result = office.score(RULES, f"评定: {{甲: {{扣分: {deduction}, 说明: 编制较粗。}}}}")
    assert (result.points(), result.deduction()) == (10 - Decimal(deduction), Decimal(deduction))
    assert result.said("说明") == "编制较粗。"


def test_points_off_are_rounded_half_up(office: Office) -> None:
    assert office.score(RULES, "评定: {甲: {扣分: 0.125, 说明: 编制较粗。}}").deduction() == Decimal("0.13")


def test_the_rest_may_be_declared_full(office: Office) -> None:
    result = office.score(RULES, "评定: {其余: 满分}")
    assert (result.points(), result.said("说明")) == (Decimal("10"), "符合要求。")


def test_full_marks_may_have_a_reason_of_their_own(office: Office) -> None:
    result = office.score(RULES, "评定: {甲: {说明: 编制规范，细化到项目。}}")
    assert (result.points(), result.said("说明")) == (Decimal("10"), "编制规范，细化到项目。")


def test_a_reason_that_is_only_noted_is_a_warning(office: Office) -> None:
    result = office.score(RULES, "评定: {甲: {扣分: 1, 原因: 原报告未说明}}")
    assert result.points() == 9
    assert "W303" in [problem.number for problem in result.problems.warnings]


@pytest.mark.parametrize(
    ("facts", "number"),
    [
        ("", "F303"),
        ("评定: {甲: {问题: 编制较粗。}}", "F303"),
        ("评定: {甲: {扣分: 1}}", "F304"),
        ("评定: {甲: {扣分: 10.01, 说明: 编制较粗。}}", "F305"),
        ("评定: {甲: {扣分: -1, 说明: 编制较粗。}}", "F305"),
        ("评定: {甲: {扣分: NaN, 说明: 编制较粗。}, 其余: 满分}", "R103"),
        ("评定: {乙: {扣分: 1, 说明: 编制较粗。}, 其余: 满分}", "F307"),
        ("评定: {甲: {未达: [细化], 说明: 编制较粗。}}", "F314"),
    ],
)
def test_a_judgment_that_is_missing_or_impossible_is_told(office: Office, facts: str, number: str) -> None:
    assert office.score(RULES, facts).errors == [number]


def test_what_a_rule_computes_cannot_be_judged(office: Office) -> None:
    result = office.score(one_indicator("{方式: 比例}"), "履职: {满意度: 90%}\n评定: {甲: {扣分: 1, 说明: 编制较粗。}}")
    assert result.errors == ["F308"]
