"""分档: which interval an end belongs to, and intervals that do not fit together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ..small_rules import Office, one_indicator


def tiers(*written: tuple[str, str]) -> str:
    rows = ", ".join(f'{{区间: "{interval}", 得: {points}}}' for interval, points in written)
    return f"{{方式: 分档, 档: [{rows}]}}"


FALLING = tiers(("[0%, 5%)", "10"), ("[5%, 10%]", "5"), ("(10%, +∞)", "0"))
RISING = tiers(("(90%, +∞)", "10"), ("(60%, 90%]", "6.5"), ("(-∞, 60%]", "0"))
PEAK = tiers(("[0%, 90%)", "0"), ("[90%, 110%]", "10"), ("(110%, +∞)", "4"))
BOUNDED = tiers(("[10%, 20%]", "3"), ("(20%, 30%]", "8"))
SINGLE_POINT = tiers(("[0%, 100%)", "2"), ("[100%, 100%]", "10"), ("(100%, +∞)", "0"))
FULL_WIDTH = tiers(("【0%，5%）", "10"), ("【5%，+∞）", "0"))


def rate(text: str) -> str:
    return f"履职: {{满意度: {text}}}"


@pytest.mark.parametrize(
    ("scoring", "at", "points"),
    [
        (FALLING, "0%", "10"),
        (FALLING, "4.9%", "10"),
        (FALLING, "5%", "5"),
        (FALLING, "10%", "5"),
        (FALLING, "10.1%", "0"),
        (FALLING, "900%", "0"),
        (RISING, "0%", "0"),
        (RISING, "60%", "0"),
        (RISING, "60.1%", "6.5"),
        (RISING, "90%", "6.5"),
        (RISING, "90.1%", "10"),
        (PEAK, "89.9%", "0"),
        (PEAK, "90%", "10"),
        (PEAK, "110%", "10"),
        (PEAK, "110.1%", "4"),
        (BOUNDED, "9.9%", "3"),
        (BOUNDED, "10%", "3"),
        (BOUNDED, "20%", "3"),
        (BOUNDED, "20.1%", "8"),
        (BOUNDED, "30.1%", "8"),
        (SINGLE_POINT, "99.9%", "2"),
        (SINGLE_POINT, "100%", "10"),
        (SINGLE_POINT, "100.1%", "0"),
        (FULL_WIDTH, "4.9%", "10"),
        (FULL_WIDTH, "5%", "0"),
    ],
)
def test_an_end_belongs_to_the_interval_that_closes_it(office: Office, scoring: str, at: str, points: str) -> None:
    result = office.score(one_indicator(scoring), rate(at))
    assert (result.points(), result.deduction()) == (Decimal(points), 10 - Decimal(points))


def test_intervals_may_be_of_plain_numbers(office: Office) -> None:
    rules = one_indicator(tiers(("[0, 1)", "10"), ("[1, 3)", "4"), ("[3, +∞)", "0")), quantity="履职.重点工作未完成")
    assert [office.score(rules, f"履职: {{重点工作未完成: {count}}}").points() for count in (0, 1, 2, 3)] == [10, 4, 4, 0]


@pytest.mark.parametrize(
    ("scoring", "at", "said"),
    [
        (FALLING, "7%", "标准5%，落在[5%, 10%]"),
        (RISING, "70%", "标准90%，落在(60%, 90%]"),
        (PEAK, "80%", "标准90%，落在[0%, 90%)"),
        (PEAK, "120%", "标准110%，落在(110%, +∞)"),
    ],
)
def test_its_sentence_names_the_end_that_was_missed_and_the_interval(office: Office, scoring: str, at: str, said: str) -> None:
    rules = one_indicator(scoring, slots='{说明: "标准{{ 标准 }}，落在{{ 档 }}"}')
    assert office.score(rules, rate(at)).said("说明") == said


@pytest.mark.parametrize(
    ("scoring", "number"),
    [
        (tiers(("[0%, 5%)", "10"), ("(5%, +∞)", "0")), "R306"),
        (tiers(("[0%, 5%)", "10"), ("[6%, +∞)", "0")), "R306"),
        (tiers(("[0%, 5%]", "10"), ("[5%, +∞)", "0")), "R307"),
        (tiers(("[0%, 6%)", "10"), ("[5%, +∞)", "0")), "R307"),
        (tiers(("[0%, +∞)", "11")), "R309"),
        (tiers(("[0%, +∞)", "-1")), "R309"),
    ],
)
def test_gaps_overlaps_and_impossible_points_do_not_load(office: Office, scoring: str, number: str) -> None:
    assert office.refuses(one_indicator(scoring)) == [number]


@pytest.mark.parametrize("interval", ["5%以下", "[5%, 0%]", "(5%, 5%]", "[0.0.1%, 5%)", "[-, 5%)", "[5%]", ""])
def test_an_unreadable_interval_is_told(office: Office, interval: str) -> None:
    assert "R308" in office.refuses(one_indicator(tiers((interval, "1"))))
