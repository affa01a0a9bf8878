"""What a person types besides `report`, and what is answered."""

from __future__ import annotations

import subprocess
import sys

import pytest

from generator.cli.commands.show import STAGES

from .conftest import PROJECT, TOTALS, UNITS, Bureau


def test_list_shows_every_unit_with_its_year_rules_and_form(bureau: Bureau) -> None:
    lines = bureau.run("list").out.splitlines()
    assert [line.split()[:2] for line in lines[2:]] == sorted([agency, str(year)] for agency, year in UNITS)
    assert "深圳市大鹏新区葵涌办事处（本级）" in lines[4]
    assert lines[4].split()[-2:] == ["shenzhen/2024", "dapeng"]


def test_list_of_an_empty_bureau_says_so(bureau: Bureau) -> None:
    for agency, year in UNITS:
        bureau.path(f"{agency}/{year}").unlink()
    ran = bureau.run("list")
    assert (ran.code, ran.out) == (0, "data/agencies 下还没有单位。\n")


def test_a_broken_file_does_not_hide_the_others_from_the_list(bureau: Bureau) -> None:
    bureau.path("baisha/2024").write_text("单位: [", "utf-8")
    ran = bureau.run("list")
    assert ran.code == 1
    assert "data/agencies/baisha/2024.yaml:1" in ran.err
    assert "huangge" in ran.out


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        ("facts", "采购.服务 = 2292.3万元    data/agencies/kuichong/2024.yaml:23:7"),
        ("rules", "率.调整调剂 = 预算.调整调剂 ÷ 预算.合计"),
        ("score", "98.29"),
        ("document", "自评得分为98.29分。"),
    ],
)
def test_each_stage_can_be_looked_at(bureau: Bureau, stage: str, says: str) -> None:
    ran = bureau.run("show", "kuichong", 2024, "--stage", stage)
    assert ran.code == 0
    assert says in ran.out


def test_show_without_a_stage_shows_the_scores_with_the_tables_depth(bureau: Bureau) -> None:
    out = bureau.run("show", "panyu-zhujian", 2023).out
    assert out == bureau.run("show", "panyu-zhujian", 2023, "--stage", "score").out
    row = next(line for line in out.splitlines() if "结转结余率" in line)
    assert row.startswith("· · ")
    assert "—" in row


def test_a_rule_set_that_does_not_score_says_so(bureau: Bureau) -> None:
    assert bureau.run("show", "baisha", 2024).out == "得分：本规则集不计分\n"
    assert "得分：本规则集不计分" in bureau.run("report", "baisha", 2024).out


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_that_cannot_be_reached_shows_nothing_but_the_problems(bureau: Bureau, stage: str) -> None:
    bureau.path("kuichong/2024").write_text("年度：2024\n", "utf-8")
    ran = bureau.run("show", "kuichong", 2024, "--stage", stage)
    assert (ran.code, ran.out) == (1, "")
    assert "错误" in ran.err


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_report_prints_path_score_deductions_and_warnings(bureau: Bureau, agency: str, year: int) -> None:
    ran = bureau.run("report", agency, year)
    assert ran.code == 0
    first, second, *rest = ran.out.splitlines()
    assert first == f"报告：build/{agency}/{year}/report.docx"
    assert bureau.docx(agency, year).is_file()
    assert second.startswith(f"得分：{TOTALS[agency]}分（满分100分）" if agency in TOTALS else "得分：本规则集不计分")
    warnings = ran.err.count("警告 W")
    assert rest[-1] == f"警告：{warnings}条"


def test_the_module_runs_as_the_command_does() -> None:
    ran = subprocess.run([sys.executable, "-m", "generator", "--version"], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("ziping ")


def test_help_is_chinese_and_names_the_commands(bureau: Bureau) -> None:
    ran = bureau.run("--help")
    assert ran.code == 0
    assert [name for name in ("report", "show", "list", "--root") if name not in ran.out] == []
    assert "用法：" in ran.out
