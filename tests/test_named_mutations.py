"""Changes a clerk makes, and what the report then says: the sentence, its number, the total."""

from __future__ import annotations

import pytest

from generator.base.decimals import plain
from generator.report.document import Grid, text_of

from .conftest import Bureau

KUICHONG, HUANGGE, PANYU, BAISHA = "kuichong/2024", "huangge/2023", "panyu-zhujian/2023", "baisha/2024"
PINGYUAN = "pingyuan-kegongshang/2021"


def report(bureau: Bureau, name: str, *edits: tuple[str, str]) -> tuple[list[str], str]:
    """Return the lines and the total of a report after some edits of its facts, assertions dropped."""
    bureau.drop_assertions(name)
    for old, new in edits:
        bureau.edit(name, old, new)
    agency, _, year = name.partition("/")
    evaluation = bureau.evaluate(agency, int(year))
    assert evaluation.document is not None, "\n".join(map(str, evaluation.problems.errors))
    assert evaluation.card is not None
    blocks = [block for block in evaluation.document.blocks if not isinstance(block, Grid)]
    return [block.number + text_of(block.spans) for block in blocks], plain(evaluation.card.points, trim=True)


def section(lines: list[str], heading: str, following: str) -> list[str]:
    """Return the lines between two headings."""
    return lines[lines.index(heading) + 1 : lines.index(following)]


def line_with(lines: list[str], start: str) -> str:
    """Return the one line that begins so."""
    found = [line for line in lines if line.startswith(start)]
    assert len(found) == 1, f"{start!r} begins {len(found)} lines"
    return found[0]


def kuichong_issues(lines: list[str]) -> list[str]:
    return section(lines, "1.存在的问题", "2.改进措施")


def kuichong_measures(lines: list[str]) -> list[str]:
    return section(lines, "2.改进措施", "（三）后续工作计划、相关建议等")


def test_a_smaller_adjustment_is_deducted_by_its_own_rate(bureau: Bureau) -> None:
    lines, total = report(bureau, KUICHONG, ("调整调剂: 6,366.65", "调整调剂: 5,000"))
    assert kuichong_issues(lines)[1] == (
        "（2）资金调整、调剂规模偏大，超过部门预算总规模的10%。2024年度年初预算安排43,762.16万元，"
        "全年预算调整、调剂金额5,000万元，占预算总规模的11.4%，按照评分标准，扣0.14分。"
    )
    assert section(lines, "（1）预算编制合理性", "（2）预算编制规范性")[0].endswith(
        "年度执行中资金调整、调剂规模偏大，占年初预算的11.4%，预算编制的预见性和准确性有待提高。"
    )
    assert lines[-1].endswith("自评得分为98.6分。")
    assert total == "98.6"  # 100 − 0.17 − 0.14 − 1 − 0.09


def test_an_adjustment_within_the_limit_leaves_no_trace_of_a_deduction(bureau: Bureau) -> None:
    lines, total = report(bureau, KUICHONG, ("调整调剂: 6,366.65", "调整调剂: 4,000"))
    assert kuichong_issues(lines) == [
        "（1）政府采购执行率为82.9%，采购预算编制不够精准，按照评分标准，扣0.17分。",
        "（2）编外人员规模偏大。年末实有在编人员120人、编外人员761人，编外人员控制率为86.4%，超过10%，按照评分标准，扣1分。",
        "（3）2024年度第四季度末累计支出进度为91.4%，未达到100%的序时要求，按照评分标准，扣0.09分。",
    ]
    assert [measure[:3] for measure in kuichong_measures(lines)] == ["（1）", "（2）", "（3）"]
    assert not any("从严控制预算调整" in line for line in lines)
    assert section(lines, "（1）预算编制合理性", "（2）预算编制规范性")[0].endswith(
        "年度执行中没有大额调剂，也没有在项目之间频繁调剂，预决算差异控制在合理范围。"
    )
    finance = section(lines, "（2）财务合规性", "（3）预决算信息公开")[0]
    assert "资金调整、调剂累计占部门预算总规模的9.1%，在10%的控制线以内。" in finance
    assert finance.endswith("综上，葵涌办事处（本级）的财务管理合规。")
    assert total == "98.74"


def test_a_few_agency_workers_cost_half_a_point(bureau: Bureau) -> None:
    lines, total = report(bureau, KUICHONG, ("编外人员: 761", "编外人员: 8"))
    assert kuichong_issues(lines)[2] == (
        "（3）编外人员控制不够严格。年末实有在编人员120人、编外人员8人，编外人员控制率为6.3%，未控制在5%以下，按照评分标准，扣0.5分。"
    )
    assert section(lines, "（2）编外人员控制率", "5.制度管理")[0].startswith(
        "葵涌办事处（本级）2024年度有编外人员8人，编外人员控制率为6.3%。"  # 8 ÷ 128 = 6.25%
    )
    assert total == "98.79"


def test_a_budget_spent_on_schedule_is_no_problem(bureau: Bureau) -> None:
    lines, total = report(bureau, KUICHONG, ("四季度: 91.4%", "四季度: 100%"))
    assert len(kuichong_issues(lines)) == len(kuichong_measures(lines)) == 3
    assert section(lines, "（1）预算执行率", "（2）重点工作完成情况") == [
        "根据2024年度预算执行情况表计算，各季度末累计支出进度与序时进度相比，"
        "第一季度至第四季度的执行率依次为173.2%、126.4%、104%和100%，全年平均执行率为125.9%。"
    ]
    assert total == "98.38"


def test_procurement_beyond_its_plan_scores_nothing(bureau: Bureau) -> None:
    lines, total = report(bureau, KUICHONG, ("计划: 2,783.55", "计划: 2,000"))
    assert kuichong_issues(lines)[0] == (
        "（1）政府采购执行率为115.3%，实际采购金额超过计划采购金额，采购预算约束力不强，按照评分标准，扣1分。"
    )
    assert total == "97.46"


def test_no_procurement_at_all_costs_nothing(bureau: Bureau) -> None:
    edits = [("计划: 2,783.55", "计划: 0"), ("货物: 14.18", "货物: 0"), ("服务: 2,292.3", "服务: 0")]
    lines, total = report(bureau, KUICHONG, *edits)
    assert "年内未安排政府采购计划，也未发生政府采购支出。" in section(lines, "（1）政府采购执行情况", "（2）财务合规性")[0]
    assert kuichong_issues(lines)[0].startswith("（1）资金调整、调剂规模偏大")
    assert total == "98.46"


def test_expenses_beyond_their_budget_are_not_praised(bureau: Bureau) -> None:
    lines, total = report(bureau, KUICHONG, ("公用经费: {预算: 630.3, 决算: 519.8}", "公用经费: {预算: 630.3, 决算: 700}"))
    economy = section(lines, "1.经济性", "2.效率性")[0]
    assert economy.endswith("日常公用经费控制率为111.1%。经费支出超过预算，行政成本控制有待加强。")
    assert "未超支" not in economy
    assert "（4）日常公用经费控制率为111.1%，实际支出超过预算，按照评分标准，扣3分。" in kuichong_issues(lines)
    assert total == "95.29"


def test_three_public_expenses_without_a_budget_cost_their_points(bureau: Bureau) -> None:
    lines, total = report(bureau, KUICHONG, ("三公经费: {预算: 0, 决算: 0}", "三公经费: {预算: 0, 决算: 2}"))
    assert "“三公”经费预算数为0万元，实际支出2万元，未安排预算而发生支出。" in section(lines, "1.经济性", "2.效率性")[0]
    assert "（4）“三公”经费未安排预算，实际支出2万元，按照评分标准，扣3分。" in kuichong_issues(lines)
    assert total == "95.29"


def test_a_unit_without_any_deduction_reads_naturally(bureau: Bureau) -> None:
    edits = [
        ("计划: 2,783.55", "计划: 2,306.48"),
        ("调整调剂: 6,366.65", "调整调剂: 4,000"),
        ("编外人员: 761", "编外人员: 6"),
        ("四季度: 91.4%", "四季度: 100%"),
    ]
    lines, total = report(bureau, KUICHONG, *edits)
    assert kuichong_issues(lines) == ["对照评分标准，本年度没有扣分事项。"]
    assert kuichong_measures(lines) == ["巩固现有成效，继续提高预算绩效管理水平。"]
    assert not any(word in line for line in lines for word in ("，扣", "偏大", "尚有不足", "不够精准"))
    assert lines[-1].endswith("自评得分为100分。")
    assert total == "100"


def test_no_agency_workers_need_no_excuse(bureau: Bureau) -> None:
    lines, _ = report(bureau, KUICHONG, ("编外人员: 761", "编外人员: 0"))
    assert section(lines, "（2）编外人员控制率", "5.制度管理") == ["葵涌办事处（本级）2024年度有编外人员0人，编外人员控制率为0%。"]


HUANGGE_FILING = """  合同备案时效性:
    扣分: 0.5
    说明: "{{ 年度 }}年采购合同大多按时公开备案，但有个别合同签订后，未在2个工作日内在“广东省政府采购网”备案公开。"
    问题: 合同备案的时效性有待加强，个别合同签订后，没有在2个工作日内通过“广东省政府采购网”备案公开。
    改进: 按规定落实合同备案各项要求，逐份跟踪，确保备案及时。
"""
ON_TIME = (HUANGGE_FILING, "")
COUNTED = ("  盘点: 否", "  盘点: 是")
GATHERED = "（二）采购与资产管理个别环节落实不够及时"
GATHERED_MEASURES = "（二）严格落实采购与资产管理制度"


def test_two_gathered_deductions_are_counted(bureau: Bureau) -> None:
    lines, total = report(bureau, HUANGGE)
    assert section(lines, GATHERED, "六、下一步改进措施") == [
        "一是合同备案的时效性有待加强，个别合同签订后，没有在2个工作日内通过“广东省政府采购网”备案公开。"
        "二是资产管理水平有待提高。2023年没有组织资产盘点，部分资产变更存放地点后，登记信息可能未及时更新。"
    ]
    assert total == "98.08"


def test_an_inventory_that_was_taken_is_said_everywhere(bureau: Bureau) -> None:
    lines, total = report(bureau, HUANGGE, COUNTED)
    assert line_with(lines, "17.") == "17.资产盘点情况：满分1分，得1分。2023年按要求开展了资产盘点。"
    assert line_with(lines, "19.") == (
        "19.资产管理合规性：满分2分，得2分。固定资产购置、验收、领用、盘点均有制度约束，卡片和台账逐项建立，资产账与财务账相符。"
    )
    assert section(lines, GATHERED, "六、下一步改进措施") == [
        "合同备案的时效性有待加强，个别合同签订后，没有在2个工作日内通过“广东省政府采购网”备案公开。"
    ]
    assert lines[lines.index(GATHERED_MEASURES) + 1 :] == ["按规定落实合同备案各项要求，逐份跟踪，确保备案及时。"]
    assert "管理效率满分50分，自评得49.5分。" in lines
    assert total == "99.08"


def test_a_contract_filed_on_time_leaves_one_problem_without_a_count(bureau: Bureau) -> None:
    lines, total = report(bureau, HUANGGE, ON_TIME)
    assert line_with(lines, "13.合同备案") == "13.合同备案时效性：满分1分，得1分。采购合同均在签订后2个工作日内备案公开。"
    assert section(lines, GATHERED, "六、下一步改进措施") == [
        "资产管理水平有待提高。2023年没有组织资产盘点，部分资产变更存放地点后，登记信息可能未及时更新。"
    ]
    assert total == "98.58"


def test_an_entry_whose_deductions_are_all_gone_vanishes_and_the_headings_close_up(bureau: Bureau) -> None:
    own = "  - {问题标题: 制度宣传还不够, 改进标题: 加强制度宣传, 问题: 制度宣传不够深入。, 改进: 深入宣传制度。}\n"
    lines, total = report(bureau, HUANGGE, ("不列问题:\n", own + "不列问题:\n"))
    assert "（三）制度宣传还不够" in lines
    lines, total = report(bureau, HUANGGE, COUNTED, ON_TIME)
    assert [line for line in lines[lines.index("五、存在的主要问题") :] if line.startswith("（")] == [
        "（一）绩效管理的认识和能力有待提高",
        "（二）制度宣传还不够",
        "（一）加强绩效管理宣传培训",
        "（二）加强制度宣传",
    ]
    assert not any("采购与资产管理" in line for line in lines)
    assert total == "99.58"


def test_a_seventeenth_subordinate_unit_is_counted_and_named(bureau: Bureau) -> None:
    new = "    - 广州市南沙区黄阁镇总工会\n"
    lines, _ = report(bureau, HUANGGE, (new, new + "    - 广州市南沙区黄阁镇文化站\n"))
    line = line_with(lines, "纳入黄阁镇人民政府预算管理的下属单位")
    assert line.startswith("纳入黄阁镇人民政府预算管理的下属单位有17家：广州市南沙区黄阁镇社会事务综合服务中心、")
    assert line.endswith("、广州市南沙区黄阁镇总工会、广州市南沙区黄阁镇文化站。")


def test_a_missed_target_costs_its_share(bureau: Bureau) -> None:
    name = "社会救助补贴发放及时性, 类别: 产出, 满分: 6, 目标: 100%, 实际: "
    lines, total = report(bureau, HUANGGE, (name + "100%", name + "95%"))
    assert "（2）社会救助补贴发放及时性。目标值为100%，实际完成值为95%，完成率95%；满分6分，得5.7分。" in lines
    assert "1.产出指标（满分20分，得19.7分）" in lines
    assert section(lines, "（三）评分反映的其他问题", "六、下一步改进措施") == [
        "1.部分产出指标未达到年度目标值。3项产出指标满分20分，按完成率得19.7分，扣0.3分。"
    ]
    assert lines[lines.index("（三）针对其他问题的改进措施") + 1].startswith("1.逐项分析产出指标未完成的原因")
    assert total == "97.78"


def test_an_eighth_key_project_gets_a_line(bureau: Bureau) -> None:
    last = "  - {名称: 房屋租赁和安全管理业务工作经费, 预算: 62, 支出: 62}\n"
    lines, total = report(bureau, PANYU, (last, last + "  - {名称: 历史建筑修缮, 预算: 61, 支出: 54.9}\n"))
    projects = section(lines, "各重点任务所涉项目的预算支出情况如下：", "（四）主要工作成效")
    assert [project[:2] for project in projects] == [f"{number}." for number in range(1, 9)]
    assert projects[-1] == "8.“历史建筑修缮”项目年度预算61万元，支出54.9万元，预算执行率90.00%。"
    assert total == "97.11"


def test_a_spending_rate_beyond_the_whole_is_capped_in_words_too(bureau: Bureau) -> None:
    lines, total = report(bureau, PANYU, ("{值: 99.14%,", "{值: 101.5%,"))
    assert line_with(lines, "（3）部门预算资金支出率") == (
        "（3）部门预算资金支出率，指标分值10分，评价得分10分，得分率100%。一般公共预算支出执行率为101.5%，超过100%，按满分计。"
    )
    assert total == "97.2"


def test_a_growing_budget_is_called_growing(bureau: Bureau) -> None:
    lines, _ = report(bureau, BAISHA, ("{年初收入: 3413.53, 年初支出: 3413.53}", "{年初收入: 2000, 年初支出: 2050}"))
    assert section(lines, "（五）当年部门（单位）预算及执行情况", "二、部门（单位）整体支出绩效实现情况") == [
        "1.2024年年初预算收入2084.01万元，比上年年初预算2000万元增加84.01万元，增长4.2%，增加的主要原因是项目收入增加。",
        "2.2024年年初预算支出2084.01万元，比上年年初预算2050万元增加34.01万元，增长1.66%，增加的主要原因是项目支出增加。",
    ]


def test_an_unchanged_budget_has_no_reason_for_change(bureau: Bureau) -> None:
    lines, _ = report(bureau, BAISHA, ("{年初收入: 3413.53, 年初支出: 3413.53}", "{年初收入: 2084.01, 年初支出: 3413.53}"))
    assert "1.2024年年初预算收入2084.01万元，与上年年初预算持平。" in lines


def test_a_kind_of_staff_that_a_unit_has_not_is_not_named(bureau: Bureau) -> None:
    lines, _ = report(bureau, BAISHA, ("工勤人员: 6, 政府雇员: 1", "工勤人员: 6, 政府雇员: 0"))
    assert "截至2024年底，本单位有在职人员128人，其中行政人员61人，事业一类人员61人，工勤人员6人。" in lines


def test_three_gathered_deductions_become_two(bureau: Bureau) -> None:
    lines, total = report(bureau, PINGYUAN, ("  盘点: 否", "  盘点: 是"))
    assert line_with(lines, "（4）预算执行和资产管理还有短板。") == (
        "（4）预算执行和资产管理还有短板。一是项目资金支出率偏低，专项资金使用进度有待加快，自评扣0.08分。"
        "二是政府采购预算编制不够周全。编制预算时难以预估各股室办公设备的报废和购置需求，年初采购预算0元，全年实际采购7338元，"
        "按照评分标准，扣3分。"
    )
    assert [line[0] for line in section(lines, "（4）对照扣分，逐项整改", "三、下一步工作计划")] == ["①", "②"]
    assert total == "95.92"


def test_assets_that_grew_are_not_said_to_shrink(bureau: Bureau) -> None:
    lines, _ = report(bureau, PINGYUAN, ("净值减少额: 19.866", "净值减少额: -10"))
    assert "净值较2020年增加10万元，增幅2.065%。" in line_with(lines, "①资产配置合规性。")  # 10 ÷ (494.2 − 10)


def test_a_section_of_the_units_own_moves_the_later_ones(bureau: Bureau) -> None:
    bureau.append(HUANGGE, "增设章节: [{标题: 其他需要说明的情况, 级: 1, 置于: 主要绩效, 内容: 无。}]")
    lines, _ = report(bureau, HUANGGE)
    at = lines.index("五、其他需要说明的情况")
    assert lines[at : at + 3] == ["五、其他需要说明的情况", "无。", "六、存在的主要问题"]
    assert "七、下一步改进措施" in lines


def test_a_sentence_of_the_units_own_replaces_just_that_sentence(bureau: Bureau) -> None:
    before, _ = report(bureau, HUANGGE)
    bureau.append(HUANGGE, "措辞: {资产盘点情况: {改进: 每半年盘点一次。}}")
    after, _ = report(bureau, HUANGGE)
    assert [line for line in after if line not in before] == ["一是按规定落实合同备案各项要求，逐份跟踪，确保备案及时。二是每半年盘点一次。"]
    assert len(before) == len(after)


def test_a_fact_that_contradicts_assertions_stops_the_report_until_they_are_mended(bureau: Bureau) -> None:
    bureau.edit(KUICHONG, "编外人员: 761", "编外人员: 8")
    problems = bureau.evaluate("kuichong", 2024).problems.errors
    assert [(problem.number, dict(problem.details)["name"]) for problem in problems] == [("F306", "率.编外人员"), ("F306", "总分")]
    bureau.edit(KUICHONG, "率.编外人员: 86.4%", "率.编外人员: 6.3%")
    bureau.edit(KUICHONG, "总分: 98.29", "总分: 98.79")
    assert bureau.evaluate("kuichong", 2024).problems.errors == []


@pytest.mark.parametrize("style", ["|-", ">-"])
def test_a_text_wrapped_in_its_file_is_one_paragraph_and_a_blank_line_begins_another(bureau: Bureau, style: str) -> None:
    text = f"{style}\n    结果用于\n    下年度预算，公开于website\n    first page。\n\n    另行公开。"
    lines, _ = report(bureau, BAISHA, ('结果应用和公开: ""', f"结果应用和公开: {text}"))
    assert lines[-2:] == ["结果用于下年度预算，公开于website first page。", "另行公开。"]


def test_a_problem_wrapped_in_its_file_is_one_problem(bureau: Bureau) -> None:
    wrapped = "问题: |-\n      制度宣传\n      不够深入。"
    own = f"  - 问题标题: 宣传不够\n    改进标题: 加强宣传\n    {wrapped}\n    改进: 深入宣传。\n"
    lines, _ = report(bureau, HUANGGE, ("不列问题:\n", own + "不列问题:\n"))
    assert lines[lines.index("（三）宣传不够") + 1] == "制度宣传不够深入。"


def test_a_form_may_be_wrapped_as_well(bureau: Bureau) -> None:
    before, _ = report(bureau, KUICHONG)
    bureau.edit("templates/dapeng/report.md.j2", "逐项评价，自评得分为", "逐项评价，\n自评得分为")
    after, _ = report(bureau, KUICHONG)
    assert after == before


def test_a_deduction_without_a_problem_and_a_measure_is_refused_even_when_gathered(bureau: Bureau) -> None:
    bureau.drop_assertions(PANYU)
    bureau.edit(PANYU, "  预算编制:\n    扣分: 0\n", "  预算编制:\n    扣分: 1\n    说明: 个别项目没有评估。\n")
    bureau.edit(PANYU, "收: [绩效管理]", "收: [绩效管理, 预算编制]")
    problems = bureau.evaluate("panyu-zhujian", 2023).problems.errors
    assert [(problem.number, *map(dict(problem.details).get, ("name", "slot"))) for problem in problems] == [
        ("T112", "预算编制", "问题"),
        ("T112", "预算编制", "改进"),
    ]


def test_a_unit_without_problems_has_no_empty_lists_in_any_form(bureau: Bureau) -> None:
    no_issues = "问题与改进: []\n不列问题: {项目监管: 原文未说明扣分缘由, 项目资金绩效完成情况: 无, 政府采购执行率: 无, 资产盘点情况: 无}\n\n正文:\n"
    path = bureau.path(PINGYUAN)
    before, _, prose = path.read_text("utf-8").partition("正文:\n")
    path.write_text(before.partition("问题与改进:")[0] + no_issues + prose, "utf-8")
    lines, _ = report(bureau, PINGYUAN)
    assert section(lines, "1.存在问题", "2.改进意见") == ["本年度自评没有需要列示的问题。"]
    assert section(lines, "2.改进意见", "三、下一步工作计划") == ["继续做好预算绩效管理，巩固现有成效。"]


def test_a_units_own_words_at_full_marks_take_the_place_of_the_forms(bureau: Bureau) -> None:
    own = "评定:\n  项目监管: {说明: 对在建项目逐月巡查。}\n"
    lines, total = report(bureau, KUICHONG, ("评定:\n", own))
    assert section(lines, "（2）项目监管", "3.资产管理") == ["对在建项目逐月巡查。"]
    assert total == "98.29"
