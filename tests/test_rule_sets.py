"""A rule set that cannot work does not load, and says where, why and what to do; one that extends another keeps the rest of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.base.marks import Mark, Source
from generator.base.problems import Problems

from .conftest import Bureau
from .small_rules import Office

FILE = "data/rules/x/2024.yaml"
HERE = "▲"
RULES = """\
规则集: x/2024
名称: 某县评分表
适用: {地区: 某县, 年度: 2024}
总分: 10
小数: {比率: 2, 得分: 2, 金额: 2}
等级: [[8, 优], [0, 差]]
结构:
  管理:
    满分: 6
    下级:
      预算: {满分: 4, 下级: [执行率, 调剂率]}
      公开: {满分: 2, 下级: [公开情况]}
  效益: {满分: 4, 下级: [满意度]}
量:
  预算.合计: 预算.基本支出 + 预算.项目支出
  率.执行: {式: 决算.支出 ÷ 预算.合计, 零分母: 报错}
  率.调剂: {式: 预算.调整调剂 ÷ 预算.合计, 零分母: 报错}
句:
  说明: 对照评分标准，得{{ 得分 }}分。
  问题: "{{ 名称 }}扣{{ 扣分 }}分。"
指标:
  执行率:
    名称: 预算执行率
    满分: 3
    量: 率.执行
    计分: {方式: 比例, 超过: 封顶}
    依据: {文件: 某县评分表, 核实: 待核, 要点: 执行率乘以满分}
    句:
      说明:
        - {当: 扣分 = 0, 写: "执行率为{{ 量 }}，达到要求。"}
        - {写: "执行率为{{ 量 }}，扣{{ 扣分 }}分。"}
  调剂率:
    满分: 1
    量: 率.调剂
    计分: {方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 0.1}
    依据: {文件: 某县评分表, 核实: 归纳, 要点: 超出10%的部分逐点扣分}
    句:
      问题: 调剂率比{{ 标准 }}高出{{ 超出 }}。
  公开情况:
    满分: 2
    计分: {方式: 评定}
    依据: {文件: 某县评分表, 核实: 已核, 条: 第三条, 要点: 按时公开}
  满意度:
    满分: 4
    量: 履职.满意度
    计分:
      方式: 分档
      档:
        - {区间: "[0%, 80%)", 得: 0}
        - {区间: "[80%, 90%)", 得: 2}
        - {区间: "[90%, +∞)", 得: 4}
    依据: {文件: 某县评分表, 核实: 已核, 条: 第四条, 要点: 按满意度分档}
"""
FACTS = """\
预算: {基本支出: 40, 项目支出: 60, 调整调剂: 12}
决算: {支出: 95}
履职: {满意度: 85%}
评定: {其余: 满分}
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.founded(tmp_path)


def edited(text: str, edits: Mapping[str, str]) -> str:
    """Return a text with each old part, which stands in it once, replaced by its new one."""
    for old, new in edits.items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def unmarked(text: str, file: str = FILE) -> tuple[str, list[str]]:
    """Return a text without its ▲, and the places they stood at, as a problem names them."""
    places = []
    while HERE in text:
        before, _, after = text.partition(HERE)
        lines = before.split("\n")
        places.append(str(Mark(Source(file, ""), len(lines), len(lines[-1]) + 1)))
        text = before + after
    return text, places


def assert_told(problems: Problems, number: str, places: list[str], *words: str) -> None:
    """Assert that the only errors are these, one at each place, and that they say these words."""
    told = "\n".join(map(str, problems.errors))
    assert places
    assert sorted((problem.number, str(problem.mark)) for problem in problems.errors) == sorted((number, place) for place in places), told
    assert [word for word in words if word not in told] == [], told


def assert_refused(office: Office, number: str, edits: Mapping[str, str], *words: str) -> None:
    """Assert that the specimen so edited does not load, for this reason alone, told at each ▲."""
    text, places = unmarked(edited(RULES, edits))
    rules, problems = office.load(text)
    assert rules is None
    assert_told(problems, number, places, *words)


def with_line(after: str, line: str) -> dict[str, str]:
    """Return the edit that adds a line below another."""
    return {after: after + line}


def with_scoring(scoring: str) -> dict[str, str]:
    """Return the edit that scores 公开情况 in another way."""
    return {"    计分: {方式: 评定}\n": f"    计分: {scoring}\n"}


def test_the_specimen_loads_and_scores(office: Office) -> None:
    result = office.score(RULES, FACTS)
    assert str(result.card.points) == "7.65"
    assert result.card.grade == "差"
    assert result.said("问题", "调剂率") == "调剂率比10%高出2%。"
    assert result.said("说明", "满意度") == "对照评分标准，得2分。"


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ({"总分: 10\n": "总分: 11\n", "  管理:\n": "  ▲管理:\n"}, "“总分”满分11分，下级合计10分"),
        ({"  管理:\n    满分: 6": "  ▲管理:\n    满分: 7", "总分: 10\n": "总分: 11\n"}, "“管理”满分7分，下级合计6分"),
        ({"  效益: {满分: 4": "  ▲效益: {满分: 5", "总分: 10\n": "总分: 11\n"}, "“效益”满分5分，下级合计4分"),
        ({"      公开: {满分: 2": "      ▲公开: {满分: 1.5", "满分: 6": "满分: 5.5", "总分: 10": "总分: 9.5"}, "“公开”满分1.5分，下级合计2分"),
        ({"预算: {满分": "▲预算: {满分", "预算执行率\n    满分: 3": "预算执行率\n    满分: 2.99"}, "“预算”满分4分，下级合计3.99分"),
        ({"  效益: {满分: 4, 下级: [满意度]}": "  效益: {满分: 4, 下级: [满意度]}\n  ▲创新: {满分: 1, 下级: []}", "总分: 10": "总分: 11"}, "下级合计0分"),
    ],
    ids=["总分与一级", "一级与二级", "一级与指标", "二级与指标", "差0.01分", "空的组"],
)
def test_weights_that_do_not_add_up_are_told_at_the_group_that_does_not_close(office: Office, edits: dict[str, str], words: str) -> None:
    assert_refused(office, "R302", edits, words)


@pytest.mark.parametrize(
    ("number", "edits", "words"),
    [
        ("R306", {'"[80%, 90%)"': '"[80%, 85%)"', '"[90%, +∞)"': '▲"[90%, +∞)"'}, "85%—90%没有档"),
        ("R306", {'"[90%, +∞)"': '▲"(90%, +∞)"'}, "90%没有档"),
        ("R307", {'"[90%, +∞)"': '▲"[85%, +∞)"'}, "85%—90%落在两档里"),
        ("R307", {'"[80%, 90%)"': '"[80%, 90%]"', '"[90%, +∞)"': '▲"[90%, +∞)"'}, "90%落在两档里"),
        ("R307", {'"[80%, 90%)"': '▲"[0%, 80%)"', '"[90%, +∞)"': '"[80%, +∞)"'}, "0%—80%落在两档里"),
        ("R308", {'"[80%, 90%)"': '▲"80%到90%"'}, "“80%到90%”读不懂"),
        ("R308", {'"[80%, 90%)"': '▲"[90%, 80%)"'}, "“[90%, 80%)”读不懂"),
        ("R308", {'"[80%, 90%)"': '▲"(90%, 90%]"'}, "读不懂"),
        ("R308", {'"[80%, 90%)"': '▲"[8.0.0%, 90%)"'}, "读不懂"),
        ("R309", {'{区间: "[90%, +∞)", 得: 4}': '{区间: ▲"[90%, +∞)", 得: 5}'}, "5超过满分4"),
    ],
)  # fmt: skip
def test_tiers_with_gaps_overlaps_or_unreadable_ends_are_told_at_the_tier(
    office: Office, number: str, edits: dict[str, str], words: str
) -> None:
    assert_refused(office, number, edits, words)


def test_tiers_may_be_written_from_the_best_down_and_with_full_width_signs(office: Office) -> None:
    ascending = '        - {区间: "[0%, 80%)", 得: 0}\n        - {区间: "[80%, 90%)", 得: 2}\n        - {区间: "[90%, +∞)", 得: 4}\n'
    descending = '        - {区间: "【90％，+∞）", 得: 4}\n        - {区间: "【80％，90％）", 得: 2}\n        - {区间: "【0％，80％）", 得: 0}\n'
    assert office.score(edited(RULES, {ascending: descending}), FACTS).points("满意度") == 2


@pytest.mark.parametrize(
    ("edits", "denominator"),
    [
        ({"{式: 决算.支出 ÷ 预算.合计, 零分母: 报错}": "决算.支出 ÷ ▲预算.合计"}, "预算.合计"),
        ({"{式: 决算.支出 ÷ 预算.合计, 零分母: 报错}": "{式: 决算.支出 ÷ ▲预算.合计, 小数: 1}"}, "预算.合计"),
        ({"{式: 决算.支出 ÷ 预算.合计, 零分母: 报错}": "决算.支出 ÷ （预算.合计 ▲- 预算.调整调剂）"}, "预算.合计 - 预算.调整调剂"),
        (with_scoring("{方式: 达标, 条件: 决算.支出 ÷ ▲预算.合计 ≥ 95%}"), "预算.合计"),
        (with_scoring("{方式: 系数, 系数: 决算.支出 ÷ ▲预算.合计}"), "预算.合计"),
        (with_scoring("{方式: 清单, 项: [{名称: 甲, 得: 2, 条件: 决算.支出 ÷ ▲预算.合计 > 1}]}"), "预算.合计"),
        ({"当: 扣分 = 0,": "当: 决算.支出 ÷ ▲预算.合计 ≥ 95%,"}, "预算.合计"),
    ],
    ids=["量", "量有小数", "分母是式子", "达标", "系数", "清单", "句"],
)
def test_a_division_without_a_rule_for_zero_is_told_at_its_denominator(office: Office, edits: dict[str, str], denominator: str) -> None:
    assert_refused(office, "R205", edits, f"除法的分母“{denominator}”可能为 0")


def test_a_division_by_a_number_needs_no_rule_for_zero(office: Office) -> None:
    rules = edited(RULES, {"{式: 决算.支出 ÷ 预算.合计, 零分母: 报错}": "决算.支出 ÷ 200万元"})
    assert str(office.score(rules, FACTS).points("执行率")) == "1.43"


@pytest.mark.parametrize(
    ("number", "edits", "words"),
    [
        ("R204", {"预算.基本支出 + 预算.项目支出": "预算.基本支出 ▲+ 人员.在编人员"}, "金额不能与人数作“+”运算"),
        ("R204", {"预算.调整调剂 ÷ 预算.合计": "人员.在编人员 ▲÷ 预算.合计"}, "人数不能与金额作“÷”运算"),
        ("R204", {"当: 扣分 = 0": "当: 率.执行 ▲> 1万元"}, "比率不能与金额作“>”运算"),
        ("R203", {"决算.支出 ÷ 预算.合计": "▲决算.支岀 ÷ 预算.合计"}, "是不是 “决算.支出”"),
        ("R203", {"量: 率.执行": "量: ▲率.执行率"}, "“率.执行”"),
        ("R203", {"当: 扣分 = 0": "当: ▲扣份 = 0"}, "“扣分”"),
        ("R202", {"决算.支出 ÷ 预算.合计": "决算.支出 ÷ ▲÷ 预算.合计"}, "名称、数字或括号"),
        ("R207", {"预算.基本支出 + 预算.项目支出": "▲相加(预算.基本支出, 预算.项目支出)"}, "没有“相加”这个函数"),
        ("R209", {"当: 扣分 = 0": "当: ▲扣分"}, "应当是是否"),
        ("R209", with_scoring("{方式: 达标, 条件: ▲决算.支出}"), "应当是是否，公式得出的是金额"),
        ("R209", {"量: 履职.满意度": "量: ▲资产.盘点"}, "公式得出的是是否"),
        ("R209", {"量: 履职.满意度": "量: ▲重点项目.支出"}, "公式得出的是表"),
        ("R101", {"率.执行: {式: 决算.支出 ÷ 预算.合计, ": "率.执行: ▲{"}, "缺少“式”"),
        ("R106", {"决算.支出 ÷ 预算.合计, 零分母: 报错": "决算.支出 ÷ 预算.合计, 零分母: ▲报警"}, "只能是：报错"),
        ("F210", with_line("量:\n", "  决算.收入: ▲决算.支出\n"), "“决算.收入”"),
    ],
)  # fmt: skip
def test_a_formula_that_cannot_work_is_told_at_its_column_and_nowhere_else(
    office: Office, number: str, edits: dict[str, str], words: str
) -> None:
    assert_refused(office, number, edits, words)


@pytest.mark.parametrize(
    ("quantities", "ring"),
    [
        ("  率.甲: ▲率.甲 + 1%\n", "率.甲 → 率.甲"),
        ("  率.甲: ▲率.乙 + 1%\n  率.乙: 率.甲 - 1%\n", "率.甲 → 率.乙 → 率.甲"),
        ("  率.甲: ▲率.乙 + 1%\n  率.乙: 率.丙\n  率.丙: 率.甲\n", "率.甲 → 率.乙 → 率.丙 → 率.甲"),
        ("  率.甲: ▲率.乙 + 1%\n  率.乙: 率.甲 - 1%\n  率.用: 率.甲 + 率.乙\n", "率.甲 → 率.乙 → 率.甲"),
        (
            "  率.甲:\n    式: ▲决算.支出 ÷ 预算.合计\n    零分母: [{当: 率.乙 > 0, 取: 无}]\n  率.乙: 率.甲 - 1%\n",
            "率.甲 → 率.乙 → 率.甲",
        ),
    ],
    ids=["自己", "两个", "三个", "用到环的不另报", "零分母里"],
)
def test_a_ring_of_quantities_is_printed_once(office: Office, quantities: str, ring: str) -> None:
    assert_refused(office, "R206", with_line("量:\n", quantities), f"成了环：{ring}。")


def test_two_rings_are_both_printed(office: Office) -> None:
    rings = "  甲: ▲乙 + 1\n  乙: 甲\n  丙: ▲丁\n  丁: 丙\n"
    assert_refused(office, "R206", with_line("量:\n", rings), "甲 → 乙 → 甲", "丙 → 丁 → 丙")


OWN = '{写: "执行率为{{ 量 }}，扣{{ 扣分 }}分。"}'


@pytest.mark.parametrize(
    ("number", "edits", "words"),
    [
        ("T103", {OWN: '{写: "执行率为{{ ▲两 }}。"}'}, "没有“两”这个名称"),
        ("T103", {OWN: '{写: "预算{{ ▲预算.合记 | 万元 }}。"}'}, "“预算.合计”"),
        ("T103", {OWN: '{写: "高出{{ ▲超出 }}。"}'}, "没有“超出”这个名称"),
        ("T103", {"说明: 对照评分标准，得": "说明: 对照{{ ▲标准 }}，得"}, "没有“标准”这个名称"),
        ("T103", {OWN: '{写: "正文是{{ ▲正文.采购 }}。"}'}, "没有“正文.采购”这个名称"),
        ("T104", {OWN: '{写: "执行率为{{ 量 | ▲百分率 }}。"}'}, "没有“百分率”这个过滤器。是不是 “百分比”"),
        ("T105", {OWN: '{写: "得{{ 得分 ▲+ 1 }}分。"}'}, "要计算，请在“量:”下写公式"),
        ("T105", {OWN: '{写: "得{{ 满分 ▲- 扣分 }}分。"}'}, "只能写名称和过滤器"),
        ("T105", {OWN: '{写: "得{{ ▲-扣分 }}分。"}'}, "只能写名称和过滤器"),
        ("T105", {OWN: '{写: "得{{ 得分 ▲> 1 }}分。"}'}, "只能写名称和过滤器"),
        ("T105", {OWN: '{写: "▲{% if 已扣 %}扣{% endif %}分。"}'}, "只能写名称和过滤器"),
        ("T105", {OWN: "{写: '得▲{{ 得分 if 已扣 else 满分 }}分。'}"}, "只能写名称和过滤器"),
        ("T102", {OWN: '{写: "得▲{{ 得分 分。"}'}, "检查 {{ }}"),
        ("T103", {OWN: "\n            写: |-\n              执行率为{{ 量 }}，\n              得{{ ▲得份 }}分。"}, "“得分”"),
        ("T103", {"问题: 调剂率比{{ 标准 }}高出{{ 超出 }}。": "问题: 调剂率比{{ ▲标难 }}高出{{ 超出 }}。"}, "“标准”"),
    ],
)  # fmt: skip
def test_a_sentence_holds_only_names_that_it_can_have_and_filters(office: Office, number: str, edits: dict[str, str], words: str) -> None:
    assert_refused(office, number, edits, words)


@pytest.mark.parametrize(
    "edits",
    [
        {'        - {写: "执行率为{{ 量 }}，扣{{ 扣分 }}分。"}': '        - {当: 扣分 > 0, 写: ▲"执行率为{{ 量 }}。"}'},
        {'{当: 扣分 = 0, 写: "执行率为{{ 量 }}，达到要求。"}': '{写: ▲"执行率为{{ 量 }}。"}'},
        {"  说明: 对照评分标准，得{{ 得分 }}分。": '  说明: [{当: 扣分 > 0, 写: ▲"得{{ 得分 }}分。"}]'},
    ],
    ids=["最后一种带当", "中间一种不带当", "通用句"],
)
def test_the_last_way_to_say_a_sentence_and_only_that_one_has_no_condition(office: Office, edits: dict[str, str]) -> None:
    assert_refused(office, "R319", edits)


@pytest.mark.parametrize(
    ("number", "edits", "words"),
    [
        ("R305", with_scoring("{方式: ▲逐点加分, 标准: 10%}"), "没有“逐点加分”这种计分方式。是不是 “逐点扣分”"),
        ("R305", with_scoring("{方式: ▲凭感觉}"), "可用：逐点扣分、分档、比例"),
        ("R101", with_scoring("▲{标准: 10%}"), "缺少“方式”"),
        ("R101", {"计分: {方式: 逐点扣分, 标准: 10%, 方向: 高于, 每: 1%, 扣: 0.1}": "计分: ▲{方式: 逐点扣分, 标准: 10%, 方向: 高于, 扣: 0.1}"}, "缺少“每”"),
        ("R106", {"方向: 高于": "方向: ▲超出"}, "只能是：高于、低于、偏离"),
        ("R103", {"标准: 10%": "标准: ▲一成"}, "应当是数字"),
        ("R103", {"预算执行率\n    满分: 3": "预算执行率\n    满分: ▲三"}, "应当是数字，写的是“三”"),
        ("R310", {"    量: 率.执行\n": "", "方式: 比例": "方式: ▲比例"}, "要有“量”"),
        ("R317", with_scoring("{方式: 清单, 项: [{名称: ▲甲, 得: 1}, {名称: 乙, 得: 0.5}]}"), "合计1.5分，应为2分"),
        ("R103", {"每: 1%": "每: ▲无"}, "应当是数字"),
    ],
)  # fmt: skip
def test_a_method_that_does_not_exist_or_lacks_its_parameters_is_told(
    office: Office, number: str, edits: dict[str, str], words: str
) -> None:
    assert_refused(office, number, edits, words)


def test_a_unit_of_distance_of_zero_is_refused_before_anything_is_divided_by_it(office: Office) -> None:
    assert office.refuses(edited(RULES, {"每: 1%": "每: 0"})) == ["R105"]


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        (with_line("总分: 10\n", "▲等極: 甲\n"), "不认识“等極”。是不是 “等级”"),
        (with_line("小数: {比率: 2", ", ▲比例: 1"), "“比率”"),
        (with_line("      公开: {满分: 2", ", ▲名字: 公开"), "“名称”"),
        (with_line("式: 决算.支出 ÷ 预算.合计", ", ▲零分子: 报错"), "“零分母”"),
        (with_line("名称: 预算执行率\n", "    ▲满份: 3\n"), "“满分”"),
        (with_line("方式: 比例", ", ▲超: 封顶"), "“超过”"),
        (with_line('{区间: "[80%, 90%)"', ", ▲得分: 2"), "“得”"),
        (with_line("{文件: 某县评分表, 核实: 待核", ", ▲要 点: 某"), "“要点”"),
        (with_line("{当: 扣分 = 0", ", ▲写作: 某"), "“写”"),
        (with_line("适用: {地区: 某县", ", ▲地点: 某县"), "“地区”"),
    ],
)
def test_an_unknown_key_is_told_at_its_place_with_the_nearest_known_one(office: Office, edits: dict[str, str], words: str) -> None:
    assert_refused(office, "R102", edits, words)


@pytest.mark.parametrize(
    ("number", "edits", "words"),
    [
        ("R101", {"  公开情况:\n    满": "  公开情况:\n    ▲满", "    依据: {文件: 某县评分表, 核实: 已核, 条: 第三条, 要点: 按时公开}\n": ""}, "缺少“依据”"),
        ("R101", {"依据: {文件: 某县评分表, 核实: 待核": "依据: ▲{核实: 待核"}, "缺少“文件”"),
        ("R101", {"依据: {文件: 某县评分表, 核实: 待核": "依据: ▲{文件: 某县评分表"}, "缺少“核实”"),
        ("R101", {"核实: 待核, 要点: 执行率乘以满分": "核实: 待核", "    依据: {文件: 某县评分表, 核实: 待核": "    依据: ▲{文件: 某县评分表, 核实: 待核"}, "缺少“要点”"),
        ("R311", {"核实: 归纳": "核实: ▲大概"}, "只能是：已核、归纳、待核"),
        ("R106", with_line("      问题: 调剂率比{{ 标准 }}高出{{ 超出 }}。\n", "      ▲原因: 不明\n"), "说明、得分句、扣分句、问题、改进"),
    ],
    ids=["没有依据", "没有文件", "没有核实", "没有要点", "核实写错", "句的栏目"],
)  # fmt: skip
def test_an_indicator_says_where_it_comes_from_and_how_sure_that_is(office: Office, number: str, edits: dict[str, str], words: str) -> None:
    assert_refused(office, number, edits, words)


@pytest.mark.parametrize(
    ("number", "edits", "words"),
    [
        ("R303", {"下级: [公开情况]": "下级: [公开情况, ▲信访办理]"}, "“信访办理”没有写在“指标:”下"),
        ("R303", {"下级: [公开情况]": "下级: [▲信访办理, 公开情况, ▲信访回复]"}, "“信访回复”没有写在“指标:”下"),
        ("R304", with_line("要点: 按时公开}\n", "  ▲满意率:\n    满分: 1\n    计分: {方式: 评定}\n    依据: {文件: 甲, 核实: 待核, 要点: 乙}\n"), "“满意度”"),
        ("R313", {"规则集: x/2024": "规则集: ▲x/2023"}, "按所在位置应当是“x/2024”"),
        ("R103", {"总分: 10": "总分: ▲十分"}, "写的是“十分”"),
    ],
)  # fmt: skip
def test_the_structure_and_the_indicators_name_each_other(office: Office, number: str, edits: dict[str, str], words: str) -> None:
    assert_refused(office, number, edits, words)


def test_an_indicator_stands_in_one_place_of_the_structure_only(office: Office) -> None:
    edits = {"下级: [公开情况]": "下级: [公开情况, ▲执行率]", "公开: {满分: 2": "公开: {满分: 5", "满分: 6": "满分: 9", "总分: 10": "总分: 13"}
    assert_refused(office, "R312", edits, "“执行率”在“结构:”里出现了两次")


@pytest.mark.parametrize("grades", ["[[0, 差], [8, 优]]", "[[8, 优], [6, 差]]"], ids=["从低到高", "没有到0"])
def test_grades_run_from_the_best_down_to_zero(office: Office, grades: str) -> None:
    assert_refused(office, "R320", {"规则集: x": "▲规则集: x", "[[8, 优], [0, 差]]": grades})


@pytest.mark.parametrize("grades", ["[[八十, 优]]", "[[80, 优, 良]]", "[{80: 优}]", "[[[80], 优]]"])
def test_grades_that_cannot_be_read_are_told(office: Office, grades: str) -> None:
    assert office.refuses(edited(RULES, {"[[8, 优], [0, 差]]": grades})) == ["R105"]


def test_all_problems_of_a_rule_set_are_told_at_once(office: Office) -> None:
    unreadable = {"核实: 归纳": "核实: 大概", "方式: 比例": "方式: 比列", "率.调剂: {式: 预算.": "率.调剂: {式: 预算&"}
    assert sorted(office.refuses(edited(RULES, unreadable))) == ["R201", "R305", "R311"]
    edits = {"总分: 10\n": "总分: 11\n", "方向: 高于, 每: 1%": "方向: 高于, 每: 0", "率.调剂: {式: 预算": "率.调剂: {式: 预祘", "{{ 超出 }}": "{{ 超岀 }}"}
    assert sorted(office.refuses(edited(RULES, edits))) == ["R105", "R203", "R302"]


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ("若(决算.支出 > 预算.合计, 决算.支出 - 预算.合计, 0)", "0万元"),
        ("最大(决算.支出 - 预算.合计, 0)", "0万元"),
        ("合计(重点项目.支出)", "0万元"),
        ('{式: "最大(决算.支出 - 预算.合计, 0) ÷ 预算.合计", 零分母: 报错}', "0%"),
        ("若(决算.支出 > 预算.合计, 人员.在编人员, 0) + 0", "0"),
    ],
)
def test_a_bare_zero_prints_as_what_its_formula_stands_for(office: Office, formula: str, printed: str) -> None:
    rules = edited(RULES, {**with_line("量:\n", f"  超支: {formula}\n"), "得{{ 得分 }}分。": "超支{{ 超支 }}。"})
    assert office.score(rules, FACTS + "重点项目: []\n").said("说明", "满意度") == f"对照评分标准，超支{printed}。"


# Inheritance

PARENT = edited(RULES, {"规则集: x/2024": "规则集: x/2023", "年度: 2024": "年度: 2023"})
BASIS = "依据: {文件: 某县2024年通知, 核实: 已核, 要点: 调整标准}"
CHILD = f"""\
规则集: x/2024
名称: 某县评分表（2024年度）
继承: x/2023
适用: {{地区: 某县, 年度: 2024}}
覆盖:
  调剂率:
    内容: {{计分: {{方式: 逐点扣分, 标准: 11%, 方向: 高于, 每: 1%, 扣: 0.5}}}}
    理由: 通知放宽了标准
    {BASIS}
  率.执行:
    内容: {{式: 决算.支出 ÷ 预算.基本支出}}
    理由: 只看基本支出
    {BASIS}
停用:
  公开情况: {{理由: 不再考核, {BASIS}}}
新增:
  信访办理:
    内容:
      满分: 2
      量: 率.信访
      计分: {{方式: 比例}}
      依据: {{文件: 某县2024年通知, 核实: 已核, 要点: 回复率乘以满分}}
    理由: 新设指标
    {BASIS}
  率.信访: {{内容: 履职.信访回复率, 理由: 新设指标要用, {BASIS}}}
结构:
  管理:
    满分: 6
    下级:
      预算: {{满分: 4, 下级: [执行率, 调剂率]}}
      信访: {{满分: 2, 下级: [信访办理]}}
  效益: {{满分: 4, 下级: [满意度]}}
"""
CHILD_FACTS = "预算: {基本支出: 190, 项目支出: 10, 调整调剂: 24}\n决算: {支出: 95}\n履职: {满意度: 85%, 信访回复率: 90%}\n"


def family(office: Office, child: str, parent: str = PARENT) -> None:
    """Write a parent's rule set beside the child's."""
    (office.root / "data/rules/x/2023.yaml").write_text(parent, "utf-8")
    (office.root / FILE).write_text(child, "utf-8")


def assert_child_refused(office: Office, number: str, edits: Mapping[str, str], *words: str) -> None:
    text, places = unmarked(edited(CHILD, edits))
    family(office, text)
    rules, problems = office.load(text)
    assert rules is None
    assert_told(problems, number, places, *words)


def test_a_rule_set_keeps_what_it_inherits_and_does_not_change(office: Office) -> None:
    family(office, CHILD)
    result = office.score(CHILD, CHILD_FACTS)
    assert result.points("满意度") == 2
    assert result.said("问题", "调剂率") == "调剂率比11%高出1%。"
    assert result.said("说明", "满意度") == "对照评分标准，得2分。"
    assert result.card.grade == "差"


def test_overriding_disabling_and_adding_change_what_they_name(office: Office) -> None:
    family(office, CHILD)
    result = office.score(CHILD, CHILD_FACTS)
    assert {leaf.name: str(leaf.points) for group in result.card.groups for leaf in group.leaves} == {
        "执行率": "1.50", "调剂率": "0.50", "信访办理": "1.80", "满意度": "2.00",
    }  # fmt: skip


def test_a_grandchild_sees_the_nearest_change(office: Office) -> None:
    grandparent = edited(PARENT, {"规则集: x/2023": "规则集: x/2022", "标准: 10%": "标准: 5%"})
    parent = f"规则集: x/2023\n名称: 中间\n继承: x/2022\n覆盖:\n  执行率: {{内容: {{名称: 执行情况}}, 理由: 改名, {BASIS}}}\n"
    child = f"规则集: x/2024\n名称: 下级\n继承: x/2023\n覆盖:\n  执行率: {{内容: {{名称: 支出率}}, 理由: 再改, {BASIS}}}\n"
    (office.root / "data/rules/x/2022.yaml").write_text(grandparent, "utf-8")
    family(office, child, parent)
    result = office.score(child, FACTS)
    assert result.of("执行率").title == "支出率"
    assert str(result.points("调剂率")) == "0.30"


@pytest.mark.parametrize(
    ("number", "edits", "words"),
    [
        ("R101", {"    内容: {式: 决算": "    ▲内容: {式: 决算", "    理由: 只看基本支出\n": ""}, "缺少“理由”"),
        ("R101", {"    内容: {计分": "    ▲内容: {计分", f"    理由: 通知放宽了标准\n    {BASIS}\n": "    理由: 通知放宽了标准\n"}, "缺少“依据”"),
        ("R101", {"    内容: {计分: {方式: 逐点扣分, 标准: 11%, 方向: 高于, 每: 1%, 扣: 0.5}}\n    理由": "    ▲理由"}, "缺少“内容”"),
        ("R315", {"  调剂率:\n": "  ▲调济率:\n"}, "没有“调济率”，无从覆盖。是不是 “调剂率”"),
        ("R316", {"  率.信访: {内容": "  ▲率.调剂: {内容", "量: 率.信访": "量: 履职.信访回复率"}, "上级规则集里已有“率.调剂”"),
        ("R102", {"理由: 只看基本支出": "理由: 只看基本支出\n    ▲说明: 无"}, "不认识“说明”"),
        ("R321", {"结构:\n  管理": "▲指标: {}\n结构:\n  管理"}, "继承来的规则集不能直接写“指标”"),
        ("R321", {"结构:\n  管理": "▲量: {}\n结构:\n  管理"}, "改动写在“覆盖:”下"),
        ("R311", {f"    理由: 通知放宽了标准\n    {BASIS}\n": "    理由: 通知放宽了标准\n    依据: {文件: 某县2024年通知, 核实: ▲听说, 要点: 调整标准}\n"}, "听说"),
        ("R301", {"继承: x/2023": "继承: ▲x/2032"}, "没有规则集“x/2032”。是不是 “x/20"),
        ("R314", {"继承: x/2023": "继承: ▲x/2024"}, "继承成了环：x/2024 → x/2024"),
        ("R305", {"{方式: 比例}": "{方式: ▲比列}"}, "“比例”"),
        ("R203", {"{式: 决算.支出 ÷ 预算.基本支出}": "{式: ▲决祘.支出 ÷ 预算.基本支出}"}, "没有“决祘.支出”"),
    ],
)  # fmt: skip
def test_a_change_that_cannot_be_made_is_told_in_the_file_that_asks_for_it(
    office: Office, number: str, edits: dict[str, str], words: str
) -> None:
    assert_child_refused(office, number, edits, words)


def test_a_childs_own_default_sentence_leaves_the_parents_others_alone(office: Office) -> None:
    parent = edited(PARENT, with_line("\n句:\n", "  改进: 上级的改进。\n"))
    family(office, CHILD + "句:\n  说明: 下级的说明。\n", parent)
    result = office.score(CHILD + "句:\n  说明: 下级的说明。\n", CHILD_FACTS)
    assert (result.said("说明", "信访办理"), result.said("改进", "信访办理")) == ("下级的说明。", "上级的改进。")


def test_disabling_an_unknown_indicator_is_told(office: Office) -> None:
    text, places = unmarked(CHILD.replace("  公开情况: {理由", "  ▲公开情況: {理由"))
    family(office, text)
    (unknown, *_) = office.load(text)[1].errors
    assert (unknown.number, str(unknown.mark)) == ("R315", places[0])
    assert "没有“公开情況”，无从停用。是不是 “公开情况”？" in unknown.reason


def test_a_ring_of_parents_is_printed(office: Office) -> None:
    parent, places = unmarked(edited(PARENT, {"名称: 某县评分表\n": "名称: 某县评分表\n继承: ▲x/2024\n"}), "data/rules/x/2023.yaml")
    family(office, CHILD, parent)
    rules, problems = office.load(CHILD)
    assert rules is None
    assert_told(problems, "R314", places, "继承成了环：x/2024 → x/2023 → x/2024")


def test_a_mistake_in_the_parent_is_told_in_the_parents_file(office: Office) -> None:
    parent, places = unmarked(edited(PARENT, {"核实: 待核": "核实: ▲好像"}), "data/rules/x/2023.yaml")
    family(office, CHILD, parent)
    rules, problems = office.load(CHILD)
    assert rules is None
    assert_told(problems, "R311", places)


def test_changes_that_are_no_mapping_are_told_not_ignored(office: Office) -> None:
    child, places = unmarked("规则集: x/2024\n名称: 下级\n继承: x/2023\n停用: ▲[公开情况]\n")
    family(office, child)
    rules, problems = office.load(child)
    assert rules is None
    assert_told(problems, "R105", places, "停用")


def test_changes_without_a_parent_are_unknown_keys(office: Office) -> None:
    assert_refused(office, "R102", with_line("总分: 10\n", f"▲停用: {{公开情况: {{理由: 无, {BASIS}}}}}\n"), "不认识“停用”")


def test_a_rule_set_that_does_not_exist_is_told_with_the_nearest(bureau: Bureau) -> None:
    bureau.edit("huangge/2023", "规则: guangzhou/2023", "规则: guangzhuo/2023")
    ran = bureau.run("report", "huangge", 2023)
    assert ran.code == 1
    assert "R301" in ran.err + ran.out
    assert "是不是 “guangzhou/2023”" in ran.err + ran.out


def test_a_bureau_that_extends_the_citys_rule_set_gets_its_own_total(bureau: Bureau) -> None:
    bureau.path("data/rules/nansha").mkdir()
    bureau.path("data/rules/nansha/2023.yaml").write_text(
        "规则集: nansha/2023\n名称: 某区评分表\n继承: guangzhou/2023\n覆盖:\n  资产盘点情况:\n"
        f"    内容: {{计分: {{方式: 达标, 条件: 资产.盘点, 未达标: 0.4}}}}\n    理由: 区里从宽\n    {BASIS}\n",
        "utf-8",
    )
    assert bureau.total("huangge", 2023) == "98.08"
    bureau.edit("huangge/2023", "规则: guangzhou/2023", "规则: nansha/2023")
    assert bureau.total("huangge", 2023) == "98.48"


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("序时: [25%, 50%, 75%, 100%]", "序时: [25%, 50%, 75%, 98%]", "未达到100%的序时要求", "未达到98%的序时要求"),
        ("标准: 10%, 方向: 高于", "标准: 12%, 方向: 高于", "超过部门预算总规模的10%", "超过部门预算总规模的12%"),
    ],
)
def test_a_changed_parameter_changes_the_sentence_that_quotes_it(bureau: Bureau, old: str, new: str, before: str, after: str) -> None:
    bureau.drop_assertions("kuichong/2024")
    assert before in bureau.text("kuichong", 2024)
    bureau.edit("data/rules/shenzhen/2024.yaml", old, new)
    assert after in bureau.text("kuichong", 2024)
    assert before not in bureau.text("kuichong", 2024)
