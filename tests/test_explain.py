"""`ziping explain`: why a score is what it is, on the shipped units."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal

import pytest

from .conftest import PROJECT, TOTALS, UNITS, Bureau

QUOTED = '"{{ 年度 }}'


def explained(bureau: Bureau, agency: str, year: int, *name: str) -> str:
    ran = bureau.run("explain", agency, year, *name)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def place_of(bureau: Bureau, path: str, line: str, column_of: str) -> str:
    """Return file:line:column of a text in the only line that holds another."""
    lines = bureau.path(path).read_text("utf-8").splitlines()
    (at,) = [at for at, text in enumerate(lines) if line in text]
    return f"{bureau.path(path).relative_to(bureau.root).as_posix()}:{at + 1}:{lines[at].index(column_of) + 1}"


def test_a_quantity_is_told_with_names_with_numbers_and_with_its_rounding(bureau: Bureau) -> None:
    out = explained(bureau, "kuichong", 2024, "调整调剂规范性")
    assert "= 预算.调整调剂 ÷ 预算.合计\n" in out
    assert "= 6,366.65万元 ÷ 43,762.16万元\n" in out
    assert "= 14.5482…% → 1位小数 → 14.5%\n" in out
    assert "= 11,759.05万元 + 32,003.11万元\n" in out


def test_a_nested_quantity_is_told_once(bureau: Bureau) -> None:
    out = explained(bureau, "kuichong", 2024, "编外人员控制率")
    assert out.count("= 人员.在编人员 + 人员.编外人员") == 1
    assert out.count("120人 + 761人") == 1


def test_places_are_where_things_are_written(bureau: Bureau) -> None:
    out = explained(bureau, "kuichong", 2024, "编外人员控制率")
    facts, rules = "kuichong/2024", "data/rules/shenzhen/2024.yaml"
    assert place_of(bureau, facts, "编外人员: 761", "761") in out
    assert f"率.编外人员　{place_of(bureau, rules, '率.编外人员: {', '人员.编外人员 ÷')}" in out
    assert f"说明（取自指标自己的句子）　{place_of(bureau, rules, '年度有编外人员{{', QUOTED)}" in out
    written = place_of(bureau, facts, "{{ 单位.自称 }}在编人员较少", "{{")  # a folded text begins at its sign, a line above
    line = int(written.split(":")[1]) - 1
    assert f"改进（取自单位的文件）　data/agencies/kuichong/2024.yaml:{line}:" in out


def test_the_tiers_not_reached_stand_beside_the_one_that_was(bureau: Bureau) -> None:
    out = explained(bureau, "kuichong", 2024, "编外人员控制率")
    assert [line.strip() for line in out.splitlines() if "∞" in line or "%, " in line] == [
        "86.4% 落在 (10%, +∞)，得0分", "○ [0%, 5%)，1分", "○ [5%, 10%]，0.5分", "● (10%, +∞)，0分",
    ]  # fmt: skip


def test_a_sentence_tells_the_cases_it_was_chosen_from_and_why_the_others_were_not(bureau: Bureau) -> None:
    out = explained(bureau, "kuichong", 2024, "资金调整、调剂规范性")
    assert "○ 当 扣分 = 0 —— 0.45 = 0，不成立\n    ● 其余情况" in out
    assert "○ 其余情况 —— 前面一条已成立，不再看" in explained(bureau, "kuichong", 2024, "编外人员控制率")


def test_a_zero_denominator_tells_which_case_applied_and_what_would_help(bureau: Bureau) -> None:
    out = explained(bureau, "pingyuan-kegongshang", 2021, "政府采购执行率")
    assert "当 采购.实际 > 0，取无，得0分 —— 用的是这一条" in out
    assert "当 采购.实际 = 0，取0%，得满分 —— 没有用到" in out
    assert "采购.计划 达到 7338元，即 100%（现为 0元，还差 7338元）" in out


def test_zero_cases_that_were_not_needed_are_told_as_such(bureau: Bureau) -> None:
    assert explained(bureau, "kuichong", 2024, "率.政府采购执行").count("分母不为0，没有用到") == 2


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("编外人员控制率", "归纳：由公开的报告归纳，没有对照文件原文"),
        ("预算编制合理性", "待核：没有人在文件原文里读到过这一条，请对照下发的评分表"),
    ],
)
def test_what_nobody_read_in_its_source_is_told_so(bureau: Bureau, name: str, says: str) -> None:
    assert says in explained(bureau, "kuichong", 2024, name)


def test_a_rule_that_was_read_is_told_with_its_clause(bureau: Bureau) -> None:
    bureau.edit("data/rules/shenzhen/2024.yaml", "核实: 归纳, 要点: 编外人员占", "条: 第3.2项, 核实: 已核, 要点: 编外人员占")
    out = explained(bureau, "kuichong", 2024, "编外人员控制率")
    assert "部门整体绩效评价共性指标体系框架 第3.2项" in out
    assert "已核：对照文件原文核对过" in out


def test_a_facts_form_voucher_and_other_names_are_told(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "  调整调剂: 6,366.65", "  调整调剂:\n    值: 6,366.65\n    来源: 财决10表\n    佐证: 附件/台账.pdf")
    out = explained(bureau, "kuichong", 2024, "预算.调整调剂")
    assert "预算.调整调剂 来源：财决10表" in out
    assert "预算.调整调剂 佐证：附件/台账.pdf" in out


def test_a_fact_is_found_by_another_name_and_by_its_title(bureau: Bureau) -> None:
    bureau.edit("data/vocabulary/budget.yaml", "名称: 全年预算调整、调剂金额}", "名称: 全年预算调整、调剂金额, 别名: [预算.调剂]}")
    by_path = explained(bureau, "kuichong", 2024, "预算.调整调剂")
    assert "预算.调整调剂 又写作：预算.调剂" in by_path
    assert explained(bureau, "kuichong", 2024, "预算.调剂") == by_path == explained(bureau, "kuichong", 2024, "全年预算调整、调剂金额")


def test_a_title_finds_its_indicator(bureau: Bureau) -> None:
    assert explained(bureau, "kuichong", 2024, "资金调整、调剂规范性") == explained(bureau, "kuichong", 2024, "调整调剂规范性")


def test_a_group_tells_its_parts_and_their_sum(bureau: Bureau) -> None:
    out = explained(bureau, "kuichong", 2024, "财务合规性")
    assert out.startswith("财务合规性　得2.55分（满分3分），扣0.45分")
    assert "1 + 0.55 + 1 = 2.55分" in out


def test_a_group_of_which_only_the_score_is_known_tells_so_with_its_place(bureau: Bureau) -> None:
    out = explained(bureau, "panyu-zhujian", 2023, "绩效管理")
    assert "只公布了组的得分，各项没有分数" in out
    assert f"单位评定：{place_of(bureau, 'panyu-zhujian/2023', '  绩效管理:', '绩效管理:')}" in out
    assert "只知道所在组的得分" in explained(bureau, "panyu-zhujian", 2023, "绩效结果应用")


def test_who_judged_is_told_with_the_place(bureau: Bureau) -> None:
    place = place_of(bureau, "huangge/2023", "  合同备案时效性:", "合同备案")
    assert f"单位评定：{place}" in explained(bureau, "huangge", 2023, "合同备案时效性")
    assert "按“其余: 满分”" in explained(bureau, "kuichong", 2024, "预算编制合理性")


def test_a_reason_that_is_not_printed_is_told_to_the_auditor(bureau: Bureau) -> None:
    assert "原因（不印）：原文未说明" in explained(bureau, "pingyuan-kegongshang", 2021, "项目监管")


def test_a_reported_value_is_told_as_one(bureau: Bureau) -> None:
    out = explained(bureau, "kuichong", 2024, "项目完成及时性")
    assert "率.项目完成及时 = 100%　直报，未经计算" in out
    assert "公开报告未列项目数" in out.replace("\n", "")


def test_a_columns_cells_are_told_one_by_one(bureau: Bureau) -> None:
    out = explained(bureau, "baisha", 2024, "资产构成.占比")
    assert "= 11821.04万元 ÷ 12198.50万元\n    = 96.90568…% → 2位小数 → 96.91%" in out


@pytest.mark.parametrize(("agency", "year"), [unit for unit in UNITS if unit[0] in TOTALS])
def test_all_deductions_are_listed_largest_first_and_add_up(bureau: Bureau, agency: str, year: int) -> None:
    out = explained(bureau, agency, year)
    assert f"{TOTALS[agency]}分（满分100分）优" in out.splitlines()[0]
    off = [Decimal(found) for found in re.findall(r"^扣([\d.]+)分　", out, re.MULTILINE)]
    assert off == sorted(off, reverse=True)
    assert sum(off) == 100 - Decimal(TOTALS[agency])


def test_the_list_says_why_how_far_and_where_to_look(bureau: Bureau) -> None:
    out = explained(bureau, "kuichong", 2024)
    assert "人员.编外人员 不超过 13人，即 9.8%（现为 761人，要少 748人）" in out
    assert "看：ziping explain kuichong 2024 编外人员控制率" in out


def test_every_place_the_list_points_to_can_be_gone_to(bureau: Bureau) -> None:
    for agency in TOTALS:
        year = dict(UNITS)[agency]
        for name in re.findall(r"看：ziping explain \S+ \d+ (\S+)", explained(bureau, agency, year)):
            assert "扣" in explained(bureau, agency, year, name).splitlines()[0]


def test_an_unknown_name_is_told_with_the_nearest(bureau: Bureau) -> None:
    ran = bureau.run("explain", "kuichong", 2024, "编外人员控制")
    assert (ran.code, ran.out) == (1, "")
    assert "没有“编外人员控制”这个指标、组、量或事实。是不是 “编外人员控制率”" in ran.err


def test_a_rule_set_without_scores_still_explains_its_quantities(bureau: Bureau) -> None:
    out = explained(bureau, "baisha", 2024)
    assert out.startswith("规则集“zhanjiang/2024”不计分")
    assert "率.年初收入增减" in out
    one = explained(bureau, "baisha", 2024, "率.年初收入增减")
    assert "= 绝对值(-1329.52万元) ÷ 3413.53万元" in one
    assert "本规则集不计分" in one


def test_a_file_with_errors_is_explained_as_far_as_it_goes(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", ", 编外人员: 761", "")
    ran = bureau.run("explain", "kuichong", 2024, "编外人员控制率")
    assert ran.code == 1
    assert "F301" in ran.err
    assert ran.out.startswith("编外人员控制率　还算不出来")
    assert "= 120人 + 缺" in ran.out
    overview = bureau.run("explain", "kuichong", 2024)
    assert overview.code == 1
    assert "另有1项还算不出来，暂按0分计：编外人员控制率" in overview.out


def test_a_file_that_cannot_be_read_tells_only_its_problems(bureau: Bureau) -> None:
    bureau.path("kuichong/2024").write_text("年度：2024\n", "utf-8")
    ran = bureau.run("explain", "kuichong", 2024)
    assert (ran.code, ran.out) == (1, "")


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_the_same_as_json_has_no_number_that_is_not_a_text(bureau: Bureau, agency: str, year: int) -> None:
    def refuse(number: str) -> None:
        raise AssertionError(number)

    names = re.findall(r"看：ziping explain \S+ \d+ (\S+)", explained(bureau, agency, year))
    for name in ((), *((name,) for name in names)):
        data = json.loads(explained(bureau, agency, year, *name, "--json"), parse_float=refuse, parse_int=refuse)
        assert data


def test_the_json_of_an_indicator_has_the_keys_that_are_documented(bureau: Bureau) -> None:
    data = json.loads(explained(bureau, "kuichong", 2024, "编外人员控制率", "--json"))
    indicator = data["indicator"]
    assert (indicator["points"], indicator["deduction"], indicator["method"]) == ("0", "1", "分档")
    assert indicator["figures"][0]["exact"]["number"].startswith("0.86379")
    assert indicator["figures"][0]["value"] == {"number": "0.864", "kind": "比率", "unit": ""}
    assert indicator["better"][0]["reaches"][0]["bound"]["number"] == "13"
    assert {sentence["slot"]: sentence["level"] for sentence in data["sentences"]}["改进"] == "单位"
    described = (PROJECT / "docs" / "architecture.md").read_text("utf-8")
    assert [key for key in (*data, *indicator, *data["sentences"][0]) if f"`{key}`" not in described] == []


def test_explaining_reads_no_library_of_word_or_excel() -> None:
    code = (
        "import sys; from generator.cli import main; code = main(['explain', 'kuichong', '2024', '编外人员控制率']); "
        "print(code, [name for name in ('docx', 'docxtpl', 'lxml', 'openpyxl') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "0 []"


def test_the_explanation_in_the_handbook_is_what_is_printed(bureau: Bureau) -> None:
    handbook = (PROJECT / "docs" / "handbook.md").read_text("utf-8")
    (shown,) = re.findall(r"^```console\n\$ ziping (explain .*?)\n(.*?)^```", handbook, re.MULTILINE | re.DOTALL)
    command, output = shown
    printed = bureau.run(*command.split()).out
    assert printed.startswith(output.rstrip("\n"))
    assert printed[len(output.rstrip("\n")) :].lstrip().startswith("【报告里的句子】")
