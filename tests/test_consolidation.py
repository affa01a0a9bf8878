"""汇总: a department's facts are its own level's and its units' together, exact, each sum with its parts."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.base import words as W
from generator.base.problems import Problems
from generator.base.workspace import Workspace
from generator.facts.facts import Fact, Facts
from generator.facts.loading import load_facts
from generator.facts.sums import total
from generator.facts.values import MONEY, NOT_APPLICABLE, Missing, Quantity, Table
from generator.facts.vocabulary import load_vocabulary

from .conftest import Bureau
from .liyang import BASE, HEAD, TOWN, add_unit, founded, sums_up

STATION = """单位: {全称: 黎阳镇水利站}
人员: {在编人员: 6, 编外人员: 2}
预算: {基本支出: 302000.50, 项目支出: 500000, 调整调剂: 0}
决算: {支出: 798000, 年末结转结余: 0}
三公经费: {预算: 5000, 决算: 4800}
累计支出进度: {上半年: 10%, 全年: 20%}
公开: {预算日期: 2024年3月1日}
资产: {盘点: 否}
履职: {未完成任务: 1}"""
SCHOOL = """单位: {全称: 黎阳镇中心幼儿园}
人员: {在编人员: 31, 编外人员: 8人}
预算: {基本支出: 410.5, 项目支出: 60, 调整调剂: 12.5}
决算: {支出: 470.25, 年末结转结余: 0.2}
三公经费: 不适用
履职: {未完成任务: 0}""".replace("三公经费: 不适用", "三公经费: {预算: 不适用, 决算: 不适用}")


@pytest.fixture
def town(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bureau:
    """A town with a station that keeps its books in 元 and a school that keeps them in 万元."""
    bureau = founded(tmp_path, capsys)
    add_unit(bureau, "shuili", STATION, unit="元")
    add_unit(bureau, "youeryuan", SCHOOL)
    sums_up(bureau, "shuili", "youeryuan")
    return bureau


def facts_of(bureau: Bureau, unit: str = "liyang", year: int = 2024) -> tuple[Facts, Problems]:
    """Return a unit's facts with what is wrong with them."""
    problems = Problems()
    facts = load_facts(Workspace(bureau.root), unit, year, problems)
    assert facts is not None
    return facts, problems


def shown(fact: Fact | None) -> str:
    """Return a fact's amount with its unit."""
    assert fact is not None
    assert isinstance(fact.value, Quantity), fact
    return f"{fact.value.number}{fact.value.unit}"


def numbers(problems: Problems) -> list[str]:
    """Return the numbers of what was told."""
    return [problem.number for problem in problems]


def test_amounts_headcounts_and_counts_add_exactly_in_the_departments_unit(town: Bureau) -> None:
    facts, problems = facts_of(town)
    assert numbers(problems) == []
    assert shown(facts.fact("预算.基本支出")) == "1961.10005万元"  # 1520.40 + 30.20005 + 410.5
    assert shown(facts.fact("决算.支出")) == "4030.05万元"
    assert shown(facts.fact("人员.在编人员")) == "105"
    assert shown(facts.fact("履职.未完成任务")) == "1"


def test_rates_dates_texts_and_flags_are_the_departments_own(town: Bureau) -> None:
    facts, _ = facts_of(town)
    assert str(facts.values["累计支出进度.全年"].value.number) == "0.96"  # type: ignore[union-attr]
    assert facts.values["单位.简称"].value == "黎阳镇"
    assert facts.values["资产.盘点"].value is True
    assert [path for path, fact in facts.values.items() if fact.parts and path.startswith(("累计", "公开", "资产", "单位"))] == []


def test_a_sum_knows_its_parts_with_unit_value_and_place(town: Bureau) -> None:
    explained = town.run("explain", "liyang", 2024, "预算.基本支出")
    assert explained.code == 0
    for part in ("1520.40万元  data/agencies/liyang/2024.yaml:12:9", "302000.50元   data/agencies/shuili/2024.yaml:7:12", "410.5万元"):
        assert " ".join(part.split()) in " ".join(explained.out.split())
    listed = town.run("show", "liyang", 2024, "--stage", "facts").out
    assert "预算.基本支出 = 1961.10005万元" in listed
    assert "    youeryuan 410.5万元    data/agencies/youeryuan/2024.yaml:7:12" in listed
    parts = json.loads(town.run("explain", "liyang", 2024, "预算.基本支出", "--json").out)["figures"][0]["parts"]
    assert [(part["agency"], part["value"]["number"]) for part in parts] == [("liyang", "1520.40"), ("shuili", "302000.50"), ("youeryuan", "410.5")]


def test_formulas_sentences_and_scores_see_the_sums_under_the_same_names(town: Bureau) -> None:
    text = town.text("liyang", 2024)
    assert "年初预算4175.70005万元，支出4030.05万元，执行率96.51%" in text  # 4030.05 ÷ 4175.70005
    assert "年末有工作人员139人" in text


def test_what_is_asserted_is_compared_with_the_sum(town: Bureau) -> None:
    town.append(TOWN, "核对: {预算.合计: 4175.70005}")
    assert not town.evaluate("liyang", 2024).problems.errors
    town.edit(TOWN, "4175.70005", "3625.00")
    assert numbers(town.evaluate("liyang", 2024).problems) == ["F306"]


def test_the_count_of_units_is_a_name_like_any_other(town: Bureau) -> None:
    town.edit(TOWN, "主要职责: 负责", "主要职责: 汇总了{{ 汇总.单位数 }}个单位，负责")
    town.append(TOWN, "量: {每单位预算: 预算.合计 ÷ (汇总.单位数 + 1)}")
    problems = town.evaluate("liyang", 2024).problems
    assert numbers(problems) == ["R205"]  # a denominator is a denominator
    town.edit(TOWN, "预算.合计 ÷ (汇总.单位数 + 1)", "{式: 预算.合计 ÷ (汇总.单位数 + 1), 零分母: 报错}")
    assert "汇总了2个单位" in town.text("liyang", 2024)


def test_what_one_unit_cannot_have_adds_nothing_and_what_none_can_have_stays_so(town: Bureau) -> None:
    facts, _ = facts_of(town)
    assert shown(facts.fact("三公经费.预算")) == "33.00万元"
    for name in (TOWN, "shuili/2024"):
        path = town.path(name)
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("三公经费")]
        path.write_text("\n".join([*lines, "三公经费: {预算: 不适用, 决算: 不适用}", ""]), "utf-8")
    assert facts_of(town)[0].values["三公经费.预算"].value is NOT_APPLICABLE


def test_what_is_still_to_come_in_one_unit_is_still_to_come_in_the_sum_and_told_once_at_its_place(town: Bureau) -> None:
    town.edit("shuili/2024", "基本支出: 302000.50", "基本支出: 待填")
    evaluation = town.evaluate("liyang", 2024)
    assert [(problem.number, str(problem.mark)) for problem in evaluation.problems.errors] == [("F204", "data/agencies/shuili/2024.yaml:7:12")]
    assert evaluation.facts is not None
    assert isinstance(evaluation.facts.values["预算.基本支出"].value, Missing)
    assert shown(evaluation.facts.fact("预算.项目支出")) == "2214.60万元"
    draft = town.run("report", "liyang", 2024, "--draft")
    assert draft.code == 0
    assert "1 处待填" in draft.out
    assert "预算.基本支出" in town.run("missing", "liyang", 2024).out


def test_a_unit_that_says_nothing_of_a_sum_is_named_in_one_warning(town: Bureau) -> None:
    town.edit("youeryuan/2024", "决算: {支出: 470.25, 年末结转结余: 0.2}\n", "")
    facts, problems = facts_of(town)
    assert shown(facts.fact("决算.支出")) == "3559.80万元"
    assert [(problem.number, str(problem.mark)) for problem in problems] == [("W330", "data/agencies/liyang/2024.yaml:7:14")]
    assert "2 项没有写：决算.支出、决算.年末结转结余" in str(next(iter(problems)))


def test_a_department_of_departments_adds_each_unit_once(town: Bureau) -> None:
    add_unit(town, "qu", "单位: {全称: 新禾区}\n汇总: [liyang]\n人员: {在编人员: 10, 编外人员: 0}")
    facts, problems = facts_of(town, "qu")
    assert numbers(problems) == ["W330"]  # the district's own level says nothing of budgets
    assert shown(facts.fact("人员.在编人员")) == "115"
    assert [part.agency for part in facts.values["人员.在编人员"].parts] == ["qu", "liyang", "shuili", "youeryuan"]
    assert facts.units == ("liyang", "shuili", "youeryuan")
    town.edit("qu/2024", "汇总: [liyang]", "汇总: [liyang, shuili]")
    assert "F244" in numbers(facts_of(town, "qu")[1])


def test_a_ring_through_others_prints_itself(town: Bureau) -> None:
    town.append("youeryuan/2024", "汇总: [banju]")
    add_unit(town, "banju", "汇总: [liyang]")
    (problem,) = facts_of(town)[1].errors
    assert problem.number == "F242"
    assert "liyang → youeryuan → banju → liyang" in str(problem)
    town.edit("banju/2024", "汇总: [liyang]", "汇总: [banju]")
    assert "banju → banju" in str(facts_of(town)[1].errors[0])


def test_last_years_values_are_summed_from_files_and_from_what_is_repeated(town: Bureau) -> None:
    add_unit(town, "liyang", "预算: {基本支出: 1400, 项目支出: 2000}", year=2023)
    add_unit(town, "shuili", "预算: {基本支出: 290000}", year=2023, unit="元")
    town.append("youeryuan/2024", "上年: {预算: {基本支出: 400.05}}")
    facts, problems = facts_of(town)
    assert shown(facts.fact("上年.预算.基本支出")) == "1829.05万元"
    assert shown(facts.fact("上年.预算.项目支出")) == "2000万元"
    assert numbers(problems) == []


def test_rows_stand_below_each_other_and_the_same_row_stands_once(town: Bureau) -> None:
    town.append("shuili/2024", "绩效指标:\n  - {名称: 清淤河道, 满分: 0, 目标: 不少于3公里, 实际: 3.2公里}")
    town.append("youeryuan/2024", "绩效指标:\n  - {名称: 群众满意度, 满分: 5, 目标: 不低于90%, 实际: 93%, 完成率: 100%}")
    facts, problems = facts_of(town)
    assert numbers(problems) == []
    table = facts.values["绩效指标"].value
    assert isinstance(table, Table)
    assert [row.cells["名称"] for row in table.rows] == ["新建村级道路", "群众满意度", "清淤河道"]
    assert str(facts.values["绩效指标.3.实际"].mark).startswith("data/agencies/shuili/2024.yaml")
    assert "完成率" in table.rows[1].cells


def test_rows_of_one_name_add_up_where_the_vocabulary_says_so(town: Bureau) -> None:
    kinds = "资产构成: {类型: 表, 列: {名称: 文本, 金额: 金额}, 汇总: 同名相加}"
    town.append("data/vocabulary/facts.yaml", kinds)
    town.append(TOWN, "资产构成: [{名称: 房屋, 金额: 100}, {名称: 车辆, 金额: 20.5}]")
    town.append("shuili/2024", "资产构成: [{名称: 设备, 金额: 70000}, {名称: 房屋, 金额: 5}]")
    facts, problems = facts_of(town)
    assert numbers(problems) == []
    assert [shown(facts.values[f"资产构成.{row}.金额"]) for row in (1, 2, 3)] == ["100.0005万元", "20.5万元", "70000元"]
    assert [part.agency for part in facts.values["资产构成.1.金额"].parts] == ["liyang", "shuili"]


def test_a_fact_that_the_vocabulary_takes_out_is_the_departments_own(town: Bureau) -> None:
    town.edit("data/vocabulary/facts.yaml", "人员.编外人员: {类型: 人数,", "人员.编外人员: {汇总: 不加, 类型: 人数,")
    assert shown(facts_of(town)[0].fact("人员.编外人员")) == "24"


@pytest.mark.parametrize(
    ("entry", "number"),
    [
        ("新的: {类型: 金额, 汇总: 相加}", "R106"),
        ("新的: {类型: 金额, 汇总: 同名相加}", "R106"),
        ("新的: {类型: 表, 列: {名称: 文本, 数: 金额}, 对照: {数: 没有的}}", "R203"),
        ("新的: {类型: 表, 列: {名称: 文本, 数: 金额}, 对照: {没有: 预算.基本支出}}", "R203"),
    ],
)
def test_a_vocabulary_that_cannot_mean_that_is_told(town: Bureau, entry: str, number: str) -> None:
    town.append("data/vocabulary/facts.yaml", entry)
    problems = Problems()
    load_vocabulary(Workspace(town.root), problems)
    assert numbers(problems) == [number]


@pytest.mark.parametrize(("written", "number"), [("shuili", "R108"), ("[{名称: shuili}]", "R109"), ("[待填]", "F204"), ("[../agencies/shuili]", "F240")])
def test_a_list_of_units_is_a_list_of_their_names(town: Bureau, written: str, number: str) -> None:
    town.edit(TOWN, "汇总: [shuili, youeryuan]", f"汇总: {written}")
    assert numbers(facts_of(town)[1]) == [number]


def test_a_change_of_a_units_file_is_a_change_of_what_the_report_was_made_from(town: Bureau) -> None:
    assert town.run("report", "liyang", 2024).code == 0
    inputs = json.loads((town.root / "build/liyang/2024/receipt.json").read_text("utf-8"))["inputs"]
    assert {"data/agencies/liyang/2024.yaml", "data/agencies/shuili/2024.yaml", "data/agencies/youeryuan/2024.yaml"} <= set(inputs)


def test_the_excel_form_asks_for_the_departments_own_level(town: Bureau) -> None:
    add_unit(town, "liyang", "预算: {基本支出: 1400}", year=2023)
    add_unit(town, "shuili", "预算: {基本支出: 290000}", year=2023, unit="元")
    assert town.run("sheet", "liyang", 2024).code == 0
    import openpyxl

    sheet = openpyxl.load_workbook(town.root / "build/liyang/2024/facts.xlsx")[W.X_FACTS]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[-1] == "预算.基本支出")
    assert 1520.4 in row
    assert "1400万元" in row
    assert "没有改动" in town.run("pull", town.root / "build/liyang/2024/facts.xlsx").out


def test_a_new_year_sums_up_the_same_units(town: Bureau) -> None:
    assert town.run("new-year", "liyang").code == 0
    assert "汇总: [shuili, youeryuan]" in town.path("liyang/2025").read_text("utf-8")


AMOUNTS = st.tuples(st.decimals(-(10**9), 10**9, places=4), st.sampled_from(tuple(W.MONEY_UNITS)))


@given(st.lists(AMOUNTS, min_size=1, max_size=20), st.sampled_from(tuple(W.MONEY_UNITS)), st.randoms(use_true_random=False))
def test_a_sum_of_amounts_is_the_sum_of_decimals_whatever_their_units_and_order(amounts: list[tuple[Decimal, str]], unit: str, random: object) -> None:
    values = [Quantity(number, MONEY, written) for number, written in amounts]
    added = total(values, unit)
    assert isinstance(added, Quantity)
    assert added.unit == unit
    assert added.in_unit("元") == sum(number * 10 ** W.MONEY_UNITS[written] for number, written in amounts)
    random.shuffle(values)  # type: ignore[attr-defined]
    assert total(values, unit) == added


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.decimals(0, 10**8, places=2), st.sampled_from(tuple(W.MONEY_UNITS))), min_size=1, max_size=6))
def test_what_units_state_in_their_files_adds_to_the_departments_own_to_the_fen(amounts: list[tuple[Decimal, str]]) -> None:
    names = [f"xiaji{number}" for number, _ in enumerate(amounts)]
    files = {name: f"{HEAD.format(year=2024, unit=unit)}决算: {{支出: {number}}}\n" for name, (number, unit) in zip(names, amounts, strict=True)}
    files["bumen"] = f"{HEAD.format(year=2024, unit='万元')}决算: {{支出: 0.0001}}\n汇总: [{', '.join(names)}]\n"
    written = {BASE / f"data/agencies/{name}/2024.yaml": text.encode() for name, text in files.items()}
    workspace, problems = Workspace(BASE).with_files(written), Problems()
    facts = load_facts(workspace, "bumen", 2024, problems)
    assert not problems.errors
    assert facts is not None
    value = facts.values["决算.支出"].value
    assert isinstance(value, Quantity)
    assert value.in_unit("元") == 1 + sum(number * 10 ** W.MONEY_UNITS[unit] for number, unit in amounts)


def test_the_order_of_the_units_does_not_matter(town: Bureau) -> None:
    before = {path: fact.value for path, fact in facts_of(town)[0].values.items()}
    town.edit(TOWN, "[shuili, youeryuan]", "[youeryuan, shuili]")
    assert {path: fact.value for path, fact in facts_of(town)[0].values.items()} == before


def test_a_department_may_name_the_units_that_it_sums_up_and_no_others(bureau: Bureau) -> None:
    head = "单位: {全称: 黄阁镇综合保障中心}\n年度: 2023\n规则: guangzhou/2023\n模板: nansha\n金额单位: 万元\n"
    bureau.path("data/agencies/zhongxin").mkdir()
    bureau.path("zhongxin/2023").write_text(head, "utf-8")
    bureau.append("huangge/2023", "增设章节: [{标题: 其他情况, 级: 1, 置于: 主要绩效, 内容: 黄阁镇综合保障中心运转有序。}]")
    assert "H412" in numbers(bureau.evaluate("huangge", 2023).problems)
    bureau.append("huangge/2023", "汇总: [zhongxin]")
    assert "H412" not in numbers(bureau.evaluate("huangge", 2023).problems)


def test_a_run_over_all_units_makes_a_department_again_when_a_unit_below_it_changed(town: Bureau) -> None:
    for name in ("shuili", "youeryuan"):
        town.append(f"{name}/2024", "评定: {其余: 满分}\n正文: {主要职责: 服务全镇。, 主要成效: 完成任务。}")
    assert town.run("report", "liyang", 2024).code == 0
    alone = town.docx("liyang", 2024).read_bytes()
    town.run("all", "--jobs", 1)
    assert town.docx("liyang", 2024).read_bytes() == alone
    town.edit("shuili/2024", "支出: 798000", "支出: 798001")
    town.run("all", "--jobs", 1)
    assert town.docx("liyang", 2024).read_bytes() != alone
    inputs = json.loads((town.root / "build/liyang/2024/receipt.json").read_text("utf-8"))["inputs"]
    before = inputs["data/reviews/liyang/2024.yaml"]
    path = town.path("data/reviews/liyang/2024.yaml")
    path.parent.mkdir(parents=True)
    path.write_text("复核人: 局\n指标: {财务合规性: {扣分: 1, 理由: 手续不全}}\n", "utf-8")
    assert "liyang 2024：复核变动，内容没有变" in town.run("all", "--jobs", 1).out
    inputs = json.loads((town.root / "build/liyang/2024/receipt.json").read_text("utf-8"))["inputs"]
    assert (before, bool(inputs["data/reviews/liyang/2024.yaml"])) == ("", True)


def test_a_run_over_all_units_tells_what_is_wrong_with_a_list_as_a_single_report_does(town: Bureau) -> None:
    add_unit(town, "qiannian", SCHOOL, year=2023)
    town.edit(TOWN, "[shuili, youeryuan]", "[shuili, youeryuan, qiannian]")
    alone = town.run("report", "liyang", 2024)
    assert "F241" in alone.err
    together = town.run("all", "--jobs", 1)
    assert "没有 2024 年的文件，现有 2023 年" in together.out + together.err


@pytest.fixture
def kindergarten(town: Bureau) -> Bureau:
    """The town's school has no report of its own."""
    town.edit("youeryuan/2024", "规则: xinhe/2024\n模板: xinhe\n", "模板: 无\n")
    return town


def test_a_unit_without_a_report_of_its_own_is_summed_up_and_nothing_more_is_asked_of_it(kindergarten: Bureau) -> None:
    facts, problems = facts_of(kindergarten)
    assert numbers(problems) == []
    assert shown(facts.fact("预算.基本支出")) == "1961.10005万元"
    assert kindergarten.run("check", "youeryuan", 2024).code == 0
    missing = kindergarten.run("missing", "youeryuan", 2024)
    assert (missing.code, missing.out.strip()) == (0, "没有自己的报告，只供上级汇总")
    refused = kindergarten.run("report", "youeryuan", 2024)
    assert refused.code == 1
    assert "错误 F247  data/agencies/youeryuan/2024.yaml:2:5" in refused.err
    for command in (("explain", "youeryuan", 2024), ("show", "youeryuan", 2024, "--stage", "facts"), ("sheet", "youeryuan", 2024), ("list",)):
        kindergarten.run(*command)


def test_a_run_over_all_units_and_the_summary_leave_it_out(kindergarten: Bureau) -> None:
    kindergarten.edit("shuili/2024", "规则: xinhe/2024\n模板: xinhe\n", "模板: 无\n")
    ran = kindergarten.run("all", "--jobs", 1)
    assert ran.code == 0, ran.err
    assert "youeryuan" not in ran.out
    assert "共3个：写出1，内容没有变0，跳过2，没有写出0。" in ran.out
    summary = kindergarten.run("summary", "--year", 2024)
    assert summary.code == 0, summary.err
    assert "1 个单位" in summary.out


def test_its_next_year_begins_without_a_report_as_well(kindergarten: Bureau) -> None:
    ran = kindergarten.run("new-year", "youeryuan")
    assert ran.code == 0, ran.err
    text = kindergarten.path("youeryuan/2025").read_text("utf-8")
    assert "模板: 无" in text
    assert "年度: 2025" in text
    assert "规则" not in text
