"""Random damage to a facts file: whatever a slip of the hand makes of it, there are problems at real places, or there is a document."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.base.problems import Problem, Problems
from generator.base.workspace import Workspace
from generator.batch.pipeline import evaluate, load_checked_rules
from generator.facts.loading import read_facts
from generator.report.compose import compose
from generator.report.document import Document
from generator.report.forms import load_form
from generator.rules.scoring import figures_for, score

from .conftest import PROJECT

AGENCY, YEAR = "kuichong", 2024
NAME = f"data/agencies/{AGENCY}/{YEAR}.yaml"
VARIANTS = 150
SCRAPS = (
    *"0123456789.%,:：，、{}[]\"'-—>|&*#!?@`~=（）　 \n元是否无ａ１+×÷",
    "\t", "{{", "}}", "{%", "%}", "{#", "待填", "不适用", "  ", "- ", "\n\n", ": ", "-1", "1e9", "100%", "人员.在编人员", "预算", "指标",
    "{{ 正文.履职情况 }}", "{{ 人员 }}", "{{ 人员.在编人员 | 万元 }}", "[]", "{}", "null", "&a ", "*a", "!!int ", "<<<<<<< ",
)  # fmt: skip
VALUES = (
    "", "[]", "{}", "待填", "不适用", "0", "-5", "5%", "甲", "[甲, 乙]", "{甲: 乙}", '"{{ 人员 }}"', '"{{ 人员.在编人员 | 万元 }}"', "0元",
    "99999999999999999999", "是", "2024年2月30日", "|-", "“", '"',
)  # fmt: skip


def drop(dice: random.Random, lines: list[str], at: int) -> None:
    del lines[at : at + dice.choice((1, 1, 1, 5, 15))]


def double(dice: random.Random, lines: list[str], at: int) -> None:
    lines[at:at] = lines[at : at + dice.choice((1, 1, 4, 9))]


def move(dice: random.Random, lines: list[str], at: int) -> None:
    lines.insert(dice.randrange(len(lines)), lines.pop(at))


def scribble(dice: random.Random, lines: list[str], at: int) -> None:
    column = dice.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:column] + dice.choice(SCRAPS) + lines[at][column + dice.choice((0, 0, 1, 2)) :]


def erase(dice: random.Random, lines: list[str], at: int) -> None:
    column = dice.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:column] + lines[at][column + dice.randrange(1, 6) :]


def indent(dice: random.Random, lines: list[str], at: int) -> None:
    lines[at] = " " * dice.randrange(6) + lines[at].lstrip()


def refill(dice: random.Random, lines: list[str], at: int) -> None:
    lines[at] = f"{lines[at].partition(':')[0]}: {dice.choice(VALUES)}"


def cut(dice: random.Random, lines: list[str], at: int) -> None:
    del lines[at + 1 :]
    lines[at] = lines[at][: dice.randrange(len(lines[at]) + 1)]


SLIPS: tuple[Callable[[random.Random, list[str], int], None], ...] = (
    drop, double, move, scribble, scribble, scribble, erase, indent, refill, refill, cut,
)  # fmt: skip


def damaged(text: str, seed: int) -> str:
    """Return a text after a few slips of the hand, mostly among the figures of its first half."""
    dice = random.Random(seed)
    lines = text.split("\n")
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        slip = dice.choice(SLIPS)
        slip(dice, lines, dice.randrange(len(lines) if dice.random() < 0.4 else (len(lines) + 1) // 2))
        lines = lines or [""]
    return "\n".join(lines)


@cache
def evaluator() -> Callable[[str, Path], tuple[Problems, Document | None]]:
    """Return what evaluates a facts file's text, put into a folder, under the rule set and the form that the whole file names."""
    workspace = Workspace(PROJECT)
    whole = evaluate(workspace, AGENCY, YEAR)
    assert whole.facts is not None
    facts = whole.facts
    rules = load_checked_rules(workspace, facts, Problems())
    form = load_form(workspace, facts.form, Problems())
    assert rules is not None
    assert form is not None

    def run(text: str, folder: Path) -> tuple[Problems, Document | None]:
        problems = Problems()
        path = folder / NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        mapping = Workspace(folder).read_mapping(path, problems)
        read = read_facts(mapping, AGENCY, YEAR, facts.vocabulary, problems) if mapping else None
        if read is None:
            return problems, None
        figures = figures_for(read, rules, form.definitions, problems)
        return problems, compose(score(read, rules, figures, problems), form, problems)

    return run


def misplaced(problems: Problems, text: str) -> Iterator[Problem]:
    """Yield problems that name a place which the file does not have."""
    lines = [*text.splitlines(), ""]
    for problem in problems:
        mark = problem.mark
        if mark and mark.source.path == NAME and not (mark.line <= len(lines) and 0 < mark.column <= len(lines[mark.line - 1]) + 1):
            yield problem


@pytest.mark.parametrize(
    "seeds", [range(start, start + 30) for start in range(0, VARIANTS, 30)], ids=lambda seeds: f"seeds from {seeds[0]}"
)
def test_no_damage_raises_anything_and_each_is_either_told_or_harmless(tmp_path: Path, seeds: range) -> None:
    whole = (PROJECT / NAME).read_text("utf-8")
    for seed in seeds:
        text = damaged(whole, seed)
        problems, document = evaluator()(text, tmp_path)
        assert (document is None) == bool(problems.errors), f"seed {seed}: neither problems nor a document, or both"
        assert all("错误" in str(problem) and problem.remedy for problem in problems.errors), (
            f"seed {seed}: {list(map(str, problems.errors))}"
        )
        assert not list(misplaced(problems, text)), f"seed {seed}: {list(map(str, misplaced(problems, text)))}"


def test_the_damage_is_real_and_of_many_kinds(tmp_path: Path) -> None:
    whole = (PROJECT / NAME).read_text("utf-8")
    told = [frozenset(problem.number for problem in evaluator()(damaged(whole, seed), tmp_path)[0].errors) for seed in range(60)]
    assert sum(map(bool, told)) > 40
    assert len(frozenset().union(*told)) > 12
