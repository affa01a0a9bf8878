"""A value that is nearly right is refused with the slip named; one that hardly can be is warned about."""

from __future__ import annotations

import pytest

from .conftest import Bureau
from .refusal import refused, spoil

AMOUNT, DATE = "项目支出: 32,003.11", "2024年3月15日"


@pytest.mark.parametrize(
    ("old", "new", "number", "says"),
    [
        (AMOUNT, "项目支出: ▸３２,００３.１１", "F220", "32,003.11"),
        (AMOUNT, "项目支出: ▸32 003.11", "F221", "32003.11"),
        (AMOUNT, "项目支出: ▸32003.11 32", "F222", "不止一个数"),
        (AMOUNT, "项目支出: ▸32,O03.1l", "F223", "32,003.11"),
        (AMOUNT, "项目支出: ▸约1234", "F224", "约数"),
        (AMOUNT, "项目支出: ▸1234万", "F225", "1234万元"),
        (AMOUNT, "项目支出: ▸(1,234.50)", "F226", "-1,234.50"),
        (AMOUNT, "项目支出: ▸“1,234.50”", "F227", "改成 1,234.50"),
        (AMOUNT, "项目支出: ▸012", "F228", "漏了小数点"),
        ("  固定资产总额: ", "  盘点: ▸Yes\n  固定资产总额: ", "F229", "是不是 “是”"),
        (DATE, "▸2024-13-5", "F230", "日历"),
        (DATE, "▸2024/3/15", "F231", "2024年3月15日"),
        ("满意度: 90%", "满意度: ▸900%", "F232", "不会超过 100%"),
        (DATE, "▸2042年3月15日", "F233", "2024 年度"),
        ("落户企业: 22家", "落户企业: ▸２２家", "F220", "22家"),
    ],
)
def test_a_slip_in_a_value_is_named_at_its_place(bureau: Bureau, old: str, new: str, number: str, says: str) -> None:
    places = spoil(bureau, (old, new))
    bureau.drop_assertions("kuichong/2024")
    told = [problem for problem in refused(bureau) if problem.number == number]
    assert [problem.place for problem in told] == places
    assert says in told[0].text


@pytest.mark.parametrize(
    ("old", "new", "end", "number", "says"),
    [
        (AMOUNT, "项目支出: 320,031,100", "上年: {预算: {项目支出: 31000}}\n", "W310", "320031100元"),
        ("基本支出: 11,759.05", "基本支出: 117,590,500", "", "W311", "117590500元"),
        ("", "", '上年: {采购: {计划: "2,783.55"}}\n', "W312", "一分不差"),
    ],
)
def test_an_amount_of_another_unit_or_copied_from_last_year_is_warned_about(
    bureau: Bureau, old: str, new: str, end: str, number: str, says: str
) -> None:
    spoil(bureau, *([(old, new)] if old else []), end=end)
    bureau.drop_assertions("kuichong/2024")
    told = [problem for problem in bureau.evaluate("kuichong", 2024).problems.warnings if problem.number == number]
    assert len(told) == 1
    assert says in told[0].reason + told[0].remedy


def test_equal_head_counts_and_amounts_that_may_repeat_are_not_warned_about(bureau: Bureau) -> None:
    spoil(bureau, ("三公经费: {预算: 0,", "三公经费: {预算: 5,"), end="上年: {人员: {在编人员: 120}, 三公经费: {预算: 5}}\n")
    assert not [problem for problem in bureau.evaluate("kuichong", 2024).problems if problem.number in {"W310", "W311", "W312"}]
