"""Each scoring method explained, and the exact distance to better points, proved by scoring the changed file again."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.batch.explain_view import explanation_view
from generator.batch.explanation import IndicatorAccount, data_of
from generator.facts.values import Quantity
from generator.report.printing import Style
from generator.rules.distance import Reach
from generator.rules.explain import Account, account
from generator.rules.ruleset import RuleSet
from generator.rules.scorecard import IndicatorScore

from .small_rules import Office, Result, one_indicator

QUOTIENT = "{率.甲: {式: 预算.调整调剂 ÷ 预算.年初支出, 零分母: 报错}}"
TIERS = '{方式: 分档, 档: [{区间: "[0%, 5%)", 得: 10}, {区间: "[5%, 10%]", 得: 5}, {区间: "(10%, +∞)", 得: 0}]}'
PEAK = '{方式: 分档, 档: [{区间: "[0%, 90%)", 得: 2}, {区间: "[90%, 110%]", 得: 10}, {区间: "(110%, +∞)", 得: 4}]}'
PERIODS = "[累计支出进度.一季度, 累计支出进度.二季度]"
ROWS = """绩效指标:
  - {名称: 走访, 类别: 产出, 满分: 6, 目标: 不少于200家, 实际: 150家}
  - {名称: 能耗, 类别: 产出, 满分: 2, 目标: 不超过80%, 实际: 100%}
  - {名称: 推动, 类别: 产出, 满分: 2, 目标: 有效推动, 实际: 部分推动, 完成率: 80%}
"""


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office.founded(tmp_path_factory.mktemp("office"))


def explained(result: Result) -> Account:
    scored = result.of("甲")
    assert isinstance(scored, IndicatorScore)
    return account(scored, result.card)


def text_of(found: Account) -> str:
    data_of(found)
    return "\n".join(explanation_view(IndicatorAccount(found, ()), Style(separators=True), "ziping explain 甲 2024"))


def reaches(found: Account) -> list[tuple[str, str, str]]:
    """Return for each better score the figure to change first, to what, and the points then."""
    shown = []
    for better in found.better:
        for reach in better.reaches[:1]:
            assert isinstance(reach.bound, Quantity)
            shown.append((reach.name, f"{reach.sign} {reach.bound.number}", f"{reach.points.normalize():f}"))
    return shown


def derived(scoring: str) -> str:
    return one_indicator(scoring, quantity="率.甲", derived=QUOTIENT)


def without_quantity(scoring: str) -> str:
    return one_indicator(scoring, quantity="")


@pytest.mark.parametrize(
    ("rules", "facts", "expected", "says"),
    [
        pytest.param(
            derived("{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 1, 不足一点: 按一点}"),
            "预算: {调整调剂: 14.5, 年初支出: 100}",
            [("预算.调整调剂", "≤ 14.0", "6"), ("预算.调整调剂", "≤ 10.0", "10")],
            ["标准 10%", "每 1%　扣 1分　不足一点 按一点", "14.5% − 10% → 超出 4.5%"],
            id="逐点扣分",
        ),
        pytest.param(
            derived("{方式: 逐点扣分, 标准: 90%, 方向: 低于, 每: 1%, 扣: 1, 不足一点: 不扣, 上限: 4}"),
            "预算: {调整调剂: 80, 年初支出: 100}",
            [("预算.调整调剂", "≥ 87", "7"), ("预算.调整调剂", "≥ 90", "10")],
            ["上限 4分"],
            id="逐点扣分 低于 上限",
        ),
        pytest.param(
            derived(TIERS),
            "预算: {调整调剂: 30, 年初支出: 100}",
            [("预算.调整调剂", "≤ 10", "5"), ("预算.调整调剂", "≤ 4", "10")],
            ["30.0% 落在 (10%, +∞)，得0分", "○ [5%, 10%]，5分"],
            id="分档",
        ),
        pytest.param(
            derived(PEAK),
            "预算: {调整调剂: 50.00, 年初支出: 100}",
            [("预算.调整调剂", "≥ 89.95", "10")],
            ["● [0%, 90%)，2分"],
            id="分档 中间最好",
        ),
        pytest.param(
            derived("{方式: 比例, 超过: 零分}"),
            "预算: {调整调剂: 103.00, 年初支出: 100}",
            [("预算.调整调剂", "≤ 100.04", "10")],
            ["超过 零分"],
            id="比例 超过零分",
        ),
        pytest.param(
            derived("{方式: 比例, 超过: 零分}"),
            "预算: {调整调剂: 10.00, 年初支出: 100}",
            [("预算.调整调剂", "≥ 99.95", "10")],
            ["10.0% × 10分 = 1分", "○ 超过100%，0分"],
            id="比例",
        ),
        pytest.param(
            without_quantity("{方式: 达标, 条件: 预算.调整调剂 ≤ 预算.年初支出, 未达标: 3}"),
            "预算: {调整调剂: 120.5, 年初支出: 100}",
            [("预算.调整调剂", "≤ 100.0", "10")],
            ["未达标 3分", "○ 预算.调整调剂 ≤ 预算.年初支出，10分 —— 120.5万元 ≤ 100万元，不成立", "● 其余情况，3分"],
            id="达标",
        ),
        pytest.param(
            without_quantity("{方式: 清单, 项: [{名称: 制度, 得: 4}, {名称: 回复, 得: 6, 条件: 履职.信访回复率 ≥ 100%}]}"),
            "履职: {信访回复率: 97%}\n评定: {甲: {未达: [制度], 说明: 制度不全。}}",
            [("履职.信访回复率", "≥ 1.00", "6")],
            ["制度：做到即可多得4分", "○ 回复，6分 —— 97% ≥ 100%，不成立", "单位评定：facts.yaml"],
            id="清单",
        ),
        pytest.param(
            without_quantity("{方式: 逐例扣分, 例数: 履职.重点工作未完成, 每例扣: 4}"),
            "履职: {重点工作未完成: 7}",
            [("履职.重点工作未完成", "≤ 2", "2"), ("履职.重点工作未完成", "≤ 0", "10")],
            ["例数 履职.重点工作未完成　每例扣 4分", "7 × 4分 = 28分", "扣分 = 28 → 最多满分，最少0分 → 10"],
            id="逐例扣分",
        ),
        pytest.param(
            without_quantity(f"{{方式: 序时, 各期: {PERIODS}, 序时: [50%, 100%], 每期: 4, 平均: 2}}"),
            "累计支出进度: {一季度: 30.00%, 二季度: 90%}",
            [("累计支出进度.一季度", "≥ 0.4993", "9.5"), ("累计支出进度.二季度", "≥ 1.00", "8")],
            ["序时 50%、100%　每期 4分　平均 2分", "一季度 30.00% ÷ 50% = 60.0% → 扣分 1.60分"],
            id="序时",
        ),
        pytest.param(
            without_quantity("{方式: 目标完成, 表: 绩效指标, 筛选: {类别: 产出}}"),
            ROWS,
            [("绩效指标.1.实际", "≥ 199", "9.2"), ("绩效指标.2.实际", "≤ 0.80", "8.1"), ("绩效指标.3.完成率", "≥ 1.00", "8.1")],
            ["筛选 类别：产出", "走访 完成率 75% × 6分 → 4.5分", "绩效指标.1.实际    150家"],
            id="目标完成",
        ),
        pytest.param(
            without_quantity("{方式: 系数, 系数: 履职.满意度, 反向: 否}"),
            "履职: {满意度: 90%}",
            [("履职.满意度", "≥ 1.00", "10")],
            ["系数 0.9 × 10分 = 9分"],
            id="系数",
        ),
        pytest.param(
            one_indicator("{方式: 择优, 任选: [{方式: 比例}, {方式: 比例, 量: 履职.信访回复率}]}"),
            "履职: {满意度: 90%, 信访回复率: 80%}",
            [("履职.满意度", "≥ 1.00", "10"), ("履职.信访回复率", "≥ 1.00", "10")],
            ["● 比例，9分", "○ 比例 履职.信访回复率，8分"],
            id="择优",
        ),
        pytest.param(
            without_quantity("{方式: 评定}"),
            "评定: {甲: {扣分: 2.5, 说明: 不及时。}}",
            [],
            ["扣分 = 2.5", "单位评定：facts.yaml:5:6"],
            id="评定",
        ),
    ],
)  # fmt: skip
def test_each_method_tells_its_parameters_its_steps_its_branches_and_the_distance(
    office: Office, rules: str, facts: str, expected: list[tuple[str, str, str]], says: list[str]
) -> None:
    found = explained(office.score(rules, facts))
    text = text_of(found)
    assert reaches(found) == expected, text
    assert [part for part in says if part not in text] == [], text


def test_an_indicator_with_full_marks_tells_no_distance(office: Office) -> None:
    assert explained(office.score(derived(TIERS), "预算: {调整调剂: 1, 年初支出: 100}")).better == ()


def test_a_value_that_does_not_apply_tells_so(office: Office) -> None:
    assert "不适用，得满分" in text_of(explained(office.score(derived(TIERS), "预算: {调整调剂: 不适用, 年初支出: 100}")))


ZERO = "{率.甲: {式: 预算.调整调剂 ÷ 预算.年初支出, 零分母: [{当: 预算.调整调剂 = 0, 取: 0%, 得分: 满分}, {当: 预算.调整调剂 > 0, 取: 100%, 得分: 0}]}}"


@pytest.mark.parametrize(
    "scoring",
    [
        "{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 1, 不足一点: 按一点}",
        TIERS,
        "{方式: 比例, 超过: 零分}",
        "{方式: 择优, 任选: [{方式: 逐点扣分, 量: 率.甲, 标准: 10%, 方向: 高于, 每: 1%, 扣: 1}, {方式: 评定}]}",
    ],
)
def test_a_score_that_a_zero_denominator_settled_is_told_whatever_the_method(office: Office, scoring: str) -> None:
    facts = "预算: {调整调剂: 14.5, 年初支出: 0}\n评定: {甲: {扣分: 10, 说明: 不及时。}}" if "择优" in scoring else "预算: {调整调剂: 14.5, 年初支出: 0}"
    result = office.score(one_indicator(scoring, quantity="率.甲", derived=ZERO), facts)
    scored = next(each for each in result.card.everything() if each.name == "甲")
    assert isinstance(scored, IndicatorScore)
    found = account(scored, result.card)
    assert found.zero_case
    assert "分母为0，按零分母的规定得分" in text_of(found)
    assert ("预算.调整调剂", "≤ 0.0", "10") in reaches(found)


def test_last_years_values_are_not_offered_for_change(office: Office) -> None:
    rules = one_indicator("{方式: 比例}", quantity="率.甲", derived="{率.甲: {式: 预算.年初支出 ÷ 上年.预算.年初支出, 零分母: 报错}}")
    found = explained(office.score(rules, "预算: {年初支出: 90}\n上年: {预算: {年初支出: 100}}"))
    assert [reach.name for better in found.better for reach in better.reaches] == ["预算.年初支出"]


def test_a_sum_is_offered_as_a_whole_before_its_parts(office: Office) -> None:
    derived = "{合: 预算.基本支出 + 预算.项目支出, 率.甲: {式: 合 ÷ 预算.年初支出, 零分母: 报错}}"
    found = explained(office.score(one_indicator("{方式: 比例}", quantity="率.甲", derived=derived), "预算: {基本支出: 40, 项目支出: 50, 年初支出: 100}"))
    assert [reach.name for reach in found.better[0].reaches] == ["合", "预算.年初支出", "预算.基本支出", "预算.项目支出"]


# What is told is proved by writing it into the file and scoring that: at the bound the points are there, one step before it they are not.

PROVED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
AMOUNTS = st.decimals("0.01", "99999.99", places=2)


def proved(office: Office, rules: RuleSet, facts: str) -> int:
    """Return how many bounds were told for a file, each proved."""
    found = explained(office.score(rules, facts))
    told = [reach for better in found.better for reach in better.reaches]
    for reach in told:
        assert isinstance(reach.bound, Quantity)
        assert isinstance(reach.now, Quantity)
        step = reach.now.number.as_tuple().exponent
        back = reach.bound.number + Decimal(1).scaleb(int(step)) * (1 if reach.sign == "≤" else -1)
        at_bound, before = (points_with(office, rules, facts, reach, number) for number in (reach.bound.number, back))
        assert at_bound == reach.points > (found.points or 0), (facts, reach)
        assert before is None or before < reach.points, (facts, reach)
    return len(told)


def points_with(office: Office, rules: RuleSet, facts: str, reach: Reach, number: Decimal) -> Decimal | None:
    key = reach.name.rpartition(".")[2]
    written = f"{number.scaleb(2):f}%" if isinstance(reach.bound, Quantity) and reach.bound.dimension.kind == "比率" else f"{number:f}"
    changed, count = re.subn(rf"\b{key}: [^,}}]+", f"{key}: {written}", facts)
    assert count == 1, (key, facts)
    result = office.score(rules, changed)
    return None if result.errors else result.points()


PROVABLE = {
    "比例扣": "{方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 0.1}",
    "整点扣": "{方式: 逐点扣分, 标准: 95%, 方向: 低于, 每: 3%, 扣: 0.7, 不足一点: 不扣}",
    "偏离": "{方式: 逐点扣分, 标准: 100%, 方向: 偏离, 每: 5%, 扣: 0.5, 不足一点: 按一点, 上限: 6}",
    "降档": TIERS,
    "峰档": PEAK,
    "比例": "{方式: 比例}",
    "零分": "{方式: 比例, 超过: 零分}",
    "达标": "{方式: 达标, 条件: 率.甲 < 60%, 未达标: 2}",
    "系数": "{方式: 系数, 系数: 率.甲, 反向: 是}",
}


@pytest.mark.parametrize("scoring", PROVABLE.values(), ids=list(PROVABLE))
def test_the_bound_told_is_the_first_value_that_brings_the_points(office: Office, scoring: str) -> None:
    rules = office.rules(derived(scoring))
    found = 0

    @PROVED
    @given(above=AMOUNTS, below=AMOUNTS)
    def check(above: Decimal, below: Decimal) -> None:
        nonlocal found
        found += proved(office, rules, f"预算: {{调整调剂: {above}, 年初支出: {below}}}")

    check()
    assert found > 10


def test_the_bound_of_a_periods_progress_is_exact(office: Office) -> None:
    rules = office.rules(without_quantity(f"{{方式: 序时, 各期: {PERIODS}, 序时: [50%, 100%], 每期: 4, 平均: 2}}"))
    percentages = st.decimals("0.1", "120", places=1)

    @PROVED
    @given(first=percentages, second=percentages)
    def check(first: Decimal, second: Decimal) -> None:
        proved(office, rules, f"累计支出进度: {{一季度: {first}%, 二季度: {second}%}}")

    check()


@PROVED
@given(heads=st.integers(1, 5000), others=st.integers(0, 5000))
def test_heads_are_told_whole(office: Office, heads: int, others: int) -> None:
    derived = "{全: 人员.在编人员 + 人员.编外人员, 率.甲: {式: 人员.编外人员 ÷ 全, 零分母: 报错}}"
    facts = f"人员: {{编外人员: {heads}, 在编人员: {others}}}"
    result = office.score(one_indicator(TIERS, quantity="率.甲", derived=derived), facts)
    for better in explained(result).better:
        assert all(isinstance(reach.bound, Quantity) and reach.bound.number == int(reach.bound.number) for reach in better.reaches)
    proved(office, result.card.rules, facts)


def test_amounts_with_more_digits_than_a_binary_float_holds_are_told_to_the_last_one(office: Office) -> None:
    rules = office.rules(derived("{方式: 达标, 条件: 预算.调整调剂 ≤ 预算.年初支出}"))
    found = explained(office.score(rules, "预算: {调整调剂: 9007199254740993.07, 年初支出: 9007199254740993.05}"))
    assert reaches(found) == [("预算.调整调剂", "≤ 9007199254740993.05", "10")]
