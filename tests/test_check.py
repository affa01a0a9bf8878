"""`ziping check` finds everything at once, tells it in the form that is asked for, and starts light."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from .conftest import PROJECT, Bureau

WORD_STACK = {"docx", "docxtpl", "openpyxl", "lxml"}


def test_the_shipped_data_has_no_error(bureau: Bureau) -> None:
    ran = bureau.run("check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].startswith("共0处错误，")


def test_warnings_fail_only_when_asked(bureau: Bureau) -> None:
    assert bureau.run("check", "kuichong", 2024).code == 0
    assert bureau.run("check", "kuichong", 2024, "--strict").code == 1


def test_what_no_unit_uses_is_checked_as_well(bureau: Bureau) -> None:
    rules, form = bureau.path("data/rules/meizhou/2021.yaml"), bureau.path("templates/pingyuan/report.md.j2")
    bureau.path("data/agencies/pingyuan-kegongshang/2021.yaml").unlink()
    rules.write_text(rules.read_text("utf-8").replace("方式: 比例", "方式: 比列", 1), "utf-8")
    form.write_text(form.read_text("utf-8") + "\n{{ 单位.全程 }}\n", "utf-8")
    told = [(each["number"], each["file"]) for each in _found(bureau) if each["severity"] == "error"]
    assert ("R305", "data/rules/meizhou/2021.yaml") in told
    assert ("T103", "templates/pingyuan/report.md.j2") in told


def test_a_unit_alone_is_checked_alone(bureau: Bureau) -> None:
    bureau.path("data/agencies/baisha/2024.yaml").write_text("", "utf-8")
    assert bureau.run("check", "kuichong").code == 0
    assert [each["number"] for each in _found(bureau) if each["severity"] == "error"] == ["F101"]


def test_a_problem_of_a_form_that_two_units_use_is_told_once(bureau: Bureau) -> None:
    for year in (2024, 2025):
        text = bureau.path("kuichong/2024").read_text("utf-8").replace("年度: 2024\n", f"年度: {year}\n", 1)
        bureau.path(f"data/agencies/kuichong/{year}.yaml").write_text(text, "utf-8")
    form = bureau.path("templates/dapeng/report.md.j2")
    form.write_text(form.read_text("utf-8") + "\n{{ 单位.全程 }}\n", "utf-8")
    assert [each["number"] for each in _found(bureau)].count("T103") == 1


def test_problems_are_objects_with_stable_keys(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "年度: 2024\n", "年度: 2023\n")
    first = next(each for each in _found(bureau, "kuichong", 2024) if each["severity"] == "error")
    assert list(first) == ["number", "severity", "file", "line", "column", "reason", "remedy"]
    assert (first["number"], first["file"]) == ("F207", "data/agencies/kuichong/2024.yaml")


def test_github_is_told_in_its_workflow_commands(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "年度: 2024\n", "年度: 20,24%\n")
    ran = bureau.run("check", "kuichong", 2024, "--format", "github")
    line = next(line for line in ran.out.splitlines() if "F207" in line)
    assert line.startswith("::error file=data/agencies/kuichong/2024.yaml,line=")
    assert "title=F207::年度写的是“20,24%25”" in line
    assert line.endswith("%0A两处改成一致。")


def test_gitlab_keeps_a_fingerprint_when_lines_are_added_above(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "年度: 2024\n", "年度: 2023\n")
    before = json.loads(bureau.run("check", "kuichong", 2024, "--format", "gitlab").out)
    path = bureau.path("kuichong/2024")
    path.write_text("# 一行备注\n" + path.read_text("utf-8"), "utf-8")
    after = json.loads(bureau.run("check", "kuichong", 2024, "--format", "gitlab").out)
    assert {each["fingerprint"] for each in before} == {each["fingerprint"] for each in after}
    assert len({each["fingerprint"] for each in after}) == len(after)
    assert {each["check_name"] for each in after} >= {"F207"}
    assert all(each["location"]["lines"]["begin"] > 0 and each["severity"] in {"major", "minor", "info"} for each in after)


@pytest.mark.parametrize("arguments", [["check"], ["check", "kuichong", "2024"]])
def test_check_does_without_the_libraries_of_word(arguments: list[str]) -> None:
    code = f"import sys; from generator.cli import main; main({arguments!r}); print(sorted({{name.partition('.')[0] for name in sys.modules}}))"
    ran = subprocess.run([sys.executable, "-X", "utf8", "-c", code], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True)
    loaded = set(ran.stdout.splitlines()[-1].strip("[]").replace("'", "").split(", "))
    assert "yaml" in loaded
    assert not loaded & WORD_STACK


def _found(bureau: Bureau, *arguments: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(bureau.run("check", *arguments, "--format", "json").out)
    return found
