"""The house rules that a reader relies on: stages in order, no ring of imports, no word of the domain in code."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from generator.base.catalogue import CATALOGUE
from generator.base.problems import Problems
from generator.base.workspace import Workspace
from generator.base.yaml_reader import Mapping, normal
from generator.facts.vocabulary import load_vocabulary

from .conftest import PROJECT

STAGES = ("base", "facts", "rules", "report", "checks", "exchange", "batch", "cli", "__main__")
# The words of the file formats and of the commands stand here and nowhere else; numerals are how Chinese counts.
SPEAKING = {"base/words.py", "base/catalogue.py", "base/messages.py"}
NUMERALS = {"base/numerals.py"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CODE = PROJECT / "generator"
MODULES = sorted(CODE.rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(CODE).as_posix()


def _imports(path: Path) -> Iterator[Path]:
    """Yield the modules of the project that a module imports when it is loaded."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level and id(node) not in typing_only:
            folder = path.parents[node.level - 1]
            target = folder.joinpath(*(node.module or "").split("."))
            names = [target / alias.name for alias in node.names]
            for candidate in (target, *names):
                if candidate.with_suffix(".py").is_file():
                    yield candidate.with_suffix(".py")
                elif (candidate / "__init__.py").is_file() and candidate != folder:
                    yield candidate / "__init__.py"


def test_a_stage_imports_only_what_stands_above_it() -> None:
    wrong = []
    for path in MODULES:
        own = STAGES.index(_name(path).split("/")[0].removesuffix(".py")) if _name(path) != "__init__.py" else 0
        for imported in _imports(path):
            other = _name(imported).split("/")[0].removesuffix(".py")
            if STAGES.index(other) > own:
                wrong.append(f"{_name(path)} → {_name(imported)}")
    assert not wrong


def test_no_ring_of_imports() -> None:
    graph = {path: set(_imports(path)) - {path} for path in MODULES}
    assert len(list(TopologicalSorter(graph).static_order())) >= len(MODULES)


def _strings(path: Path) -> Iterator[str]:
    """Yield the texts of a module, docstrings aside."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@pytest.mark.parametrize("path", [path for path in MODULES if _name(path) not in SPEAKING | NUMERALS], ids=_name)
def test_chinese_stands_only_in_the_modules_of_words(path: Path) -> None:
    assert [text for text in _strings(path) if CHINESE.search(text)] == []


def test_no_fact_indicator_or_quantity_is_named_in_python() -> None:
    workspace, problems = Workspace(PROJECT), Problems()
    names = set(load_vocabulary(workspace, problems).entries)
    for rules in workspace.rule_sets():
        mapping = workspace.read_mapping(workspace.rules_path(rules), problems)
        for section in ("指标", "量"):
            node = mapping.get(section) if mapping else None
            names |= {normal(key) for key, _ in node} if isinstance(node, Mapping) else set()
    silent = [path for path in MODULES if _name(path) not in SPEAKING]
    found = {name: _name(path) for path in silent for text in _strings(path) for name in names if text == name or (len(name) > 4 and name in text)}
    assert found == {}


@pytest.mark.parametrize("name", ["words", "messages", "catalogue"])
def test_a_word_is_given_once(name: str) -> None:
    """A second giving would change what the first one's users say."""
    tree = ast.parse((CODE / "base" / f"{name}.py").read_text("utf-8"))
    stores = [node.id for given in tree.body for node in ast.walk(given) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    keys = [key.value for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys if isinstance(key, ast.Constant)]
    numbers = [key for key in keys if re.fullmatch(r"[A-Z]\d{3}", str(key))]
    assert [word for word, times in Counter([*(store for store in stores if store.isupper()), *numbers]).items() if times > 1] == []


def test_every_problem_number_is_raised_somewhere() -> None:
    code = "\n".join(path.read_text("utf-8") for path in MODULES if path.name != "catalogue.py")
    assert [number for number in CATALOGUE if f'"{number}"' not in code] == []


def test_every_problem_says_what_is_wrong_in_chinese() -> None:
    assert [number for number, entry in CATALOGUE.items() if not CHINESE.search(entry.reason)] == []
