"""复核: the reviewed score stands beside the self-score; the unit's file and report stay as they are."""

from __future__ import annotations

import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import docx
import jsonschema
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.base.problems import Problems
from generator.base.workspace import Workspace
from generator.batch.pipeline import evaluate
from generator.rules.scorecard import GroupScore, IndicatorScore, Scorecard

from .conftest import PROJECT, Bureau, Ran
from .liyang import BASE, TOWN, add_unit, founded, review, sums_up

FOUND = """审定数:
  预算.调整调剂: {值: 451.25, 理由: 漏报年中追加一笔}
  绩效指标.1.实际: {值: 9公里, 理由: 现场核查只建成9公里}
指标:
  财务合规性: {扣分: 1, 理由: 抽查凭证二十份，两份审批手续不全}"""


@pytest.fixture
def town(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bureau:
    """The small bureau."""
    return founded(tmp_path, capsys)


def report(bureau: Bureau, *more: str) -> Ran:
    """Write the edition with the reviewed score."""
    return bureau.run("report", "liyang", 2024, "--reviewed", *more)


def points(card: Scorecard | None) -> dict[str, Decimal | None]:
    """Return the points of every indicator and group."""
    assert card is not None
    return {scored.name: scored.points for scored in card.everything()}


def told(problems: Problems) -> list[str]:
    """Return the numbers of what was told."""
    return [problem.number for problem in problems]


def test_corrected_facts_are_scored_anew_by_the_same_rules_and_decided_deductions_replace(town: Bureau) -> None:
    own = points(town.evaluate("liyang", 2024).card)
    review(town, FOUND)
    evaluation = town.evaluate("liyang", 2024)
    assert points(evaluation.card) == own
    after = points(evaluation.reviewed)
    changed = {name: after[name] for name in after if after[name] != own[name]}
    assert changed == {
        "预算调整率": Decimal("8.77"),  # 451.25 ÷ 3625 = 12.45%, 2.45 points over 10%, half a point each, rounded
        "预算执行": Decimal("37.92"),
        "财务合规性": 9,
        "财务管理": 14,
        "管理效率": 39,
        "绩效目标完成情况": Decimal("12.5"),  # 9 of 12 km
        "履职效能": Decimal("17.5"),
    }
    assert evaluation.reviewed is not None
    assert evaluation.reviewed.points == Decimal("94.42")
    assert told(evaluation.review_problems) == []


def test_the_units_file_and_its_report_stay_to_the_byte(town: Bureau) -> None:
    town.run("report", "liyang", 2024)
    facts, before = town.path(TOWN).read_bytes(), town.docx("liyang", 2024).read_bytes()
    review(town, FOUND)
    assert report(town).code == 0
    assert town.run("report", "liyang", 2024).code == 0
    assert (town.path(TOWN).read_bytes(), town.docx("liyang", 2024).read_bytes()) == (facts, before)


def test_a_unit_that_nobody_reviewed_has_no_reviewed_score_and_looks_once_for_a_review(town: Bureau) -> None:
    workspace = Workspace(town.root)
    evaluation = evaluate(workspace, "liyang", 2024)
    assert evaluation.reviewed is None
    assert workspace.reads["data/reviews/liyang/2024.yaml"] == ""  # so that one that comes later makes the report anew
    assert [path for path in workspace.reads if "reviews" in path] == ["data/reviews/liyang/2024.yaml"]
    assert told(evaluation.review_problems) == []


def test_without_a_review_nothing_is_written_and_the_file_to_write_is_named(town: Bureau) -> None:
    ran = report(town)
    assert ran.code == 1
    assert "F254" in ran.err
    assert "data/reviews/liyang/2024.yaml" in ran.err
    assert not (town.root / "build").exists()


def test_what_is_wrong_with_a_review_is_told_by_check_and_stops_only_the_reviewed_edition(town: Bureau) -> None:
    review(town, "指标:\n  财务合规: {扣分: 1, 理由: 手续不全}\n  资产盘点情况: {扣分: 1}\n审定数: {决算.支出: {值: 三千万, 理由: 账}}")
    checked = town.run("check", "liyang", 2024)
    assert checked.code == 1
    assert "R101  data/reviews/liyang/2024.yaml:4:11" in checked.out
    town.edit("data/reviews/liyang/2024.yaml", "{扣分: 1}", "{扣分: 1, 理由: 盘点没有记录}")
    checked = town.run("check", "liyang", 2024)
    assert re.findall(r"[A-Z]\d{3}(?=  data/reviews/liyang/2024.yaml)", checked.out + checked.err) == ["F250", "F202"]
    assert town.run("report", "liyang", 2024).code == 0
    assert report(town).code == 1
    assert not town.docx("liyang", 2024, "report.reviewed.docx").exists()
    assert town.evaluate("liyang", 2024).reviewed is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("指标: {财务合规性: {扣分: 1, 理由: ' '}}", "R101"),
        ("指标: {财务合规性: {扣分: 1, 理由: '见{{ 决算.支出 }}'}}", "F119"),
        ("指标: {财务合规性: {扣分: -1, 理由: 多扣了}}", "F252"),
        ("指标: {财务合规性: {扣分: 10%, 理由: 手续不全}}", "R110"),
        ("指标: {管理效率: {扣分: 1, 理由: 手续不全}}", "F250"),
        ("评分: {财务合规性: {扣分: 1, 理由: 手续不全}}", "R102"),
        ("审定数: {绩效指标: {值: 1, 理由: 手续不全}}", "F251"),
        ("审定数: {绩效指标.7.实际: {值: 9公里, 理由: 手续不全}}", "F251"),
        ("审定数: {累计支出进度.全年: {值: 120%, 理由: 决算}}", "F232"),
        ("审定数: {三公经费.预算: {值: 9, 理由: 一}, 三公预算: {值: 9, 理由: 二}}", "F106"),
        ("审定数: {决算.支出: {值: 待填, 理由: 决算}}", "F204"),
        ("审定数: {预算.基本支出: {值: 0, 理由: 没有预算}, 预算.项目支出: {值: 0, 理由: 没有预算}}", "F302"),
    ],
)
def test_each_mistake_in_a_review_is_told_at_its_place(town: Bureau, written: str, number: str) -> None:
    town.edit("data/vocabulary/facts.yaml", "名称: “三公”经费预算数}", "名称: “三公”经费预算数, 别名: [三公预算]}")
    review(town, written)
    evaluation = town.evaluate("liyang", 2024)
    assert (number, "data/reviews/liyang/2024.yaml") in [(each.number, each.in_text.source.path) for each in evaluation.review_problems if each.in_text]
    assert evaluation.reviewed is None
    assert not evaluation.problems.errors


def test_last_years_facts_can_be_corrected_too(town: Bureau) -> None:
    town.append(TOWN, "上年: {决算: {支出: 3000}}\n量: {增长: {式: 决算.支出 ÷ 上年.决算.支出, 零分母: 报错}}")
    review(town, "审定数: {上年.决算.支出: {值: 3480.00, 理由: 决算报表}}")
    evaluation = town.evaluate("liyang", 2024)
    assert told(evaluation.review_problems) == []
    assert evaluation.reviewed is not None
    assert str(evaluation.reviewed.figures.value("增长").number) == "1.0000"  # type: ignore[union-attr]
    assert report(town).code == 0
    table = docx.Document(str(town.docx("liyang", 2024, "report.reviewed.docx"))).tables[0]
    assert [cell.text for cell in table.rows[1].cells] == ["上年支出决算数", "3000万元", "3480.00万元", "决算报表"]


def test_a_review_that_is_no_yaml_is_told_too(town: Bureau) -> None:
    review(town, "指标：没有")
    evaluation = town.evaluate("liyang", 2024)
    assert evaluation.review_problems.errors
    assert not evaluation.problems.errors


def test_the_word_edition_shows_both_scores_the_difference_and_the_reasons(town: Bureau) -> None:
    review(town, FOUND)
    ran = report(town, "--format", "docx,xlsx")
    assert ran.code == 0
    assert "复核得分：94.42分（满分100分）  优" in ran.out
    document = docx.Document(str(town.docx("liyang", 2024, "report.reviewed.docx")))
    corrected, scores = document.tables
    rows = [[cell.text for cell in row.cells] for row in corrected.rows]
    assert ["全年预算调整、调剂金额", "181.25万元", "451.25万元", "漏报年中追加一笔"] in rows
    assert ["新建村级道路·实际", "12.6公里", "9公里", "现场核查只建成9公里"] in rows
    rows = [[cell.text for cell in row.cells][2:] for row in scores.rows]
    assert rows[0] == ["三级指标", "分值", "自评得分", "复核得分", "增减", "复核理由"]
    assert ["财务合规性", "10", "10", "9", "-1", "抽查凭证二十份，两份审批手续不全"] in rows
    assert ["支出执行率", "10", "9.6", "9.6", "0", ""] in rows
    assert rows[-1][1:] == ["100", "99.15", "94.42", "-4.73", "等级优；复核人：新禾市财政局"]
    assert "自评得99.15分，新禾市财政局复核后得94.42分" in "".join(paragraph.text for paragraph in document.paragraphs)


def test_the_workbook_of_the_edition_holds_numbers_that_add_up(town: Bureau) -> None:
    review(town, FOUND)
    report(town, "--format", "docx,xlsx")
    sheet = openpyxl.load_workbook(town.docx("liyang", 2024, "annexes.reviewed.xlsx"))["复核评分表"]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[3], int | float)]
    *indicators, whole = [[Decimal(str(value)) for value in row[3:7]] for row in rows]
    assert [sum(column) for column in zip(*indicators, strict=True)] == whole
    assert all(after - own == change for _, own, after, change in indicators)


def test_the_same_review_gives_the_same_bytes_and_an_edited_edition_is_not_overwritten(town: Bureau) -> None:
    review(town, FOUND)
    report(town)
    path = town.docx("liyang", 2024, "report.reviewed.docx")
    first = path.read_bytes()
    report(town)
    assert path.read_bytes() == first
    path.write_bytes(first + b"edited")
    assert "W306" in report(town).err
    assert path.read_bytes() == first + b"edited"
    assert town.docx("liyang", 2024, "report.reviewed.new.docx").read_bytes() == first


def test_a_draft_is_not_reviewed(town: Bureau) -> None:
    assert report(town, "--draft").code == 2


def test_explain_tells_both_scores_who_corrected_what_why_and_where(town: Bureau) -> None:
    review(town, FOUND)
    overview = town.run("explain", "liyang", 2024).out
    assert "【复核（新禾市财政局）】" in overview
    assert "总分　自评99.15分，复核94.42分，减少4.73分" in overview
    of_one = town.run("explain", "liyang", 2024, "预算调整率").out
    for line in (
        "预算调整率　自评10分，复核8.77分，减少1.23分",
        "理由：漏报年中追加一笔",
        "率.预算调整　5% → 12.45%",
        "审定数 预算.调整调剂　181.25万元 → 451.25万元　data/reviews/liyang/2024.yaml:3:16",
        "自评写在：data/agencies/liyang/2024.yaml:13:9",
    ):
        assert line in of_one
    assert "复核评定：data/reviews/liyang/2024.yaml:6:" in town.run("explain", "liyang", 2024, "财务合规性").out
    assert "没有变化" in town.run("explain", "liyang", 2024, "支出执行率").out
    assert "451.25" in town.run("explain", "liyang", 2024, "率.预算调整").out
    assert "复核" not in town.run("explain", "liyang", 2024, "率.支出执行").out
    data = json.loads(town.run("explain", "liyang", 2024, "预算调整率", "--json").out)["reviewed"]
    assert data["reviewer"] == "新禾市财政局"
    assert (data["scores"][0]["points"], data["scores"][0]["reviewed"]) == ("10", "8.77")
    assert data["facts"][0]["place"] == "data/reviews/liyang/2024.yaml:3:16"


def test_a_review_that_brings_the_inputs_takes_the_place_of_a_reported_value(town: Bureau) -> None:
    town.edit(TOWN, "  年末结转结余: 145.00\n", "")
    town.append(TOWN, "直报: {率.结转结余: {值: 4%, 理由: 只公布了比率}}")
    review(town, "审定数: {决算.年末结转结余: {值: 290, 理由: 决算报表}}")
    evaluation = town.evaluate("liyang", 2024)
    assert told(evaluation.review_problems) == []
    assert points(evaluation.card)["结转结余率"] == 10
    assert points(evaluation.reviewed)["结转结余率"] == 5  # 290 ÷ 3625 = 8%


def test_what_a_unit_asserted_of_its_own_figures_is_not_held_against_the_review(town: Bureau) -> None:
    town.append(TOWN, "核对: {率.预算调整: 5%}")
    review(town, FOUND)
    evaluation = town.evaluate("liyang", 2024)
    assert told(evaluation.review_problems) == []
    assert evaluation.reviewed is not None


def test_a_group_that_was_judged_as_a_whole_is_reviewed_as_a_whole(town: Bureau) -> None:
    town.edit(TOWN, "  其余: 满分\n", "  其余: 满分\n  财务管理: {扣分: 1, 仅组: 是, 说明: 只公布了组的得分。, 问题: 审批不严。, 改进: 从严审批。}\n")
    review(town, "指标: {财务合规性: {扣分: 2, 理由: 手续不全}}")
    assert told(town.evaluate("liyang", 2024).review_problems) == ["F250"]
    review(town, "指标: {财务管理: {扣分: 2, 理由: 手续不全}}")
    evaluation = town.evaluate("liyang", 2024)
    assert points(evaluation.reviewed)["财务管理"] == 13
    assert points(evaluation.reviewed)["管理效率"] == 38
    assert report(town).code == 0
    document = docx.Document(str(town.docx("liyang", 2024, "report.reviewed.docx")))
    assert "手续不全" in [cell.text for row in document.tables[-1].rows for cell in row.cells]


def test_a_departments_sum_is_corrected_as_the_sum(town: Bureau) -> None:
    add_unit(town, "shuili", "预算: {基本支出: 80, 项目支出: 20, 调整调剂: 0}")
    sums_up(town, "shuili")
    review(town, "审定数: {预算.调整调剂: {值: 558.75, 理由: 漏报}}")
    evaluation = town.evaluate("liyang", 2024)
    assert evaluation.reviewed is not None
    assert str(evaluation.reviewed.figures.value("率.预算调整").number) == "0.1500"  # type: ignore[union-attr]


def test_the_same_result_is_a_hint_and_a_review_of_nobody_an_error(town: Bureau) -> None:
    review(town, "指标: {财务合规性: {扣分: 0, 理由: 抽查无误}}")
    assert told(town.evaluate("liyang", 2024).review_problems) == ["H430"]
    review(town, "指标: {}", "liyang/2023")
    review(town, "指标: {}", "liyng/2024")
    checked = town.run("check")
    assert re.findall(r"F253  (\S+)", checked.out + checked.err) == ["data/reviews/liyang/2023.yaml:1:1", "data/reviews/liyng/2024.yaml:1:1"]
    assert "liyng" not in town.run("check", "liyang", 2024).out


NAMES = st.sampled_from(("财务合规性", "资产盘点情况", "重点任务完成情况", "管理制度健全性", "支出执行率", "三公经费控制"))


@settings(deadline=None, max_examples=25)
@given(verdicts=st.dictionaries(NAMES, st.decimals(0, 5, places=2)), spent=st.decimals(0, 9000, places=2))
def test_a_reviewed_total_closes_whatever_is_corrected(verdicts: dict[str, Decimal], spent: Decimal) -> None:
    lines = "\n".join(f"  {name}: {{扣分: {off}, 理由: 抽查}}" for name, off in verdicts.items())
    written = f"复核人: 局\n审定数: {{决算.支出: {{值: {spent}, 理由: 账}}}}\n" + (f"指标:\n{lines}\n" if verdicts else "")
    annexes = {BASE / "templates" / "annexes" / path.name: path.read_bytes() for path in (PROJECT / "templates" / "annexes").iterdir()}
    workspace = Workspace(BASE).with_files({**annexes, BASE / "data/reviews/liyang/2024.yaml": written.encode()})
    evaluation = evaluate(workspace, "liyang", 2024)
    assert evaluation.review_problems.errors == []
    card = evaluation.reviewed
    assert card is not None
    for scored in card.everything():
        assert scored.points is not None
        assert scored.deduction is not None
        assert scored.points + scored.deduction == scored.full
        assert 0 <= scored.points <= scored.full
        if isinstance(scored, GroupScore):
            assert scored.points == sum(child.points or 0 for child in scored.children)
        if isinstance(scored, IndicatorScore) and scored.name in verdicts:
            assert scored.deduction == verdicts[scored.name]
    assert card.points == sum(leaf.points or 0 for group in card.groups for leaf in group.leaves)


def test_the_example_that_a_new_bureau_is_given_fits_its_sample_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(PROJECT / "starter" / "data", tmp_path / "data")
    for folder in ("data/vocabulary", "templates"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    shutil.copytree(PROJECT / "starter" / "templates", tmp_path / "templates", dirs_exist_ok=True)
    (example,) = re.findall(r"```yaml\n(.*?)```", (tmp_path / "data/reviews/README.md").read_text("utf-8"), re.DOTALL)
    path = tmp_path / "data/reviews/shili/2024.yaml"
    path.parent.mkdir()
    path.write_text(example, "utf-8")
    evaluation = Bureau(tmp_path, capsys).evaluate("shili", 2024)
    assert told(evaluation.review_problems) == []
    assert points(evaluation.reviewed)["制度执行"] == 35
    schema = json.loads((PROJECT / "data/schemas/review.json").read_text("utf-8"))
    jsonschema.validate(YAML(typ="safe", pure=True).load(example), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(YAML(typ="safe", pure=True).load(example.replace("理由", "原因")), schema)
