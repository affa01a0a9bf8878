"""A new year begins with last year's file, a new unit with a first one; what is lacking is listed."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from generator.base.problems import Problems
from generator.base.workspace import Workspace
from generator.base.yaml_reader import Mapping, Scalar
from generator.facts.values import Quantity

from .conftest import UNITS, Bureau


def told(bureau: Bureau, agency: str, year: int) -> Counter[str]:
    return Counter(problem.number for problem in bureau.evaluate(agency, year).problems)


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_a_renewed_file_has_nothing_wrong_but_what_is_to_be_filled_in(bureau: Bureau, agency: str, year: int) -> None:
    before = told(bureau, agency, year)
    assert bureau.run("new-year", agency).code == 0
    after = told(bureau, agency, year + 1)
    assert {number for number in after if number.startswith("F")} == {"F204"}
    assert set(after) <= {"F204", "H420", "W307", "W308", *(number for number in before if number == "W304")}
    assert after["W308"] == 1


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_no_figure_of_last_year_is_left_where_a_new_one_belongs(bureau: Bureau, agency: str, year: int) -> None:
    bureau.run("new-year", agency)
    facts = bureau.evaluate(agency, year + 1).facts
    assert facts is not None
    assert {"直报", "核对", "上年"} & set(facts.sections) == set()
    assert not facts.settings.rest_is_full
    figures = {path for path, fact in (*facts.values.items(), *facts.data.items()) if isinstance(fact.value, (Quantity, date))}
    lasting = {path for path, entry in facts.vocabulary.entries.items() if entry.stable is True}
    assert {path for path in figures - lasting if not re.fullmatch(r"绩效指标\.\d+\.满分", path)} == set()


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_comments_order_and_everything_that_lasts_stay(bureau: Bureau, agency: str, year: int) -> None:
    old = bureau.path(f"{agency}/{year}").read_text("utf-8")
    bureau.run("new-year", agency)
    new = bureau.path(f"{agency}/{year + 1}").read_text("utf-8")
    workspace = Workspace(bureau.root)
    kept = [mapping for path in (f"{agency}/{year}", f"{agency}/{year + 1}") if (mapping := workspace.read_mapping(bureau.path(path), Problems()))]
    before, after = ([key for key, _ in mapping] for mapping in kept)
    assert [key for key in after if key in before] == [key for key in before if key not in {"直报", "核对", "上年"}]
    prose = old[old.index("\n正文:") :].splitlines()
    assert [line for line in prose if line not in new.splitlines()] == []


def test_the_year_that_was_typed_in_a_carried_text_is_named_above_it(bureau: Bureau) -> None:
    bureau.run("new-year", "panyu-zhujian")
    lines = bureau.path("panyu-zhujian/2024").read_text("utf-8").splitlines()
    at = lines.index("  主要工作成效:")
    assert lines[at - 1] == "  # 待审：沿用2023年的文字，写有2023、2021年"


def test_a_text_to_be_reviewed_is_told_with_its_place_until_the_comment_is_gone(bureau: Bureau) -> None:
    bureau.run("new-year", "kuichong")
    path = bureau.path("kuichong/2025")
    hints = bureau.evaluate("kuichong", 2025).problems.hints
    text = path.read_text("utf-8")
    assert len(hints) == text.count("# 待审：")
    assert [text.splitlines()[hint.mark.line - 1].strip().startswith("# 待审：") for hint in hints if hint.mark] == [True] * len(hints)
    path.write_text(re.sub(r"^ *# 待审：.*\n", "", text, flags=re.MULTILINE), "utf-8")
    assert bureau.evaluate("kuichong", 2025).problems.hints == []


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_a_renewed_file_can_be_renewed_again(bureau: Bureau, agency: str, year: int) -> None:
    bureau.run("new-year", agency)
    first = bureau.path(f"{agency}/{year + 1}").read_text("utf-8")
    ran = bureau.run("new-year", agency)
    assert ran.code == 0, ran.err
    second = bureau.path(f"{agency}/{year + 2}").read_text("utf-8")
    assert second.count("# 待审：") == first.count("# 待审：")
    assert f"沿用{year}年" not in second
    assert second.count("待填") >= first.count("待填")


def test_line_ends_and_byte_order_mark_stay(bureau: Bureau) -> None:
    path = bureau.path("kuichong/2024")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    bureau.run("new-year", "kuichong")
    content = bureau.path("kuichong/2025").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf# yaml")
    assert content.count(b"\n") == content.count(b"\r\n")


@pytest.mark.parametrize(
    "judged",
    ["评定: {其余: 满分}", "评定: {其余: 满分, 项目监管: {扣分: 1, 说明: 检查不够。}}", "评定: {项目监管: {说明: 到位。}, 其余: 满分}", "评定:\n  其余: 满分", ""],
)
def test_every_judged_indicator_is_judged_anew_however_it_was_written(bureau: Bureau, judged: str) -> None:
    bureau.edit("kuichong/2024", "评定:\n  其余: 满分", judged)
    bureau.run("new-year", "kuichong")
    keys = [dict(problem.details)["key"] for problem in bureau.evaluate("kuichong", 2025).problems.errors]
    assert len({key for key in keys if key.startswith("评定.")}) == 14
    assert set(told(bureau, "kuichong", 2025)) == {"F204", "H420", "W307", "W308"}


def test_the_rule_set_of_the_new_year_is_taken_and_what_it_newly_asks_is_added(bureau: Bureau) -> None:
    rules = bureau.path("data/rules/shenzhen/2024.yaml").read_text("utf-8")
    newer = rules.replace("shenzhen/2024", "shenzhen/2025").replace("年度: 2024}", "年度: 2025}").replace("量: 履职.满意度", "量: 履职.绩效目标完成率")
    bureau.path("data/rules/shenzhen/2025.yaml").write_text(newer, "utf-8")
    bureau.run("new-year", "kuichong")
    text = bureau.path("kuichong/2025").read_text("utf-8")
    assert "shenzhen-2025.json" in text
    assert "规则: shenzhen/2025\n" in text
    assert "  绩效目标完成率: 待填    # 绩效目标完成率；%\n" in text
    assert set(told(bureau, "kuichong", 2025)) == {"F204", "H420", "W307"}


def test_after_a_gap_last_years_values_are_asked_for(bureau: Bureau) -> None:
    bureau.run("new-year", "baisha", "--year", 2026)
    text = bureau.path("baisha/2026").read_text("utf-8")
    assert "上年:\n  预算.年初收入: 待填" in text
    assert "F301" not in told(bureau, "baisha", 2026)


def test_a_file_that_is_there_is_not_touched(bureau: Bureau) -> None:
    bureau.path("kuichong/2025").write_text("已经写了一半", "utf-8")
    ran = bureau.run("new-year", "kuichong", "--year", 2025)
    assert ran.code == 1
    assert "S130" in ran.err
    assert bureau.path("kuichong/2025").read_text("utf-8") == "已经写了一半"


def refilled(bureau: Bureau) -> str:
    """Return kuichong's renewed file with the old values put where 待填 stands."""
    workspace = Workspace(bureau.root)
    old = workspace.read_mapping(bureau.path("kuichong/2024"), Problems())
    assert old is not None
    text = bureau.path("kuichong/2025").read_text("utf-8")
    gaps = [problem for problem in bureau.evaluate("kuichong", 2025).problems if problem.number == "F204"]
    edits = []
    for problem in gaps:
        key = dict(problem.details)["key"]
        assert problem.mark is not None
        edits.append((problem.mark.offset, _old_value(old, key)))
    for offset, value in sorted(edits, reverse=True):
        assert text[offset:].startswith("待填")
        text = text[:offset] + value + text[offset + 2 :]
    return text.replace("[待满]", "[]")


def _old_value(old: Mapping, key: str) -> str:
    if key.startswith("评定."):
        return "待满" if key in {"评定.预决算信息公开", "评定.群众信访办理情况"} else "0"
    node: object = old
    for part in key.split("."):
        node = node.get(part) if isinstance(node, Mapping) else None
    if isinstance(node, Scalar):
        return str(node.text).replace("2024年", "2025年")
    return "1" if node is None else "一项"


def test_the_old_values_filled_in_again_score_what_they_scored(bureau: Bureau) -> None:
    bureau.run("new-year", "kuichong")
    path = bureau.path("kuichong/2025")
    path.write_text(refilled(bureau), "utf-8")
    ran = bureau.run("report", "kuichong", 2025)
    assert ran.code == 0, ran.err
    assert bureau.total("kuichong", 2025) == bureau.total("kuichong", 2024) == "98.29"


def test_last_years_values_that_no_file_holds_are_asked_for(bureau: Bureau) -> None:
    ran = bureau.run("new", "xuwen", "--rules", "zhanjiang/2024", "--form", "leizhou", "--name", "示例镇人民政府")
    assert ran.code == 0, ran.err
    text = bureau.path("xuwen/2024").read_text("utf-8")
    assert "全称: 示例镇人民政府\n" in text
    assert "上年:\n  预算.年初收入: 待填" in text
    assert "资产构成: 待填    # 资产构成；" in text


@pytest.mark.parametrize(
    ("rules", "form"),
    [("shenzhen/2024", "dapeng"), ("guangzhou/2023", "nansha"), ("guangzhou/2023", "panyu"), ("meizhou/2021", "pingyuan"), ("zhanjiang/2024", "leizhou")],
)
def test_a_new_units_file_has_nothing_wrong_but_what_is_to_be_filled_in(bureau: Bureau, rules: str, form: str) -> None:
    assert bureau.run("new", "shili", "--rules", rules, "--form", form).code == 0
    assert set(told(bureau, "shili", int(rules[-4:]))) <= {"F204", "W307"}
    assert bureau.run("missing", "shili", rules[-4:]).code == 1


@pytest.mark.parametrize(
    ("name", "number"), [("a b", "S131"), ("../x", "S131"), ("con", "S131"), ("2024.1", "S131"), ("镇" * 41, "S131"), ("kuichong", "S132")]
)
def test_a_unit_is_named_as_a_folder_can_be_and_only_once(bureau: Bureau, name: str, number: str) -> None:
    ran = bureau.run("new", name, "--rules", "shenzhen/2024", "--form", "dapeng")
    assert ran.code == 1
    assert number in ran.err


def test_unknown_rules_forms_and_units_are_told_and_nothing_is_written(bureau: Bureau) -> None:
    before = sorted(Path(bureau.root).rglob("*"))
    assert "R301" in bureau.run("new", "shili", "--rules", "shenzen/2024", "--form", "dapeng").err
    assert "T101" in bureau.run("new-year", "kuichong", "--form", "dapen").err
    assert "S102" in bureau.run("new-year", "kuichon").err
    assert "S133" in bureau.run("new-year", "kuichong", "--year", 2024).err
    assert sorted(Path(bureau.root).rglob("*")) == before


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_a_complete_file_lacks_nothing(bureau: Bureau, agency: str, year: int) -> None:
    ran = bureau.run("missing", agency, year)
    assert (ran.code, ran.out) == (0, "不缺什么了。\n")


def test_what_is_lacking_is_listed_by_official_form_with_points_and_place(bureau: Bureau) -> None:
    bureau.drop_assertions("kuichong/2024")
    bureau.edit("kuichong/2024", "在编人员: 120, ", "")
    bureau.edit("kuichong/2024", "  货物: 14.18\n", "  货物: 待填\n")
    ran = bureau.run("missing", "kuichong", 2024)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0] == "【部门决算 财决附03表】"
    row = next(line for line in lines if "人员.在编人员" in line)
    assert "财政供养人员控制率、编外人员控制率" in row
    assert re.search(r"data/agencies/kuichong/2024\.yaml:13:\d+$", row)
    assert "采购.货物" in ran.out
    assert lines[-1] == "还缺 2 项，关系到 3 分。"


def test_last_years_lasting_value_is_offered(bureau: Bureau) -> None:
    bureau.run("new-year", "kuichong")
    path = bureau.path("kuichong/2025")
    path.write_text(path.read_text("utf-8").replace("核定行政编制: 131", "核定行政编制: 待填"), "utf-8")
    gaps = json.loads(bureau.run("missing", "kuichong", 2025, "--json").out)["missing"]
    gap = next(gap for gap in gaps if gap["path"] == "人员.核定行政编制")
    assert (gap["earlier"], gap["lasting"], gap["form"], gap["unit"]) == ("131", True, "机构编制部门批复", "人")


def test_a_cell_still_to_be_filled_in_is_named_by_its_row_and_weighs_its_own_marks(bureau: Bureau) -> None:
    bureau.edit("huangge/2023", "目标: 不少于200家次, 实际: ＞200家次", "目标: 不少于200家次, 实际: 待填")
    (gap,) = json.loads(bureau.run("missing", "huangge", 2023, "--json").out)["missing"]
    assert (gap["path"], gap["title"], gap["points"]) == ("绩效指标.1.实际", "走访企业数量 · 实际", "8")
