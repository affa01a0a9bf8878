"""The formula language: what it reads, what it computes, and where it says that it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.base.marks import Mark, Source, Text
from generator.base.problems import Problem, ProblemError, Problems
from generator.base.yaml_reader import Mapping as YamlMapping
from generator.base.yaml_reader import Scalar, read_yaml
from generator.facts.values import (
    FLAG,
    MONEY,
    NOT_APPLICABLE,
    NUMBER,
    PEOPLE,
    RATIO,
    Dimension,
    Kind,
    Quantity,
    Row,
    Table,
    Value,
    shown_value,
)
from generator.rules.figures import dimension_of
from generator.rules.formula import Formula, ZeroDenominatorError, evaluate, infer, parse_formula
from generator.rules.formula.nodes import Binary, Call, Literal, Name, Node, Unary


def number(text: str) -> Quantity:
    return Quantity(Decimal(text), NUMBER)


def percent(text: str) -> Quantity:
    return Quantity(Decimal(text).scaleb(-2), RATIO)


def money(text: str, unit: str = "万元") -> Quantity:
    return Quantity(Decimal(text), MONEY, unit)


def people(text: str) -> Quantity:
    return Quantity(Decimal(text), PEOPLE)


def count(text: str, unit: str) -> Quantity:
    return Quantity(Decimal(text), Dimension(Kind.COUNT, unit), unit)


NA = NOT_APPLICABLE
NAMES: Mapping[str, Value | list[Value]] = {
    "甲": number("10"),
    "乙": number("4"),
    "丙": number("2"),
    "零": number("0"),
    "无此数": NA,
    "预算.收入": money("100"),
    "决算.收入": money("864000", "元"),
    "专项": money("0.01", "亿元"),
    "率.执行": percent("86.4"),
    "人员.参公人员": people("12"),
    "人员.非参公人员": people("3"),
    "公租房": count("248", "套"),
    "走访": count("30", "家次"),
    "资产.盘点": True,
    "涉密": False,
    "机构.性质": "行政机关",
    "机构.内设机构": ("党政办", "财政办", "综治办"),
    "项目": Table((Row("项目.1", {}), Row("项目.2", {}))),
    "项目.支出": [money("50"), NA, money("300000", "元")],
    "项目.预算": [money("60"), money("40")],
    "空表.支出": [],
    "不适用表.支出": [NA, NA],
}


def parsed(text: str) -> Formula:
    return parse_formula(Text(text, Mark(Source("公式", text))))


def value(text: str, **names: Value) -> Value:
    return evaluate(parsed(text), lambda path: names[path] if path in names else NAMES[path])


def shown(text: str) -> str:
    return shown_value(value(text))


def scope(path: str) -> tuple[Dimension, bool] | None:
    return dimension_of(NAMES[path]) if path in NAMES else None


def dimension(text: str) -> Dimension:
    return infer(parsed(text), scope)


def problem(text: str) -> Problem:
    """Return the problem of a formula that cannot be read or does not fit."""
    with pytest.raises(ProblemError) as caught:
        dimension(text)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def place(text: str) -> tuple[str, int]:
    """Return the number and the column of a formula's problem."""
    found = problem(text)
    assert found.mark is not None
    assert found.mark.line == 1
    return found.number, found.mark.column


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("1 + 2 × 3", "7"),
        ("(1 + 2) × 3", "9"),
        ("10 - 4 - 3", "3"),
        ("10 - (4 - 3)", "9"),
        ("甲 ÷ 乙 ÷ 5", "50%"),
        ("甲 ÷ (乙 ÷ 4)", "10"),
        ("-甲 + 乙", "-6"),
        ("-(甲 + 乙)", "-14"),
        ("甲 × -乙", "-40"),
        ("- -甲", "10"),
        ("甲 - -乙", "14"),
        ("((((甲))))", "10"),
        ("甲+乙×丙", "18"),
    ],
)
def test_multiplication_binds_before_addition_and_operators_group_from_the_left(formula: str, result: str) -> None:
    assert shown(formula) == result


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("甲 > 乙 且 乙 > 丙", "是"),
        ("涉密 且 涉密 或 资产.盘点", "是"),
        ("资产.盘点 或 涉密 且 涉密", "是"),
        ("(资产.盘点 或 涉密) 且 涉密", "否"),
        ("非 涉密 且 资产.盘点", "是"),
        ("非 (涉密 或 资产.盘点)", "否"),
        ("非 甲 > 乙", "否"),
        ("非 甲 = 乙 或 涉密", "是"),
        ("非 非 资产.盘点", "是"),
        ("甲 + 乙 > 甲 × 丙 - 7", "是"),
        ("甲 - 6 = 乙", "是"),
    ],
)
def test_and_binds_before_or_not_before_and_and_comparison_before_all_of_them(formula: str, result: str) -> None:
    assert shown(formula) == result


@pytest.mark.parametrize(
    ("official", "plain"),
    [
        ("甲 × 乙", "甲 * 乙"),
        ("甲 ÷ 乙", "甲 / 乙"),
        ("甲 ≥ 10", "甲 >= 10"),
        ("甲 ≤ 9", "甲 <= 9"),
        ("甲 ≠ 乙", "甲 != 乙"),
        ("甲 = 10", "甲 == 10"),
        ("甲 − 乙", "甲 - 乙"),
        ("（甲＋乙）＊丙", "(甲+乙)*丙"),
        ("甲－乙／丙", "甲-乙/丙"),
        ("甲＞乙", "甲>乙"),
        ("甲＜乙", "甲<乙"),
        ("甲＝乙", "甲=乙"),
        ("１０％", "10%"),
        ("最大（甲，乙）", "最大(甲, 乙)"),
        ("甲　＋　乙", "甲 + 乙"),
    ],
)
def test_official_and_full_width_signs_mean_the_same_as_the_keyboards(official: str, plain: str) -> None:
    assert value(official) == value(plain)


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("甲 ≥ 10", "是"), ("甲 ≥ 10.01", "否"), ("甲 ≤ 10", "是"), ("甲 ≤ 9.99", "否"),
        ("甲 > 10", "否"), ("甲 > 9.99", "是"), ("甲 < 10", "否"), ("甲 < 10.01", "是"),
        ("甲 = 10.00", "是"), ("甲 ≠ 10.00", "否"), ("甲 ≠ 10.01", "是"),
        ("率.执行 > 86.4%", "否"), ("率.执行 ≥ 86.4%", "是"), ("率.执行 < 86.41%", "是"),
        ('机构.性质 = "行政机关"', "是"), ("机构.性质 = “事业单位”", "否"), ('机构.性质 ≠ "事业单位"', "是"),
        ("资产.盘点 = 涉密", "否"),
    ],
)  # fmt: skip
def test_a_comparison_holds_exactly_up_to_its_threshold(formula: str, result: str) -> None:
    assert shown(formula) == result


def test_and_or_not_are_words_only_when_they_stand_alone() -> None:
    assert shown("人员.参公人员 + 人员.非参公人员") == "15"
    assert parsed("非参公人员 + 且末县 + 或有负债").names == ("非参公人员", "且末县", "或有负债")
    assert parsed("甲 且（乙 或（非（丙）））").names == ("甲", "乙", "丙")
    assert parsed("甲且乙").names == ("甲且乙",)


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("10%", "10%"), ("0.5%", "0.5%"), ("100%", "100%"), ("86.40%", "86.40%"),
        ("50万元", "50万元"), ("1,234.50万元", "1234.50万元"), ("2.85亿元", "2.85亿元"), ("708227964.26元", "708227964.26元"),
        ("12", "12"), ("0.10", "0.10"), ("1,234,567", "1234567"),
        ('"不足，未评定"', "不足，未评定"), ("“合 规”", "合 规"), ('""', ""),
    ],
)  # fmt: skip
def test_a_literal_is_read_as_it_is_written(formula: str, result: str) -> None:
    assert shown(formula) == result


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("若(甲 > 乙, 甲, 乙)", "10"),
        ("若(甲 < 乙, 甲, 乙)", "4"),
        ("若(资产.盘点, “已盘点”, “未盘点”)", "已盘点"),
        ("最大(甲, 乙, 丙)", "10"),
        ("最小(甲, 乙, 丙)", "2"),
        ("最小(甲)", "10"),
        ("绝对值(乙 - 甲)", "6"),
        ("绝对值(甲 - 乙)", "6"),
        ("合计(甲, 乙, 丙)", "16"),
        ("平均(甲, 乙)", "7"),
        ("平均(率.执行, 100%)", "93.2%"),
        ("合计(项目.支出)", "800000元"),
        ("合计(项目.预算)", "100万元"),
        ("平均(项目.预算)", "50万元"),
        ("最大(项目.预算)", "60万元"),
        ("计数(项目)", "2"),
        ("计数(机构.内设机构)", "3"),
        ("1 + 计数(机构.内设机构) × 2", "7"),
        ("最大(最小(甲, 乙), 丙)", "4"),
    ],
)
def test_a_function_computes_what_its_name_says(formula: str, result: str) -> None:
    assert shown(formula) == result


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("预算.收入 + 决算.收入", "1864000元"),
        ("预算.收入 - 决算.收入", "136000元"),
        ("决算.收入 + 专项", "1864000元"),
        ("专项 + 预算.收入", "200万元"),
        ("预算.收入 + 0.5万元", "100.5万元"),
        ("决算.收入 ÷ 预算.收入 = 86.4%", "是"),
        ("预算.收入 = 1000000元", "是"),
        ("预算.收入 = 专项", "是"),
        ("预算.收入 > 决算.收入", "是"),
        ("决算.收入 ≥ 86.41万元", "否"),
        ("最大(预算.收入, 决算.收入)", "100万元"),
        ("最小(预算.收入, 决算.收入)", "864000元"),
        ("最大(决算.收入, 86.5万元)", "86.5万元"),
        ("最小(项目.支出)", "300000元"),
        ("最大(预算.收入, 0)", "100万元"),
        ("最大(0, 预算.收入)", "100万元"),
        ("决算.收入 - 0", "864000元"),
    ],
)
def test_amounts_in_different_units_are_the_amounts_that_they_are(formula: str, result: str) -> None:
    assert shown(formula) == result


def test_money_adds_up_to_the_last_fen() -> None:
    assert shown("0.1万元 + 0.2万元") == "0.3万元"
    assert shown("708227964.26元 + 0.01元 - 708227964.27元 = 0元") == "是"
    assert shown("99999999999.99亿元 + 0.01元") == "9999999999999000000.01元"


@pytest.mark.parametrize(
    "formula",
    [
        "无此数 + 甲", "甲 + 无此数", "甲 - 无此数", "无此数 - 甲", "甲 × 无此数", "无此数 × 零", "无此数 ÷ 甲", "甲 ÷ 无此数", "无此数 ÷ 零",
        "-无此数", "绝对值(无此数)", "非 (无此数 > 0)",
        "无此数 = 甲", "甲 ≠ 无此数", "无此数 > 甲", "甲 < 无此数", "无此数 ≥ 甲", "甲 ≤ 无此数", "无此数 = 无此数", "无此数 ≠ 无此数",
        "无此数 > 0 且 资产.盘点", "资产.盘点 且 无此数 > 0", "无此数 > 0 或 涉密", "涉密 或 无此数 > 0", "无此数 > 0 且 无此数 > 0",
        "若(无此数 > 0, 甲, 乙)", "若(资产.盘点, 无此数, 甲)",
        "最大(无此数)", "最小(无此数)", "合计(无此数)", "平均(无此数)", "合计(不适用表.支出)", "平均(不适用表.支出)", "计数(无此数)",
    ],
)  # fmt: skip
def test_what_is_computed_from_a_value_that_does_not_apply_does_not_apply(formula: str) -> None:
    assert value(formula) is NA


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("涉密 且 无此数 > 0", "否"),
        ("无此数 > 0 且 涉密", "否"),
        ("资产.盘点 或 无此数 > 0", "是"),
        ("无此数 > 0 或 资产.盘点", "是"),
        ("若(资产.盘点, 甲, 无此数)", "10"),
        ("若(涉密, 无此数, 乙)", "4"),
        ("最大(无此数, 乙, 甲)", "10"),
        ("最小(甲, 无此数)", "10"),
        ("合计(甲, 无此数, 乙)", "14"),
        ("平均(甲, 无此数, 乙)", "7"),
        ("合计(项目.支出)", "800000元"),
    ],
)
def test_a_value_that_does_not_apply_is_left_out_where_the_rest_decides(formula: str, result: str) -> None:
    assert shown(formula) == result


@pytest.mark.parametrize(
    ("formula", "denominator"),
    [
        ("甲 ÷ 零", "零"),
        ("零 ÷ 零", "零"),
        ("甲 ÷ (乙 - 4)", "乙 - 4"),
        ("甲 ÷ （乙 － 丙 × 2）", "乙 － 丙 × 2"),
        ("(甲 + 乙) ÷ ((丙 - 2) × 甲) + 1", "(丙 - 2) × 甲"),
        ("甲 ÷ 最小(零, 乙) + 1", "最小(零, 乙)"),
        ("甲 ÷ 绝对值(丙 - 最小(乙, 丙))", "绝对值(丙 - 最小(乙, 丙))"),
        ("甲 ÷ -零", "-零"),
        ("甲 ÷ 0", "0"),
        ("若(资产.盘点, 甲 ÷ 零, 乙)", "零"),
    ],
)
def test_a_zero_denominator_is_named_as_it_was_written(formula: str, denominator: str) -> None:
    with pytest.raises(ZeroDenominatorError) as caught:
        value(formula)
    assert parsed(formula).source(caught.value.node) == denominator


@pytest.mark.parametrize("formula", ["若(零 = 0, 0%, 甲 ÷ 零)", "若(零 > 0, 甲 ÷ 零, 0%)"])
def test_the_branch_not_taken_is_not_computed(formula: str) -> None:
    assert shown(formula) == "0%"


@pytest.mark.parametrize(
    ("formula", "denominators"),
    [
        ("甲 ÷ 4", []),
        ("甲 ÷ 25%", []),
        ("甲 ÷ 0", ["0"]),
        ("甲 ÷ 乙", ["乙"]),
        ("甲 ÷ (乙 + 丙)", ["乙 + 丙"]),
        ("甲 ÷ 乙 + 最大(丙 ÷ 甲, 1)", ["乙", "甲"]),
    ],
)
def test_every_denominator_but_a_constant_needs_a_rule_for_zero(formula: str, denominators: list[str]) -> None:
    found = parsed(formula)
    assert [found.source(node) for node in found.unguarded] == denominators


def test_a_formula_knows_the_names_it_uses_each_once() -> None:
    assert parsed("预算.收入 + 最大(决算.收入, 预算.收入) × 若(涉密, 10%, 率.执行)").names == ("预算.收入", "决算.收入", "涉密", "率.执行")


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("决算.收入 ÷ 预算.收入", RATIO),
        ("预算.收入 ÷ 人员.参公人员", MONEY),
        ("人员.参公人员 ÷ 人员.非参公人员", RATIO),
        ("公租房 ÷ 公租房", RATIO),
        ("预算.收入 + 决算.收入", MONEY),
        ("预算.收入 × 率.执行", MONEY),
        ("率.执行 × 预算.收入", MONEY),
        ("率.执行 × 2", RATIO),
        ("2 × 率.执行", RATIO),
        ("甲 × 预算.收入", MONEY),
        ("公租房 + 12", Dimension(Kind.COUNT, "套")),
        ("12 + 公租房", Dimension(Kind.COUNT, "套")),
        ("预算.收入 + 0", MONEY),
        ("若(涉密, 0, 预算.收入)", MONEY),
        ("预算.收入 > 0", FLAG),
        ("计数(项目)", NUMBER),
        ("合计(项目.支出)", MONEY),
        ("（率.执行 + 100%） ÷ 2", RATIO),
    ],
)
def test_the_kind_of_the_result_follows_from_the_kinds_of_its_parts(formula: str, kind: Dimension) -> None:
    assert dimension(formula) == kind


@pytest.mark.parametrize("formula", ["率.执行 × 2", "2 × 率.执行", "预算.收入 × 率.执行", "率.执行 × 预算.收入", "预算.收入 ÷ 人员.参公人员"])
def test_the_computed_value_is_of_the_kind_that_was_foretold(formula: str) -> None:
    computed = value(formula)
    assert isinstance(computed, Quantity)
    assert computed.dimension == dimension(formula)


@pytest.mark.parametrize(
    ("formula", "number", "column"),
    [
        ("甲 + 乙 & 丙", "R201", 7),
        ("甲 ？ 乙", "R201", 3),
        ("甲 + “没有写完", "R201", 5),
        ("", "R202", 1),
        ("   ", "R202", 4),
        ("甲 +", "R202", 4),
        ("甲 + × 乙", "R202", 5),
        ("甲 乙", "R202", 3),
        ("甲 + (乙 - 丙", "R202", 11),
        ("甲 + 乙)", "R202", 6),
        ("()", "R202", 2),
        ("10% 20%", "R202", 5),
        ("若(涉密, 甲, )", "R202", 10),
        ("最大()", "R202", 4),
        ("非", "R202", 2),
        ("且 甲", "R202", 1),
        ("最大(5,100, 甲)", "R202", 4),
        ("最多(甲, 乙)", "R207", 1),
        ("甲 + 预算.收入(乙)", "R207", 5),
        ("1 + 若(涉密, 甲)", "R208", 5),
        ("绝对值(甲, 乙)", "R208", 1),
        ("甲 + 已", "R203", 5),
        ("预算.收人 ÷ 预算.收入", "R203", 1),
        ("预算.收入 + 人员.参公人员", "R204", 7),
        ("预算.收入 + 5", "R204", 7),
        ("预算.收入 > 10%", "R204", 7),
        ("公租房 + 走访", "R204", 5),
        ("预算.收入 × 决算.收入", "R204", 7),
        ("人员.参公人员 ÷ 预算.收入", "R204", 9),
        ("机构.性质 + 甲", "R204", 7),
        ('机构.性质 + "科"', "R204", 7),
        ("资产.盘点 + 涉密", "R204", 7),
        ("机构.性质 > “甲”", "R204", 7),
        ("资产.盘点 > 涉密", "R204", 7),
        ("1 < 乙 < 3", "R204", 7),
        ("若(涉密, 甲, 预算.收入)", "R204", 1),
        ("最大(预算.收入, 人员.参公人员)", "R204", 1),
        ("甲 且 涉密", "R209", 1),
        ("涉密 或 率.执行", "R209", 6),
        ("非 甲", "R209", 3),
        ("若(甲, 乙, 丙)", "R209", 3),
        ("甲 + 项目.支出", "R209", 5),
        ("若(涉密, 项目.支出, 预算.收入)", "R209", 7),
        ("绝对值(项目.支出)", "R209", 5),
        ("计数(甲)", "R209", 4),
        ("-机构.性质", "R209", 2),
        ("-资产.盘点", "R209", 2),
        ("合计(机构.性质)", "R209", 4),
        ("最大(资产.盘点)", "R209", 4),
        ("绝对值(“甲”)", "R209", 5),
    ],
)
def test_what_is_wrong_is_told_at_its_column(formula: str, number: str, column: int) -> None:
    assert place(formula) == (number, column)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("甲 + 乙 & 丙", "“&”"),
        ("甲 + (乙 - 丙", "缺少右括号"),
        ("甲 乙", "多出了“乙”"),
        ("甲 +", "名称、数字或括号"),
        ("最大值(甲, 乙)", "是不是 “最大”？"),
        ("绝对值(甲, 乙)", "要1个参数，写了2个"),
        ("预算.收入 + 人员.参公人员", "金额不能与人数作“+”运算"),
        ("公租房 + 走访", "数量（套）不能与数量（家次）作“+”运算"),
        ("预算.收入 * 决算.收入", "作“×”运算"),
        ("甲 且 涉密", "应当是是否，公式得出的是数"),
        ("甲 + 项目.支出", "公式得出的是表"),
        ("最大(5,100, 甲)", "千分位"),
    ],
)
def test_what_is_wrong_is_told_in_words(formula: str, words: str) -> None:
    assert words in problem(formula).reason


def test_thousands_separators_are_no_new_argument_and_arguments_no_thousands() -> None:
    assert shown("1,000 + 1") == "1001"
    assert shown("最大(0, 100)") == "100"
    assert shown("最大(1000, 2)") == "1000"
    assert shown("最大(10,20)") == "20"


def test_a_block_of_several_lines_tells_the_line_and_column_of_what_is_wrong() -> None:
    read = read_yaml(Source("规则.yaml", "量:\n  率: |-\n    甲 +\n    乙 & 丙\n"), Problems())
    assert isinstance(read, YamlMapping)
    quantities = read.get("量")
    assert isinstance(quantities, YamlMapping)
    formula = quantities.get("率")
    assert isinstance(formula, Scalar)
    with pytest.raises(ProblemError) as caught:
        parse_formula(formula.text)
    assert str(caught.value.problems[0].mark) == "规则.yaml:4:7"


# Any formula, printed with as few brackets as the language's precedence allows, reads back as itself.

TREE_NAMES: Mapping[str, Value] = {
    "甲": number("10"), "乙.丙": number("-4.25"), "率.执行": percent("86.4"), "零": number("0"), "非参公人员": number("3"), "无此数": NA,
    "是": True, "且末": False, "不详": NA,
}  # fmt: skip
LOOSEST, OR, AND, NOT, COMPARISON, SUM, PRODUCT, MINUS = range(8)
STRENGTH = {"或": OR, "且": AND, "=": COMPARISON, "!=": COMPARISON, "<": COMPARISON, ">": COMPARISON, "<=": COMPARISON, ">=": COMPARISON,
            "+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT}  # fmt: skip
SPELLINGS = {"*": ("*", "×", "＊"), "/": ("/", "÷", "／"), ">=": (">=", "≥"), "<=": ("<=", "≤"), "!=": ("!=", "≠"), "-": ("-", "－", "−"),
             "+": ("+", "＋"), "=": ("=", "==", "＝"), ">": (">", "＞"), "<": ("<", "＜")}  # fmt: skip


def _literal(amount: Decimal, as_percent: bool) -> Literal:
    if as_percent:
        return Literal(Quantity(amount.scaleb(-2), RATIO), 0)
    return Literal(Quantity(amount, NUMBER if amount else Dimension(Kind.NUMBER, zero=True)), 0)


def _names(*paths: str) -> st.SearchStrategy[Node]:
    return st.sampled_from([Name(path, 0) for path in paths])


def _binary(operators: str, side: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(Binary, st.sampled_from(operators.split()), side, side, st.just(0))


def _called(names: str, *arguments: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(Call, st.sampled_from(names.split()), st.tuples(*arguments), st.just(0))


LITERALS = st.builds(_literal, st.decimals(0, 999, places=2, allow_nan=False), st.booleans())
NUMBERS: st.SearchStrategy[Node] = st.deferred(
    lambda: LITERALS
    | _names("甲", "乙.丙", "率.执行", "零", "非参公人员", "无此数")
    | st.builds(Unary, st.just("-"), NUMBERS, st.just(0))
    | _binary("+ - * /", NUMBERS)
    | _called("最大 最小 合计 平均", NUMBERS, NUMBERS)
    | _called("绝对值", NUMBERS)
    | _called("若", FLAGS, NUMBERS, NUMBERS)
)
FLAGS: st.SearchStrategy[Node] = st.deferred(
    lambda: _names("是", "且末", "不详")
    | _binary("= != < > <= >=", NUMBERS)
    | _binary("且 或", FLAGS)
    | st.builds(Unary, st.just("非"), FLAGS, st.just(0))
)


def _printed(node: Node, pick: Any, least: int = LOOSEST) -> str:
    """Return a tree as a formula, in brackets where it binds weaker than it must."""
    match node:
        case Literal(value=Quantity(number=amount, dimension=kind)):
            return f"{amount.scaleb(2):f}%" if kind == RATIO else f"{amount:f}"
        case Name(path=path):
            return path
        case Call(name=name, arguments=arguments):
            return f"{name}({', '.join(_printed(each, pick) for each in arguments)})"
        case Unary(operator="-", operand=operand):
            text, strength = f"-{_printed(operand, pick, MINUS)}", MINUS
        case Unary(operator=operator, operand=operand):
            text, strength = f"{operator} {_printed(operand, pick, NOT)}", NOT
        case Binary(operator=operator, left=left, right=right):
            strength = STRENGTH[operator]
            sign = pick(SPELLINGS.get(operator, (operator,)))
            text = f"{_printed(left, pick, strength)} {sign} {_printed(right, pick, strength + 1)}"
    opening, closing = pick(("()", "（）"))
    return f"{opening}{text}{closing}" if strength < least else text


def _without_places(node: Node) -> Node:
    match node:
        case Unary():
            return replace(node, operand=_without_places(node.operand), at=0)
        case Binary():
            return replace(node, left=_without_places(node.left), right=_without_places(node.right), at=0)
        case Call():
            return replace(node, arguments=tuple(map(_without_places, node.arguments)), at=0)
    return replace(node, at=0)


def _outcome(formula: Formula) -> object:
    try:
        return evaluate(formula, TREE_NAMES.__getitem__)
    except ZeroDenominatorError:
        return "分母为零"


@settings(max_examples=100, deadline=None)
@given(NUMBERS | FLAGS, st.integers(0, 9999))
def test_a_formula_printed_and_read_again_is_the_same_formula(tree: Node, spelling: int) -> None:
    text = _printed(tree, Random(spelling).choice)
    again = parsed(text)
    assert _without_places(again.root) == tree, text
    assert _outcome(again) == _outcome(Formula(Text(text, again.text.mark), tree)), text


@settings(max_examples=200, deadline=None)
@given(st.text("甲乙. 0123456789,%()（）+-×÷≥≤=且或非若最大绝对值“”\"元万", max_size=30))
def test_any_text_is_either_a_formula_or_a_problem_with_a_place_within_it(text: str) -> None:
    try:
        parsed(text)
    except ProblemError as error:
        (found,) = error.problems
        assert found.mark is not None
        assert 1 <= found.mark.column <= len(text) + 2
