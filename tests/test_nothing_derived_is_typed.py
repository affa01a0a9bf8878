"""What can be computed is typed nowhere: not in a unit's facts or prose, not in rules, not in templates, not in a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from generator.base.workspace import Workspace
from generator.batch.pipeline import evaluate

from .conftest import PROJECT, UNITS, Bureau, without_assertions
from .spans import lines

# The figures that follow from the published facts, as the reports print them.
PRINTED = {
    "huangge": "178人 88.41% 88.69% 517.43万元 713402257.85元 0.73% 95.76% 9.58分 48.5分 49.58分 99.16% 98.08分",
    "panyu-zhujian": """12030.56万元 83.28% 16.72% 11832.53万元 46.26% 53.74% 98.35% 98.4% 107% 19.2分 9.91分 49.11分 98.22% 99.1% 87.5% 93.33%
        97.11分 95.94% 98.59% 87.64% 99.28% 106% 3769套 30.85%""",
    "pingyuan-kegongshang": """5900.92万元 4605.33万元 1295.59万元 21.96% 3.864% 85.334% 11.655% 2.538% 3.011% 14.879万元 12728.7万美元
        18.92分 44.92分 94.92分""",
    "kuichong": """43762.16万元 26.9% 73.1% 2306.48万元 82.9% 14.5% 99.2% 91.6% 86.4% 82.5% 173.2% 126.4% 104% 123.8%
        0.17分 0.45分 0.09分 2.55分 98.29分""",
    "baisha": "129人 96.91% 0.67% 2.42% 1329.52万元 38.95% 1106866.32元 420户",
}
# Derived too, but not printed: rates that were left out, and totals that were published wrong.
NOT_PRINTED = {
    "huangge": "38.12% 742.59万元",
    "panyu-zhujian": "97.04分 49.04分 44.16分 98.08% 99.20% 4.96分",
    "pingyuan-kegongshang": "95.92分 45.92分 19.92分 4065.33万元 1835.59万元 31.11%",
    "kuichong": "50128.81万元",
    "baisha": "12198.49万元",
}

_UNIT = r"%|％|万美元|亿元|万元|元|分|人|户|套"
_NUMBER = re.compile(rf"(?<![\d.])(\d{{1,3}}(?:,\d{{3}})+|\d+)(\.\d+)?\s*({_UNIT})?")

Figure = tuple[Decimal, str]


def figures(text: str) -> Iterator[Figure]:
    for found in _NUMBER.finditer(text):
        yield Decimal(found[1].replace(",", "") + (found[2] or "")), (found[3] or "").replace("％", "%")


def derived(path: Path) -> set[Figure]:
    """Return the derived figures that may not stand in a file: in a unit's facts its own, elsewhere those of all units."""
    agencies = {path.parent.name} & PRINTED.keys() or PRINTED.keys()
    return {figure for agency in agencies for figure in figures(f"{PRINTED[agency]} {NOT_PRINTED[agency]}")}


def typed(root: Path) -> list[str]:
    """Return where derived figures stand in the data and templates of a folder."""
    paths = [path for folder in ("data", "templates") for pattern in ("*.yaml", "*.j2") for path in (root / folder).rglob(pattern)]
    kept = [path for path in sorted(paths) if not path.name.endswith(".cases.yaml")]
    return [f"{path.relative_to(root)}: {number}{unit}" for path in kept for number, unit in typed_in(path)]


def typed_in(path: Path) -> Iterator[Figure]:
    """Yield the derived figures that stand in a file; long ones count without their unit as well."""
    wanted = derived(path)
    bare = {number for number, _ in wanted if len(number.as_tuple().digits) >= 4}
    for number, unit in figures(without_assertions(path.read_text("utf-8"))):
        if (number, unit) in wanted or (not unit and number in bare):
            yield number, unit


def test_no_derived_figure_stands_in_data_or_templates() -> None:
    assert typed(PROJECT) == []


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_the_derived_figures_are_printed_all_the_same(agency: str, year: int) -> None:
    document = evaluate(Workspace(PROJECT), agency, year).document
    assert document is not None
    printed = set(figures("\n".join("".join(span.text for span in line) for line in lines(document))))
    assert set(figures(PRINTED[agency])) - printed == set()


@pytest.mark.parametrize(
    "line",
    [
        "# 年初预算合计43,762.16万元",
        "备注: 年初预算合计43762.16",
        "备注: 占比为 26.9%",
        "备注: 总分98.290分",
    ],
)
def test_a_typed_figure_is_found_however_it_is_written(bureau: Bureau, line: str) -> None:
    bureau.append("kuichong/2024", line)
    assert len(typed(bureau.root)) == 1


def test_a_figure_may_stand_in_an_assertion_only(bureau: Bureau) -> None:
    bureau.edit("baisha/2024", "核对:\n", "核对:\n  率.年初收入增减: 38.95%\n")
    assert typed(bureau.root) == []
    bureau.edit("baisha/2024", "  率.年初收入增减: 38.95%\n", "")
    bureau.edit("baisha/2024", "量:\n", "量:\n  降幅: 38.95%\n")
    assert typed(bureau.root) == ["data/agencies/baisha/2024.yaml: 38.95%"]
