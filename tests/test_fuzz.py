"""Random damage to the real facts files: whatever is made of them, there are problems at real places, or there is a document."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.base.problems import Problem, Problems
from generator.base.workspace import Workspace
from generator.batch.pipeline import evaluate, load_checked_rules
from generator.facts.loading import read_facts
from generator.facts.plausible import note_implausible
from generator.report.compose import compose, form_texts
from generator.report.document import Document
from generator.report.forms import load_form
from generator.rules.scoring import figures_for, score

from .conftest import PROJECT, UNITS, Bureau

EXAMPLES = 400  # of each of the five files
LONGEST = timedelta(seconds=2)
SCRAPS = (
    *"0123456789.%,:：，、{}[]\"'-—>|&*#!?@`~=（）　 \n元是否无ａ１+×÷",
    "\t", "{{", "}}", "{%", "%}", "{#", "待填", "不适用", "  ", "- ", "\n\n", ": ", "-1", "1e9", "100%", "人员.在编人员", "预算", "指标",
    "{{ 正文.履职情况 }}", "{{ 人员 }}", "{{ 人员.在编人员 | 万元 }}", "[]", "{}", "null", "&a ", "*a", "!!int ", "<<<<<<< ",
    "\u200b", "\xa0", "\u2028", "\x85", "\x00", "\U0001f600", "\ud7ff", "[" * 300, "{甲: " * 60, "- " * 200, "9" * 400, "甲" * 20000, '"\\UFFFFFFFF"',
    "---\n", "...\n", "%YAML 9.9\n", "? ", "<<: ", "*", "!<x> ", "|2", "２０２４", "1e999999", "\"", "\\",
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


def nest(dice: random.Random, lines: list[str], at: int) -> None:
    lines[at] = f"{lines[at].partition(':')[0]}: {'[' * 150}{']' * dice.choice((0, 150))}"


def scramble(dice: random.Random, lines: list[str], at: int) -> None:
    lines[at] += "".join(chr(dice.choice((dice.randrange(0x20, 0x250), dice.randrange(0x2000, 0xD7FF)))) for _ in range(8))


SLIPS: tuple[Callable[[random.Random, list[str], int], None], ...] = (
    drop, double, move, scribble, scribble, scribble, erase, indent, refill, refill, cut, nest, scramble,
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
def evaluator(agency: str, year: int) -> Callable[[Path], tuple[Problems, Document | None]]:
    """Return what evaluates a unit's facts file in a folder, under the rule set and the form that the whole file names."""
    workspace = Workspace(PROJECT)
    whole = evaluate(workspace, agency, year)
    assert whole.facts is not None
    facts = whole.facts
    rules = load_checked_rules(workspace, facts, Problems())
    form = load_form(workspace, facts.form, Problems())
    assert rules is not None
    assert form is not None

    texts = form_texts(form, rules, facts.vocabulary)

    def run(folder: Path) -> tuple[Problems, Document | None]:
        problems = Problems()
        mapping = Workspace(folder).read_mapping(folder / name(agency, year), problems)
        read = read_facts(mapping, agency, year, facts.vocabulary, problems) if mapping else None
        if read is None:
            return problems, None
        note_implausible(read, problems)
        figures = figures_for(read, rules, form.definitions, problems)
        return problems, compose(score(read, rules, figures, problems), form, texts, problems)

    return run


def name(agency: str, year: int) -> str:
    return f"data/agencies/{agency}/{year}.yaml"


def content_of(agency: str, year: int, seed: int) -> bytes:
    """Return a unit's file after damage, now and then to its bytes instead of its lines."""
    dice = random.Random(seed)
    content = damaged((PROJECT / name(agency, year)).read_text("utf-8"), seed).encode("utf-8", "surrogatepass")
    if dice.random() < 0.06:
        at = dice.randrange(len(content) + 1)
        content = content[:at] + dice.randbytes(dice.randrange(1, 6)) + content[at:]
    if dice.random() < 0.03:
        content = content.decode("utf-8", "replace").encode(dice.choice(("gb18030", "utf-16", "utf-8-sig")), "replace")
    return content


def misplaced(problems: Problems, path: str, content: bytes) -> Iterator[Problem]:
    """Yield problems that name a place which the file does not have."""
    for problem in problems:
        mark = problem.mark
        if mark is None or mark.source.path != path:
            continue
        lines = [*(mark.source.text or content.decode("utf-8", "replace")).split("\n"), ""]
        if not (mark.line <= len(lines) and 0 < mark.column <= len(lines[mark.line - 1]) + 1):
            yield problem


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_no_damage_raises_anything_and_each_is_either_told_or_harmless(tmp_path: Path, agency: str, year: int) -> None:
    path = tmp_path / name(agency, year)
    path.parent.mkdir(parents=True)
    run = evaluator(agency, year)

    @settings(max_examples=EXAMPLES, deadline=LONGEST, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**32))
    def holds(seed: int) -> None:
        content = content_of(agency, year, seed)
        path.write_bytes(content)
        problems, document = run(tmp_path)
        assert (document is None) == bool(problems.errors), "neither problems nor a document, or both"
        assert all("错误" in str(problem) and problem.remedy for problem in problems.errors), list(map(str, problems.errors))
        assert not list(misplaced(problems, name(agency, year), content)), list(map(str, problems))
        assert path.read_bytes() == content
        assert list(tmp_path.rglob("*.*")) == [path]

    holds()


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_the_real_commands_survive_damage_and_leave_the_file_alone(bureau: Bureau, agency: str, year: int) -> None:
    path = bureau.root / name(agency, year)
    for seed in range(4):
        content = content_of(agency, year, seed)
        path.write_bytes(content)
        for command in (("report", agency, year), ("fix", agency, year)):
            ran = bureau.run(*command)
            assert ran.code in {0, 1}
            assert ran.code == 0 or "错误" in ran.err or "还没有写入" in ran.out
            assert path.read_bytes() == content
        shutil.rmtree(bureau.root / "build", ignore_errors=True)


def test_the_damage_is_real_and_of_many_kinds(tmp_path: Path) -> None:
    agency, year = "kuichong", 2024
    path = tmp_path / name(agency, year)
    path.parent.mkdir(parents=True)
    told = []
    for seed in range(60):
        path.write_bytes(content_of(agency, year, seed))
        told.append(frozenset(problem.number for problem in evaluator(agency, year)(tmp_path)[0].errors))
    assert sum(map(bool, told)) > 40
    assert len(frozenset().union(*told)) > 12
