"""A fact that is unknown, wrong, missing or contradicted is refused at its place, once, with the nearest right thing named."""

from __future__ import annotations

import pytest

from .conftest import Bureau
from .refusal import each, errors, outputs, refused, spoil

TOP = ("单位:\n", "▸单位:\n")
REST = "  其余: 满分\n"
ASSERTED_TOTAL = ("  总分: 98.29\n", "")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param("  工程: 0\n", "  工程: 0\n  ▸工成: 0\n", "是不是 “工程”", id="in a section"),
        pytest.param("三公经费: {", "▸三公经废: {}\n三公经费: {", "是不是 “三公经费”", id="section"),
        pytest.param("评定:\n", "▸评订: 满分\n评定:\n", "是不是 “评定”", id="setting"),
        pytest.param("  工程: 0\n", "  工程: {值: 0, ▸来愿: 决算}\n", "是不是 “来源”", id="beside a value"),
        pytest.param("  简称: ", "  ▸减称: 葵涌\n  简称: ", "“简称”", id="of the unit"),
    ],
)
def test_an_unknown_key_is_refused_and_the_nearest_known_one_named(bureau: Bureau, old: str, new: str, says: str) -> None:
    errors(bureau, spoil(bureau, (old, new)), "F201", says)


def test_values_of_the_wrong_kind_are_refused_all_at_once_and_each_once(bureau: Bureau) -> None:
    wrong = (
        ("  简称: 葵涌办事处（本级）", "  简称: ▸[葵涌办事处]", "应当是文本，写的是“列表”"),
        ("  自称: 我办", "  ▸自称:", "应当是文本，写的是“”"),
        ("核定行政编制: 131", "核定行政编制: ▸131人以内", "确数"),
        ("在编人员: 120", "在编人员: ▸120.5", "写整数，如 131"),
        ("编外人员: 761", "编外人员: ▸76%", "写整数，如 131"),
        ("基本支出: 11,759.05", "基本支出: ▸11，759.05", "半角"),
        ("项目支出: 32,003.11", "项目支出: ▸３２,003.11", "半角"),
        ("调整调剂: 6,366.65", "调整调剂: ▸63,66.65", "应当是金额"),
        ("计划: 2,783.55", "计划: ▸约2,783", "确数"),
        ("货物: 14.18", "货物: ▸14.18件", "应当是金额，写的是“14.18件”"),
        ("  工程: 0", "  ▸工程:", "写的是“”"),
        ("服务: 2,292.3", "服务: ▸2.3e3", "应当是金额"),
        ("三公经费: {预算: 0, 决算: 0}", "三公经费: {预算: ▸~, 决算: ▸[0]}", "写的是“~”"),
        ("", "", "写的是“列表”"),
        ("公用经费: {预算: 630.3, 决算: 519.8}", "公用经费: {预算: ▸96.15%, 决算: ▸NaN}", "百分比不是金额"),
        ("", "", "应当是金额"),
        ("固定资产总额: 16,183.39", "固定资产总额: ▸{来源: 决算}", "写的是“带下级的项”"),
        ("固定资产在用: 16,058.18", "固定资产在用: ▸" + "9" * 60, "应当是金额"),
        ("2024年3月15日", "▸2024年2月30日", "日历"),
        ("2024年10月18日", "▸10月18日", "应当是日期"),
        ("  重点工作未完成: 0", "  重点工作未完成: ▸无", "应当是数量"),
        ("信访回复率: 100%", "信访回复率: ▸100万元", "应当是比率"),
        ("满意度: 90%", "满意度: ▸90", "写百分比，如 43.3%"),
    )
    places = spoil(bureau, *((old, new) for old, new, _ in wrong if old))
    slips = {"半角": "F220", "确数": "F224", "日历": "F230"}
    each(bureau, places, [(slips.get(says, "F202"), says) for _, _, says in wrong])


def test_tables_lists_and_sections_of_the_wrong_shape_are_refused_all_at_once(bureau: Bureau) -> None:
    end = """重点项目:
  - ▸保障房维护
  - ▸{名称: 甲, 预算: 1}
  - {名称: 乙, 预算: 1, 支出: 1, ▸说朋: 丙}
  - {名称: 丁, 预算: ▸-1, 支出: 1}
  - {名称: ▸[戊], 预算: ▸一, 支出: ▸待填}
绩效指标: ▸没有
机构: {内设机构: ▸办公室, 下属单位: ▸{甲: 乙}}
决算: ▸没有
上年: {预算: {▸年初: 3}}
▸预算.基本支出: 3
▸“三公”经费: 3
"""
    expected = [
        ("F202", "“重点项目”应当是表，写的是“保障房维护”"),
        ("F205", "缺少“支出”一列"),
        ("F201", "没有“说朋”这一项"),
        ("F203", "“重点项目.4.预算”不能是负数"),
        ("F202", "“重点项目.5.名称”应当是文本，写的是“列表”"),
        ("F202", "“重点项目.5.预算”应当是金额"),
        ("F204", "“重点项目.5.支出”还是“待填”"),
        ("F202", "“绩效指标”应当是表，写的是“没有”"),
        ("F202", "“机构.内设机构”应当是列表，写的是“办公室”"),
        ("F202", "“机构.下属单位”应当是列表，写的是“带下级的项”"),
        ("R107", "逐项写“名称: 值”"),
        ("F201", "没有“预算.年初”这一项"),
        ("F106", "“预算.基本支出”在同一处写了两次，第一次在第 16 行"),
        ("F201", "没有“"),
    ]
    each(bureau, spoil(bureau, end=end), expected)


def test_a_text_for_last_years_section_is_refused(bureau: Bureau) -> None:
    errors(bureau, spoil(bureau, end="上年: ▸没有\n"), "R107", "逐项写“名称: 值”")


def test_an_amount_below_zero_is_refused(bureau: Bureau) -> None:
    errors(bureau, spoil(bureau, ("货物: 14.18", "货物: ▸-14.18")), "F203", "“采购.货物”不能是负数")


def test_what_is_still_to_be_filled_in_is_told_once_and_never_printed(bureau: Bureau) -> None:
    edits = (("货物: 14.18", "货物: ▸待填"), ("三季度: 78.0%", "三季度: ▸待填"), ("落户企业: 22家", "落户企业: ▸待填"))
    errors(bureau, spoil(bureau, *edits), "F204 F204 F204", "“采购.货物”还是“待填”", "不适用")


def test_every_missing_fact_of_a_formula_is_told_with_what_needs_it(bureau: Bureau) -> None:
    old = "公用经费: {预算: 630.3, 决算: 519.8}\n"
    places = spoil(bureau, TOP, (old, ""))
    told = errors(
        bureau, places * 2, "F301 F301", "“公用经费.预算”（日常公用经费（调整）预算数）", "“公用经费.决算”", "日常公用经费控制率要用到它"
    )
    assert all("直报" in problem.text for problem in told)


def test_a_missing_fact_is_told_once_beside_its_neighbours(bureau: Bureau) -> None:
    places = spoil(bureau, ("  项目支出: 32,003.11\n  调整调剂: 6,366.65\n", "  项目支出: ▸32,003.11\n"))
    errors(bureau, places, "F301", "缺少“预算.调整调剂”（全年预算调整、调剂金额），资金调整、调剂规范性要用到它")


def test_all_missing_quarters_are_told(bureau: Bureau) -> None:
    old = "{一季度: 43.3%, 二季度: 63.2%, 三季度: 78.0%, 四季度: 91.4%}"
    errors(bureau, spoil(bureau, (old, "{三季度: ▸78.0%}")) * 3, "F301 F301 F301", "一季度", "二季度", "四季度")


def test_a_fact_that_only_the_text_needs_is_missed_together_with_one_that_the_score_needs(bureau: Bureau) -> None:
    places = spoil(
        bureau, TOP, ("  工程: 0\n", ""), ("  服务: 2", "  服务: ▸2"), ("  主管: 新区财政部门\n", ""), ("  自称: 我办", "  自称: ▸我办")
    )
    told = errors(bureau, [places[2], places[1]], "F301 F301", "“采购.工程”", "“单位.主管”")
    assert {problem.text.split("，")[1].split("要用")[0] for problem in told} == {"政府采购执行率", "模板"}


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        pytest.param((("核定行政编制: 131", "核定行政编制: ▸0"),), "分母“人员.核定行政编制”为 0", id="fact"),
        pytest.param((("基本支出: 11,759.05", "基本支出: ▸0"), ("项目支出: 32,003.11", "项目支出: 0")), "分母“预算.合计”为 0", id="sum"),
    ],
)
def test_a_denominator_of_zero_without_a_rule_is_refused_where_it_is_written(
    bureau: Bureau, edits: tuple[tuple[str, str], ...], says: str
) -> None:
    places = spoil(bureau, *edits)
    told = refused(bureau)
    assert {(problem.number, problem.place) for problem in told} == {("F302", places[0])}
    assert any(says in problem.text and "零分母" in problem.text for problem in told)


def test_a_denominator_of_zero_with_a_rule_is_no_mistake(bureau: Bureau) -> None:
    spoil(bureau, ("计划: 2,783.55", "计划: 0"), ("  率.政府采购执行: 82.9%\n", ""), ASSERTED_TOTAL)
    assert "年内未安排政府采购计划" in bureau.text("kuichong", 2024)


def test_points_off_that_cannot_be_are_refused_all_at_once(bureau: Bureau) -> None:
    wrong = (
        ("▸预算编制合理性: {扣分: 1}", "F304", "没有写“说明”或“原因”"),
        ("▸预算编制规范性: {扣分: 6, 说明: 甲。}", "F305", "应在 0 到5之间"),
        ("▸绩效目标完整性: {扣分: -1, 说明: 甲。}", "F305", "应在 0 到8之间"),
        ("绩效指标明确性: {扣分: ▸一分, 说明: 甲。}", "R103", "应当是数字"),
        ("政府采购政策落实: {扣分: ▸10%, 说明: 甲。}", "R110", "不写百分比"),
        ("资金支出规范性: {扣分: ▸１, 说明: 甲。}", "R103", "应当是数字"),
        ("会计核算规范性: {扣分: ▸NaN, 说明: 甲。}", "R103", "应当是数字"),
        ("项目实施程序: {▸扣份: 1, 说明: 甲。}", "R102", "是不是 “扣分”"),
        ("项目监管: ▸扣1分", "R107", "逐项写"),
        ("资产管理安全性: {扣分: 1, 说明: ▸[甲。]}", "R109", "一段文字"),
        ("▸编外人员控制率: {扣分: 1, 说明: 甲。}", "F308", "由规则计算得分"),
        ("▸预决算信息公开: {扣分: 1, 说明: 甲。}", "F319", "写“未达: [部门预算"),
        ("群众信访办理情况: {未达: [▸建立反映渠道], 说明: 甲。}", "F314", "是不是 “建立群众意见反映渠道"),
        ("管理制度健全性: {未达: [▸甲], 说明: 甲。}", "F314", "没有扣分项“甲”"),
        ("▸合同管理: {扣分: 1, 说明: 甲。}", "F307", "没有“合同管理”这个指标或分组"),
        ("▸效益与可持续影响: {扣分: 1, 仅组: 是, 原因: 甲}", "F318", "不是分组"),
        ("人员管理: {扣分: 1, 仅组: ▸对, 原因: 甲}", "R104", "只能写“是”或“否”"),
        ("▸项目管理: {扣分: 1, 原因: 甲}", "F308", "不能另行评定"),
    )
    judged = "".join(f"  {line}\n" for line, _, _ in wrong)
    places = spoil(bureau, (REST, REST + judged), ASSERTED_TOTAL)
    each(bureau, places, [(number, says) for _, number, says in wrong])


def test_points_off_that_no_problem_tells_of_are_refused(bureau: Bureau) -> None:
    places = spoil(bureau, (REST, REST + "  ▸项目管理: {扣分: 1, 仅组: 是, 原因: 甲}\n"), ASSERTED_TOTAL)
    errors(bureau, places * 2, "T112 T112", "扣了分的“项目管理”没有写“问题”", "没有写“改进”", "不列问题")


def test_a_group_of_which_only_the_score_is_known_has_no_judged_indicators(bureau: Bureau) -> None:
    group = "  资产管理: {扣分: 1, 仅组: 是, 原因: 甲}\n  ▸资产管理安全性: {扣分: 1, 说明: 甲。}\n  ▸固定资产利用率: {说明: 甲。}\n"
    unlisted = "不列问题: {资产管理: 甲}\n"
    errors(bureau, spoil(bureau, (REST, REST + group), ASSERTED_TOTAL, end=unlisted), "F315 F315", "不能再单独评定“资产管理安全性”", "删去")


def test_every_indicator_that_nobody_judged_is_named(bureau: Bureau) -> None:
    places = spoil(bureau, ("评定:\n", "▸评定:\n"), (REST, "  项目监管: {扣分: 0, 说明: 按季检查。}\n"))
    told = errors(bureau, places * 13, " ".join(["F303"] * 13), "其余: 满分")
    names = [problem.lines[0].split("“")[1].split("”")[0] for problem in told]
    assert names[0] == "预算编制合理性"
    assert "项目监管" not in names
    assert len(set(names)) == 13


def test_the_rest_is_full_marks_or_nothing(bureau: Bureau) -> None:
    places = spoil(bureau, (REST, "  其余: ▸满\n"))
    told = refused(bureau)
    assert [(problem.number, problem.place) for problem in told if problem.number != "F303"] == [("R106", places[0])]


def test_figures_that_do_not_come_out_as_asserted_are_refused_all_at_once(bureau: Bureau) -> None:
    edits = (
        ("  预算.合计: 43,762.16", "  预算.合计: ▸43,762.17"),
        ("  率.政府采购执行: 82.9%", "  率.政府采购执行: ▸83.9%"),
        ("  率.编外人员: 86.4%", "  率.编外人员: ▸八成"),
        ("  总分: 98.29", "  ▸总分数: 98.29\n  总分: ▸98.2"),
    )
    expected = [
        ("F306", "算出来是 43762.16万元，文件里写的是 43,762.17"),
        ("F306", "算出来是 82.9%，文件里写的是 83.9%"),
        ("F306", "文件里写的是 八成"),
        ("R203", "是不是 “总分”"),
        ("F306", "算出来是 98.29"),
    ]
    each(bureau, spoil(bureau, *edits), expected)


def test_an_assertion_that_is_known_to_be_wrong_is_only_a_warning(bureau: Bureau) -> None:
    spoil(bureau, ("  总分: 98.29", "  总分: {值: 97.29, 说明: 原报告分项与总分不闭合}"))
    found = bureau.evaluate("kuichong", 2024).problems
    assert not found.errors
    assert any("算出来是 98.29，文件里写的是 97.29。说明：原报告分项与总分不闭合" in problem.reason for problem in found.warnings)


def test_only_what_cannot_be_computed_is_reported_directly(bureau: Bureau) -> None:
    own = "直报:\n  ▸率.编外人员: {值: 86.4%, 理由: 甲}\n  ▸率.编外人: {值: 86.4%, 理由: 甲}\n  ▸人员.在编人员: {值: 120, 理由: 甲}\n"
    expected = [("F311", "可以算出来了"), ("F312", "是不是 “率.编外人员”"), ("F312", "不是算得出来的量")]
    each(bureau, spoil(bureau, ("直报:\n", own)), expected)


@pytest.mark.parametrize("value", ["全部", "100万元", "100"])
def test_a_reported_rate_is_a_percentage(bureau: Bureau, value: str) -> None:
    errors(
        bureau, spoil(bureau, ("{值: 100%, 理由", f"{{值: ▸{value}, 理由")), "F202", f"应当是比率，写的是“{value}”", "写百分比，如 43.3%"
    )


def test_the_other_entries_are_checked_as_well(bureau: Bureau) -> None:
    own = "  ▸盘活 低效: 3\n  ▸“三公”: 3\n  ▸2024年: 3\n  ▸闲置物业:\n  盘活低效物业: "
    edits = (
        ("年度: 2024\n", "年度: ▸2023\n"),
        ("填报人: 罗永芳", "填报人: ▸[罗永芳]"),
        ("金额单位: 万元", "金额单位: ▸千元"),
        ("  盘活低效物业: ", own),
    )
    expected = [
        ("F207", "文件名却是 2024.yaml"),
        ("R109", "一段文字"),
        ("R106", "只能是：元、万元、亿元"),
        ("F209", "不能用在公式里"),
        ("F209", "不带引号和标点"),
        ("F209", "不以数字开头"),
        ("F202", "写一段文字"),
    ]
    each(bureau, spoil(bureau, *edits), expected)


def test_mistakes_in_the_units_own_formulas_are_told_at_their_columns(bureau: Bureau) -> None:
    wrong = (
        ("▸人员.在编人 + 1", "R203", "是不是 “人员.在编人员”"),
        ("人员.在编人员 +▸", "R202", "这里应当是名称、数字或括号"),
        ("（人员.在编人员 + 1▸", "R202", "缺少右括号"),
        ("人员.在编人员 ▸人员.编外人员", "R202", "多出了"),
        ("人员.在编人员 ▸& 1", "R201", "不认识的字符“&”"),
        ("▸求和(人员.在编人员)", "R207", "可用：若、最大"),
        ("▸若(人员.在编人员 > 1)", "R208", "要3个参数，写了1个"),
        ("人员.在编人员 ▸+ 预算.基本支出", "R204", "人数不能与金额作“+”运算"),
        ("人员.在编人员 ÷ ▸人员.编外人员", "R205", "可能为 0"),
        ("▸[1]", "R107", "逐项写"),
    )
    lines = "".join(f"  量{number}: {formula}\n" for number, (formula, _, _) in enumerate(wrong))
    each(bureau, spoil(bureau, end="量:\n" + lines), [(number, says) for _, number, says in wrong])


def test_formulas_that_run_in_a_ring_or_redefine_a_name_are_refused(bureau: Bureau) -> None:
    own = "量:\n  甲量: ▸乙量 + 1\n  乙量: 甲量 + 1\n  预算.合计: ▸预算.基本支出\n  人员.在编人员: ▸人员.编外人员\n"
    places = spoil(bureau, end=own)
    told = refused(bureau)
    assert [problem.place for problem in told if problem.number == "F210"] == places[1:]
    assert [problem.number for problem in told if problem.number != "F210"] == ["R206"]
    assert "甲量 → 乙量 → 甲量" in told[-1].text + told[0].text or "乙量 → 甲量 → 乙量" in "".join(problem.text for problem in told)


def test_all_mistakes_of_a_file_are_told_at_once_and_each_only_once(bureau: Bureau) -> None:
    edits = (
        ("在编人员: 120", "在编人员: ▸-120"),
        ("货物: 14.18", "货物: ▸14.18%"),
        ("  工程: 0\n", "  工程: 0\n  ▸工成: 0\n"),
        ("固定资产在用: 16,058.18", "固定资产在用: ▸待填"),
        ("2024年3月15日", "▸下月"),
        ("满意度: 90%", "满意度: ▸90"),
        ("{值: 100%, 理由", "{值: ▸很高, 理由"),
        ("    落户企业: 22家", "    ▸落户 企业: 22家\n    落户企业: 22家"),
        (
            REST,
            REST + "  ▸项目监管: {扣分: 9, 说明: 甲。}\n  项目实施程序: {扣分: ▸两分, 说明: 甲。}\n  ▸合同管理: {扣分: 1, 说明: 甲。}\n",
        ),
        ("    改进: >-\n", "    ▸改近: 甲。\n    改进: >-\n"),
        ("    - 大力实施", "    - 大力落实{{ ▸数据.绿美 }}、{{ 年度 ▸+ 1 }}与{{ 预算.合计 | ▸万圆 }}"),
        ("  后续计划:\n", "  ▸经验作法: 甲。\n  后续计划:\n"),
    )
    own = "量: {甲: ▸人员.在编 × 2}\n问题与改进: [{▸问提: 甲。}]\n增设章节: [{标题: 甲, 级: ▸九, 置于: 乙, 内容: 丙}]\n"
    places = spoil(bureau, *edits, end=own)
    errors(bureau, places, "F203 F202 F201 F204 F202 F202 F202 F209 F305 R103 F307 R102 T103 T105 T104 T109 R203 R102 R106")


def test_a_file_without_rules_and_form_is_still_read_to_its_end(bureau: Bureau) -> None:
    edits = (TOP, ("规则: shenzhen/2024\n模板: dapeng\n", ""), ("货物: 14.18", "货物: ▸14.18%"), ("  工程: 0\n", "  ▸工成: 0\n"))
    top, amount, key = spoil(bureau, *edits)
    errors(bureau, [top, top, amount, key], "F206 F206 F202 F201", "必须写明“规则”", "必须写明“模板”")


def test_a_report_that_was_written_before_stays_byte_for_byte(bureau: Bureau) -> None:
    assert bureau.run("report", "kuichong", 2024).code == 0
    written = outputs(bureau)
    spoil(bureau, ("货物: 14.18", "货物: 15.18"), ("  总分: 98.29", "  总分: 98.3"), ("在编人员: 120", "在编人员: 待填"))
    refused(bureau)
    assert outputs(bureau) == written
