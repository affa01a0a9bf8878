"""What a clerk sees in an editor: the real YAML language server over the shipped files and schemas."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import PROJECT
from .lsp.client import Client, connected

LOCK = PROJECT / "tests" / "lsp"


def _settings() -> dict[str, Any]:
    """Return the committed settings of VS Code as the server is told them: comments dropped, schemas at their places."""
    text = (PROJECT / ".vscode" / "settings.json").read_text("utf-8")
    flat = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    yaml = {key.removeprefix("yaml."): value for key, value in flat.items() if key.startswith("yaml.")}
    schemas = {(PROJECT / name).as_uri(): pattern for name, pattern in yaml["schemas"].items()}
    return {"yaml": {**yaml, "schemas": schemas, "schemaStore": {"enable": False}}}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command of the language server, installed once at the version of the lock file."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("node and npm are not installed")
    lock = (LOCK / "package-lock.json").read_bytes()
    home = Path(tempfile.gettempdir()) / f"ziping-lsp-{zlib.crc32(lock)}"
    entry = home / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    if not entry.is_file():
        fresh = tmp_path_factory.mktemp("lsp")
        for name in ("package.json", "package-lock.json"):
            shutil.copy(LOCK / name, fresh)
        done = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=fresh, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"npm ci: {done.stderr.strip().splitlines()[-1]}")
        if not entry.is_file():
            shutil.copytree(fresh, home, symlinks=True, dirs_exist_ok=True)
    return [node, str(entry), "--stdio"]


@pytest.fixture
def editor(server: list[str]) -> Iterator[Client]:
    """An editor that has the project open."""
    with connected(server, PROJECT, _settings()) as client:
        yield client


FACTS = PROJECT / "data/agencies/kuichong/2024.yaml"


def _line(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.splitlines()) if line.startswith(start))


def _labels(found: Any) -> list[str]:
    return [item["label"] for item in (found["items"] if isinstance(found, dict) else found)]


@pytest.mark.parametrize("path", sorted(PROJECT.glob("data/agencies/*/*.yaml")), ids=lambda path: path.parent.name)
def test_the_editor_finds_nothing_wrong_with_the_shipped_facts(editor: Client, path: Path) -> None:
    assert editor.open(path, path.read_text("utf-8")) == []


@pytest.mark.parametrize("name", ["data/rules/shenzhen/2024.yaml", "templates/dapeng/form.yaml", "data/vocabulary/budget.yaml"])
def test_the_editor_finds_nothing_wrong_with_rules_forms_and_vocabulary(editor: Client, name: str) -> None:
    path = PROJECT / name
    assert editor.open(path, path.read_text("utf-8")) == []
    broken = editor.open(path, path.read_text("utf-8") + "\n没有这个键: {甲: 1}\n")
    assert broken, "the schema is not applied at all"


def test_keys_of_a_section_are_completed_in_chinese(editor: Client) -> None:
    text = FACTS.read_text("utf-8").replace("  调整调剂: 6,366.65\n", "  \n")
    editor.open(FACTS, text)
    labels = _labels(editor.at("completion", FACTS, _line(text, "  项目支出: 32") + 1, 2))
    assert {"调整调剂", "年初支出", "调整支出"} <= set(labels)
    assert "基本支出" not in labels, "written already"


def test_judged_indicators_are_completed_with_what_they_demand(editor: Client) -> None:
    text = FACTS.read_text("utf-8").replace("  其余: 满分\n", "  其余: 满分\n  \n")
    editor.open(FACTS, text)
    items = editor.at("completion", FACTS, _line(text, "  其余: 满分") + 1, 2)["items"]
    found = {item["label"]: json.dumps(item.get("documentation", ""), ensure_ascii=False) for item in items}
    assert "资产管理安全性" in found
    assert "满分" in found["资产管理安全性"]


def test_slots_of_the_form_are_completed_under_prose(editor: Client) -> None:
    text = FACTS.read_text("utf-8").replace("正文:\n", "正文:\n  \n")
    editor.open(FACTS, text)
    labels = _labels(editor.at("completion", FACTS, _line(text, "正文:") + 1, 2))
    assert "生态效益" in labels
    assert "主要职责" not in labels, "written already"


@pytest.mark.parametrize(("start", "choices"), [("规则:", ["shenzhen/2024", "guangzhou/2023"]), ("模板:", ["dapeng"]), ("金额单位:", ["元", "万元", "亿元"])])
def test_choices_are_completed_as_values(editor: Client, start: str, choices: list[str]) -> None:
    text = FACTS.read_text("utf-8")
    line = _line(text, start)
    rows = text.splitlines()
    rows[line] = f"{start} "
    editor.open(FACTS, "\n".join(rows) + "\n")
    labels = _labels(editor.at("completion", FACTS, line, len(rows[line])))
    assert [choice for choice in choices if choice not in labels] == []


def test_hover_says_what_a_fact_is(editor: Client) -> None:
    text = FACTS.read_text("utf-8")
    editor.open(FACTS, text)
    shown = json.dumps(editor.at("hover", FACTS, _line(text, "  调整调剂:"), 4), ensure_ascii=False)
    assert "全年预算调整、调剂金额" in shown
    assert "预算.调整调剂（金额）" in shown


def test_an_unknown_key_is_marked_at_its_line(editor: Client) -> None:
    text = FACTS.read_text("utf-8").replace("  调整调剂: 6,366.65", "  调整调记: 6,366.65")
    found = editor.open(FACTS, text)
    assert [each["range"]["start"]["line"] for each in found] == [_line(text, "  调整调记")]
    assert "调整调记" in found[0]["message"]


def test_an_amount_that_is_a_percentage_is_marked_with_how_to_write_it(editor: Client) -> None:
    text = FACTS.read_text("utf-8").replace("  调整调剂: 6,366.65", "  调整调剂: 14.5%")
    found = editor.open(FACTS, text)
    assert [each["range"]["start"]["line"] for each in found] == [_line(text, "  调整调剂")]
    assert "百分比不是金额" in found[0]["message"]
