"""Lines to summarise: the shipped units, and made-up ones with any scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from generator.base.workspace import Workspace
from generator.batch.pipeline import evaluate
from generator.batch.summary.lines import Deduction, GroupLine, IndicatorLine, Line, Score, line_of

from .conftest import PROJECT

GRADES = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"), (Decimal(0), "差"))
FULLS = (Decimal(40), Decimal(10), Decimal(50))


@cache
def line(agency: str, year: int) -> Line:
    """Return the line of a shipped unit."""
    return line_of(agency, year, evaluate(Workspace(PROJECT), agency, year))


def made(agency: str, *points: str, year: int = 2023, digits: int = 2, reviewed: str | None = None) -> Line:
    """Return a line with points for three indicators (of 40, 10 and 50) in two groups; — where only the group's are known."""
    leaves = [IndicatorLine(f"指标{at}", f"第{at}项指标", full, Decimal(text)) for at, (full, text) in enumerate(zip(FULLS, points, strict=True), 1)]
    groups = (_group("投入", leaves[:2]), _group("效果", leaves[2:]))
    total = sum((group.points for group in groups), Decimal(0))
    off = tuple(Deduction(leaf.title, leaf.full - (leaf.points or 0), f"{leaf.title}没有做到。") for leaf in leaves if leaf.points != leaf.full)
    grade = next(name for floor, name in GRADES if total >= floor)
    score = Score(total, Decimal(100), grade, GRADES, Decimal(reviewed) if reviewed else None, groups, off, digits)
    return Line(agency, year, f"{agency}镇人民政府", "xinhe/2023", "新禾市指标体系", f"{agency}镇人民政府{year}年度自评报告", score)


def _group(title: str, leaves: Sequence[IndicatorLine]) -> GroupLine:
    known = [leaf.points for leaf in leaves if leaf.points is not None]
    return GroupLine(title, sum((leaf.full for leaf in leaves), Decimal(0)), sum(known, Decimal(0)), tuple(leaves))


def failed(agency: str) -> Line:
    """Return the line of a unit with errors."""
    return replace(made(agency, "0", "0", "0"), score=None, errors=3, first_error="data/agencies/x/2023.yaml:3:5 没有这个名称。", file_name="")
