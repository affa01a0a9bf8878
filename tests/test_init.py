"""A bureau's own folder: made whole, updated without touching what was changed there; from the checkout and from a wheel."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from generator.base.workspace import digest
from generator.batch.bureau import MANIFEST
from generator.cli import main

from .conftest import PROJECT


def _run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder made by init, of one place."""
    folder = tmp_path / "ziju"
    assert _run("init", folder, "--place", "shenzhen") == 0
    return folder


def _pretend_older(home: Path, name: str, content: bytes, there: bytes | None) -> None:
    """Make it as if an earlier program had brought a file with other content, and what stands there now."""
    manifest = json.loads((home / MANIFEST).read_bytes())
    manifest["files"][name] = digest(content)
    (home / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    if there is None:
        (home / name).unlink()
    else:
        (home / name).write_bytes(there)


def test_the_sample_of_a_new_folder_gives_a_report_without_a_warning(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--root", home, "report", "shili", 2024) == 0
    said = capsys.readouterr()
    assert (home / "build/shili/2024/report.docx").is_file()
    assert "得分：97.2分" in said.out
    assert said.err == ""
    assert _run("--root", home, "schema", "--check") == 0


def test_only_the_rule_sets_asked_for_are_brought(home: Path) -> None:
    assert sorted(path.relative_to(home / "data/rules").as_posix() for path in (home / "data/rules").rglob("*.yaml")) == [
        "shenzhen/2024.cases.yaml", "shenzhen/2024.yaml", "shili/2024.yaml",
    ]  # fmt: skip
    assert (home / "templates/official.docx").read_bytes() == (PROJECT / "templates/official.docx").read_bytes()


def test_an_unknown_place_is_told_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("init", tmp_path / "x", "--place", "shenzen") == 1
    assert "是不是 “shenzhen”" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_file_of_the_same_name_stops_init_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("我的\n", "utf-8")
    (tmp_path / "别的.txt").write_text("不相干\n", "utf-8")
    assert _run("init", tmp_path) == 1
    assert "README.md" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "别的.txt"]
    (tmp_path / "README.md").unlink()
    assert _run("init", tmp_path) == 0
    assert (tmp_path / "别的.txt").read_text("utf-8") == "不相干\n"


def test_a_folder_is_not_made_twice(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("init", home) == 1
    assert "S151" in capsys.readouterr().err


def test_an_update_is_shown_first_and_written_when_asked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "data/vocabulary/assets.yaml"
    new = (home / name).read_bytes()
    old = new.replace("资产总额".encode(), "总资产".encode())
    _pretend_older(home, name, old, old)
    assert _run("init", home, "--update") == 0
    said = capsys.readouterr().out
    assert "-资产.总额: {类型: 金额, 名称: 总资产" in said
    assert "+资产.总额: {类型: 金额, 名称: 资产总额" in said
    assert (home / name).read_bytes() == old
    assert _run("init", home, "--update", "--write") == 0
    assert (home / name).read_bytes() == new
    capsys.readouterr()
    assert _run("init", home, "--update") == 0
    assert capsys.readouterr().out == "已经是最新的。\n"


def test_what_was_changed_there_stays_and_the_new_one_is_laid_beside_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "data/rules/shenzhen/2024.yaml"
    new = (home / name).read_bytes()
    mine = new + "# 本局的备注\n".encode()
    _pretend_older(home, name, b"older", mine)
    assert _run("init", home, "--update", "--write") == 0
    assert f"您的没有动  {name}" in capsys.readouterr().out
    assert (home / name).read_bytes() == mine
    assert (home / "build/update" / name).read_bytes() == new
    assert _run("init", home, "--update") == 0
    assert capsys.readouterr().out == "已经是最新的。\n", "told once, until there is something newer"


def test_what_was_changed_there_only_is_no_difference(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "README.md").write_text("# 我局\n", "utf-8")
    assert _run("init", home, "--update", "--write") == 0
    assert (home / "README.md").read_text("utf-8") == "# 我局\n"
    assert "已经是最新的。" in capsys.readouterr().out


def test_what_was_removed_there_stays_removed(home: Path) -> None:
    (home / ".gitlab-ci.yml").unlink()
    _pretend_older(home, "data/vocabulary/assets.yaml", b"older", b"older")
    assert _run("init", home, "--update", "--write") == 0
    assert not (home / ".gitlab-ci.yml").exists()


def test_what_is_new_is_added(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = json.loads((home / MANIFEST).read_bytes())
    del manifest["files"][".gitlab-ci.yml"]
    (home / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    (home / ".gitlab-ci.yml").unlink()
    assert _run("init", home, "--update", "--write") == 0
    assert "新增  .gitlab-ci.yml" in capsys.readouterr().out
    assert (home / ".gitlab-ci.yml").is_file()


def test_a_changed_word_template_is_named_as_no_text(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _pretend_older(home, "templates/official.docx", b"PK\xff older", b"PK\xff older")
    assert _run("init", home, "--update") == 0
    assert "更新  templates/official.docx\n  （不是文本" in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, "{", "[]", '{"places": 1, "files": []}'])
def test_without_a_readable_record_nothing_is_updated(home: Path, content: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    (home / MANIFEST).unlink()
    if content is not None:
        (home / MANIFEST).write_text(content, "utf-8")
    assert _run("init", home, "--update", "--write") == 1
    assert "S153" in capsys.readouterr().err


def test_an_installed_wheel_makes_a_folder_that_works(tmp_path: Path) -> None:
    """Built offline with the libraries of this environment; the installed program sees nothing of the checkout."""
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(PROJECT)], check=True, capture_output=True)
    wheel = next(tmp_path.glob("ziping-*.whl"))
    venv.create(tmp_path / "venv", with_pip=False)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    target = sysconfig.get_path("purelib", vars={"base": str(tmp_path / "venv"), "platbase": str(tmp_path / "venv")})
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, str(wheel)], check=True, capture_output=True)
    # the libraries come last on the path, so that the installed program wins over an editable one
    (Path(target) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    home = tmp_path / "ziju"

    def ziping(*arguments: str, folder: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        return subprocess.run([str(python), "-m", "generator", *arguments], cwd=folder, capture_output=True, text=True, check=False)

    where = subprocess.run([str(python), "-c", "import generator; print(generator.__file__)"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert where.startswith(target)
    assert ziping("init", "ziju").returncode == 0
    made = ziping("report", "shili", "2024", folder=home)
    assert made.returncode == 0, made.stderr
    assert (home / "build/shili/2024/report.docx").is_file()
    here = tmp_path / "here"
    assert _run("init", here) == 0
    files = lambda root: {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file() and "build" not in path.parts}  # noqa: E731
    assert files(home) == files(here), "a wheel carries what the checkout has"


def _git(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    who = {"GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@t", "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@t"}
    return subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **who, **more}, capture_output=True, text=True, check=False)


def test_a_commit_with_a_wrong_fact_is_stopped_by_the_hooks_entry(home: Path) -> None:
    hook = home / ".git/hooks/pre-commit"
    assert _git(home, "init", "-q").returncode == 0
    entry = re.findall(r"entry: ziping (.*)", (home / ".pre-commit-config.yaml").read_text("utf-8"))
    assert entry == re.findall(r"entry: ziping (.*)", (PROJECT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\nPYTHONPATH="{PROJECT}" exec "{sys.executable}" -m generator {entry[0]}\n', "utf-8")
    hook.chmod(0o755)
    _git(home, "add", "-A")
    made = _git(home, "commit", "-qm", "begin")
    assert made.returncode == 0, made.stdout + made.stderr
    assert "build/" not in _git(home, "ls-files").stdout
    facts = home / "data/agencies/shili/2024.yaml"
    facts.write_text(facts.read_text("utf-8").replace("调整调剂: 151.20", "调整调记: 151.20"), "utf-8")
    stopped = _git(home, "commit", "-qam", "wrong")
    assert stopped.returncode != 0
    assert "F201" in stopped.stdout + stopped.stderr


def test_the_ready_made_ci_files_run_commands_that_exist(home: Path) -> None:
    for name in (".github/workflows/ziping.yml", ".gitlab-ci.yml"):
        lines = re.findall(r"ziping (check[^|>#\n]*|schema[^|>#\n]*)", (home / name).read_text("utf-8"))
        assert len(lines) == 2
        for line in lines:
            assert _run("--root", home, *line.split()) == 0
