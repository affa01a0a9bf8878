"""Items 3 to 5: thousands of units, two processes beside one, nothing changed, one rule changed, the impact of a draft."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from generator.base.workspace import Workspace

from . import doors
from .measuring import Bench, Row, Unmeasured, command, least, most, settled, shown, with_peak
from .units import make_units

YEAR, SEED = 2025, 1
TWO = least(1.7)
GROWTH, UNCHANGED, ONE_RULE, IMPACT = most(1.2), most(0.3), most(0.35), most(0.5)
RULES = "data/rules/shenzhen/2024.yaml"
# half of a fifth of the units have spent between 90% and 100% of what was planned for everyday costs
OLD, NEW = '{区间: "[90%, 100%]", 得: 2}', '{区间: "[90%, 100%]", 得: 2.5}'
TITLE = "  日常公用经费控制率:\n"


def measure_all(bench: Bench) -> Iterator[Row]:
    """Yield how fast and how large a batch is, and what a second run costs."""
    count, few = bench.units, max(bench.units // 10, 5)
    one, small = _laid(bench, count), _laid(bench, few)
    alone, _ = with_peak(lambda: _all(one, 1))
    shutil.rmtree(one / "build")
    full, peak = with_peak(lambda: _all(one, 2))
    _, less = with_peak(lambda: _all(small, 2))
    bench.figures |= {"units": count, "one_s": alone, "two_s": full, "peak_mb": peak, "per_second": count / full}
    bench.figures |= {"build_mb": sum(path.stat().st_size for path in (one / "build").rglob("*") if path.is_file()) / 1e6}
    yield Row(f"3 {count} units, two processes beside one", f"{shown(full)}, {count / full:.1f}/s", shown(alone), alone / full, TWO)
    yield Row(f"3 peak memory, {count} units beside {few}", f"{peak:.0f} MB", f"{less:.0f} MB", peak / less, GROWTH)
    yield from _again(bench, one, small, count, few, full)


def _again(bench: Bench, folder: Path, small: Path, count: int, few: int, full: float) -> Iterator[Row]:
    same, start = min(_all(folder, 2) for _ in range(3)), min(_all(small, 2) for _ in range(3))
    each = max(same - start, 0) / (count - few) * 1000
    bench.figures |= {"same_s": same, "same_ms": each}
    yield Row(f"4 {count} units, nothing changed, each", f"{each:.2f} ms", f"{shown(same)} in all", each, UNCHANGED)
    edit_rule(folder / RULES, folder / RULES)
    changed = _all(folder, 2)
    bench.figures["rule_s"] = changed
    yield Row("4 one rule changed, a tenth of the scores", shown(changed), shown(full), changed / full, ONE_RULE)


def measure_impact(bench: Bench) -> Iterator[Row]:
    """Yield what the impact of a draft costs beside evaluating and writing the same units in memory."""
    folder = _laid(bench, bench.units, "impact")
    draft = bench.work / "draft.yaml"
    edit_rule(folder / RULES, draft)
    told = command("impact", "--rules", draft, "--year", YEAR, "--jobs", 1, root=folder)
    plain = _in_memory(folder)
    bench.figures["impact_s"] = told
    yield Row(f"5 impact of a draft on {bench.units} units, one process", shown(told), shown(plain), told / plain, IMPACT)


def edit_rule(source: Path, target: Path) -> None:
    """Write a rule set with one band of one indicator changed."""
    before, title, after = source.read_text("utf-8").rpartition(TITLE)
    if not title or OLD not in after:
        raise Unmeasured(f"{source.name}: {OLD}")
    target.write_text(before + title + after.replace(OLD, NEW, 1), "utf-8")


def _in_memory(folder: Path) -> float:
    """Return the seconds of evaluating every unit and making its Word file, without writing any."""
    workspace = Workspace(folder)
    template = workspace.template(doors.OFFICIAL).read_bytes()
    settled()
    start = time.perf_counter()
    for agency in workspace.agencies():
        doors.word(doors.document_of(workspace, agency, YEAR), template)
    return time.perf_counter() - start


def _laid(bench: Bench, count: int, name: str = "units") -> Path:
    """Return a folder of synthetic units as they are made, without what an earlier run left there."""
    folder = bench.work / f"{name}-{count}"
    shutil.rmtree(folder, ignore_errors=True)
    make_units(folder, count, SEED, YEAR)
    return folder


def _all(folder: Path, jobs: int) -> float:
    return command("all", "--year", YEAR, "--jobs", jobs, root=folder)
