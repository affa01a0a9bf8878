"""Units, years, folders and commands that are not there: what is refused, with which exit code, and what is named instead."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main

from .conftest import PROJECT, Bureau
from .refusal import outputs, refused


@pytest.mark.parametrize(
    ("agency", "year", "number", "says"),
    [
        ("kuichon", 2024, "S102", "没有单位“kuichon”。是不是 “kuichong”"),
        ("Kuichong", 2024, "S102", "是不是 “kuichong”"),
        ("../agencies/kuichong", 2024, "S102", "没有单位"),
        ("葵涌", 2024, "S102", "ziping list 列出全部"),
        ("kuichong", 2023, "S103", "“kuichong”没有 2023 年的文件"),
        ("kuichong", 20240, "S103", "已有年度：2024"),
    ],
)
def test_an_unknown_unit_or_year_is_refused_and_the_nearest_named(bureau: Bureau, agency: str, year: int, number: str, says: str) -> None:
    (told,) = refused(bureau, agency, year)
    assert told.number == number
    assert says in told.text


@pytest.mark.parametrize("command", [["list"], ["report", "kuichong", "2024"], ["show", "kuichong", "2024"]])
def test_without_a_data_folder_every_command_says_how_to_find_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (command, ["--root", str(tmp_path), *command], ["--root", "nowhere", *command]):
        assert main(arguments) == 1
        told = capsys.readouterr().err
        assert told.startswith("错误 S101")
        assert str(tmp_path) in told
        assert "--root" in told


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["reprot", "kuichong", "2024"], "没有“reprot”这个命令。是不是 “report”？"),
        (["report", "kuichong", "2024", "--colour"], "没有“--colour”这个选项"),
        (["--rot", "x", "list"], "没有“--rot”这个选项。是不是 “--root”？"),
        (["report"], "缺少“单位”"),
        (["report", "kuichong"], "缺少“年度”"),
        (["report", "kuichong", "二〇二四"], "“年度”不能是“二〇二四”"),
        (["report", "kuichong", "2024.5"], "“年度”不能是“2024.5”"),
        (["report", "kuichong", "2024", "2023"], "多写了“2023”"),
        (["show", "kuichong", "2024", "--stage", "wrods"], "只能是：facts rules score document"),
        (["show", "kuichong", "2024", "--stage"], "缺少“--stage”"),
        (["--root"], "缺少“--root”"),
    ],
)
def test_wrong_use_exits_with_2_and_a_chinese_sentence(bureau: Bureau, arguments: list[str], says: str) -> None:
    ran = bureau.run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("用法不对：")
    assert says in ran.err
    assert outputs(bureau) == {}


def test_no_command_at_all_shows_the_help_and_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    shown = capsys.readouterr().out
    assert "用法：" in shown
    assert "report" in shown


def test_a_relative_root_and_a_folder_within_the_data_find_the_same_root(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = []
    for folder, root in ((".", ["--root", "."]), ("data/rules", ["--root", "../.."]), ("data/agencies/kuichong", []), ("templates", [])):
        monkeypatch.chdir(bureau.root / folder)
        assert main([*root, "show", "kuichong", "2024", "--stage", "facts"]) == 0
        answers.append(capsys.readouterr().out)
    assert "采购.货物 = 14.18万元    data/agencies/kuichong/2024.yaml:21:7" in answers[0]
    assert len(set(answers)) == 1


def test_the_module_runs_from_a_folder_within_the_data_and_writes_below_the_root(bureau: Bureau) -> None:
    command = [sys.executable, "-m", "generator", "report", "kuichong", "2024"]
    done = subprocess.run(
        command, cwd=bureau.root / "data" / "agencies", env={"PYTHONPATH": str(PROJECT), "LANG": "C"}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "报告：build/kuichong/2024/report.docx" in done.stdout.decode()
    assert set(outputs(bureau)) == {"kuichong/2024/report.docx", "kuichong/2024/receipt.json"}
