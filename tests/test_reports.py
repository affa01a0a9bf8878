"""The five reports that are shipped: what each says of itself, and that it reads as a report should."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import pytest

from generator.base.workspace import Workspace
from generator.batch.pipeline import Evaluation, evaluate
from generator.report.document import Document, Grid, Heading, Paragraph, text_of
from generator.rules.scorecard import Scorecard

from .conftest import PROJECT, TOTALS, UNITS
from .spans import lines, printed, says, scores, value_of

every_unit = pytest.mark.parametrize(("agency", "year"), UNITS)

TITLES = {
    "huangge": ["广州市南沙区黄阁镇人民政府", "2023年部门整体支出绩效自评报告"],
    "panyu-zhujian": ["2023年度广州市番禺区住房和城乡建设局", "整体支出绩效自评报告"],
    "pingyuan-kegongshang": ["平远县科工商务局", "2021年度部门整体支出绩效自评报告"],
    "kuichong": ["2024年度部门整体绩效评价报告"],
    "baisha": ["雷州市白沙镇人民政府", "整体支出预算绩效自评报告"],
}
COVERS = {
    "pingyuan-kegongshang": [
        "部门名称（公章）：平远县科工商务局",
        "下属二级预算单位数量：0",
        "填报人：宋梅锋",
        "联系电话：0753-8897329",
        "填报日期：2022年5月12日",
    ],
    "kuichong": [
        "评价年度：2024年",
        "部门名称（公章）：深圳市大鹏新区葵涌办事处（本级）",
        "评价方式：部门自评",
        "填报人：罗永芳",
        "联系电话：0755-89263246",
    ],
}
OUTLINES = {
    "huangge": """
        一、基本情况
          （一）部门概况
          （二）年度总体工作和重点工作任务
          （三）部门整体收支情况
          （四）部门整体绩效管理情况
        二、综合评价分析
        三、绩效自评分析
          （一）管理效率各项指标得分情况
          （二）履职效能各项指标得分情况
        四、主要绩效
          （一）综合实力稳步提升
          （二）城乡面貌持续改善
          （三）民生福祉不断增进
          （四）平安黄阁建设深入推进
          （五）政府自身建设不断加强
        五、存在的主要问题
          （一）绩效管理的认识和能力有待提高
          （二）采购与资产管理个别环节落实不够及时
        六、下一步改进措施
          （一）加强绩效管理宣传培训
          （二）严格落实采购与资产管理制度""",
    "panyu-zhujian": """
        一、部门基本情况
          （一）部门职能
          （二）年度总体工作和重点工作任务
          （三）部门整体绩效目标
          （四）部门整体收支情况
          （五）部门整体绩效管理情况
        二、绩效自评情况
          （一）自评结论综述
          （二）各项工作任务绩效目标完成情况分析
          （三）各重点任务项目支出完成情况分析
          （四）主要工作成效
        三、存在的主要问题
        四、下一步改进措施""",
    "pingyuan-kegongshang": """
        一、部门基本情况
          （一）部门整体概况
          （二）年度总体工作和重点工作任务
          （三）部门整体支出绩效目标
        二、绩效自评情况
          （一）自评结论
          （二）部门整体支出绩效指标分析
          （三）部门整体支出绩效管理存在问题及改进意见
        三、下一步工作计划""",
    "kuichong": """
        一、部门基本情况
          （一）部门主要职能
          （二）年度总体工作和重点工作任务
          （三）2024年度部门预算编制情况
          （四）2024年度部门预算执行情况
        二、部门主要履职绩效分析
          （一）主要履职目标
          （二）主要履职情况
          （三）部门履职绩效情况
        三、总体评价和整改措施
          （一）预算绩效管理工作主要经验、做法
          （二）部门整体支出绩效存在问题及改进措施
          （三）后续工作计划、相关建议等
        四、部门（单位）整体支出绩效评价指标评分情况""",
    "baisha": """
        一、部门（单位）概况
          （一）部门（单位）主要职责职能，组织架构、人员及资产等基本情况
          （二）当年部门（单位）履职总体目标、工作任务
          （三）当年部门（单位）年度整体支出绩效目标
          （四）部门（单位）预算绩效管理开展情况
          （五）当年部门（单位）预算及执行情况
        二、部门（单位）整体支出绩效实现情况
          （一）政治建设走深走实
          （二）高质量发展行稳致远
          （三）“百千万”工程势头向好
          （四）民生福祉不断增强
          （五）生态建设稳步推进
          （六）社会大局和谐稳定
          （七）执政效能持续提升
        三、部门（单位）整体支出绩效中存在问题及改进措施
          （一）存在的问题
          （二）改进措施
        四、绩效自评结果拟应用和公开情况""",
}
# W301 a rate without its inputs, W302 an assertion that differs for a stated reason, W303 points off without a reason,
# W304 an empty section, W305 a deduction that is not listed as a problem, W307 rules that nobody has read in their source
WARNINGS = {
    "huangge": "W301 W305 W307",
    "panyu-zhujian": "W301 W302 W303 W303 W305 W305 W305 W305 W307 W324 W324",
    "pingyuan-kegongshang": "W303 W305 W307 W320",
    "kuichong": "W301 W307",
    "baisha": "W302 W304",
}
LEFTOVERS = re.compile(r"\{\{|\}\}|\{%|%\}|\*\*|None|Undefined|True|False|待填|不适用|[\ue000-\uf8ff]|\n|  |^\s|\s$")
BAD_JOINS = re.compile(r"[。，、；：][。，、；]|。：|（）|“”|《》|，”[^，。；、）]|元元|%%|分分|万万元|年年度|年度年度")


@cache
def evaluated(agency: str, year: int) -> Evaluation:
    return evaluate(Workspace(PROJECT), agency, year)


def document_of(agency: str, year: int) -> Document:
    evaluation = evaluated(agency, year)
    assert evaluation.document is not None, "\n".join(map(str, evaluation.problems))
    return evaluation.document


def card_of(agency: str, year: int) -> Scorecard:
    card = evaluated(agency, year).card
    assert card is not None
    return card


@every_unit
def test_the_title_and_the_cover(agency: str, year: int) -> None:
    document = document_of(agency, year)
    assert [text_of(line) for line in document.title] == TITLES[agency]
    assert text_of(document.subtitle) == ("（2024年度）" if agency == "baisha" else "")
    assert [f"{line.label}：{text_of(line.spans)}" for line in document.cover] == COVERS.get(agency, [])


@every_unit
def test_the_headings_stand_in_the_published_order(agency: str, year: int) -> None:
    headings = [block for block in document_of(agency, year).blocks if isinstance(block, Heading) and block.level <= 2]
    outline = [f"{'  ' * (heading.level - 1)}{heading.number}{text_of(heading.spans)}" for heading in headings]
    assert outline == [line.removeprefix(" " * 8) for line in OUTLINES[agency].strip("\n").splitlines()]


@every_unit
def test_the_total_is_printed_and_the_annex_adds_up_to_it(agency: str, year: int) -> None:
    document = document_of(agency, year)
    if agency == "baisha":
        assert document.annexes == ()
        assert "得分" not in "".join(text_of(line) for line in lines(document))
        return
    assert printed(document)["总分.得分"] == {TOTALS[agency]} | ({f"{TOTALS[agency]}分"} if agency not in {"huangge", "kuichong"} else set())
    (annex,) = document.annexes
    marks = [[text_of(cell.spans) for cell in row] for row in annex.rows[1:-1]]
    assert sum(Decimal(row[3]) for row in marks) == 100
    known = sum(Decimal(row[5]) for row in marks if row[5] != "—")
    groups = {row[1]: Decimal(row[1].partition("得")[2].rstrip("）")) for row in marks if row[5] == "—" and row[1]}
    assert known + sum(groups.values()) == Decimal(TOTALS[agency])


@every_unit
def test_nothing_of_the_workshop_is_left_in_the_text(agency: str, year: int) -> None:
    texts = [text_of(line) for line in lines(document_of(agency, year))]
    assert [text for text in texts if LEFTOVERS.search(text)] == []
    assert [text for text in texts if BAD_JOINS.search(text)] == []


@every_unit
def test_every_paragraph_is_a_whole_sentence(agency: str, year: int) -> None:
    paragraphs = [block for block in document_of(agency, year).blocks if isinstance(block, Paragraph)]
    assert all(text_of(block.spans).strip() for block in paragraphs)
    plain = [text_of(block.spans) for block in paragraphs if not block.number]
    assert [text for text in plain if text[-1] not in "。："] == []
    assert not any(isinstance(block, Grid) for block in document_of(agency, year).blocks)


@every_unit
def test_every_printed_value_is_what_the_facts_and_scores_say(agency: str, year: int) -> None:
    card, values = card_of(agency, year), printed(document_of(agency, year))
    marks = scores(card)
    checked = 0
    for id, texts in values.items():
        value = value_of(card, id)
        if id in marks:
            assert {Decimal(text.removesuffix("分")) for text in texts} == {marks[id]}, id
        elif value is not None and not isinstance(value, list):
            assert [text for text in texts if not says(text, value)] == [], id
        else:
            continue
        checked += 1
    assert checked > 20


@every_unit
def test_all_assertions_hold_and_the_warnings_are_the_known_ones(agency: str, year: int) -> None:
    evaluation = evaluated(agency, year)
    assert evaluation.facts is not None
    assert evaluation.facts.settings.asserted
    assert evaluation.problems.errors == []
    assert sorted(problem.number for problem in evaluation.problems.warnings) == WARNINGS[agency].split()
