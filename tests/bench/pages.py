"""Writes the figures into docs/benchmarks.md and docs/scale.md, between the marks that stand there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tabulate import tabulate

from .kept import Kept
from .measuring import PROJECT, Row

HEADERS = ("item", "ours", "other", "ratio or figure", "target", "")
BENCHMARKS, SCALE = PROJECT / "docs" / "benchmarks.md", PROJECT / "docs" / "scale.md"
PROVINCE, COUNTRY = 30_000, 600_000
CORES = (2, 16, 128)
BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- end -->)", re.DOTALL)


def cells(row: Row) -> tuple[str, ...]:
    """Return a line of the table as texts."""
    if row.figure is None:
        return (row.what, row.ours, row.other, "", "", row.note)
    verdict = "" if row.target is None or row.target.met(row.figure) else "not met"
    return (row.what, row.ours, row.other, f"{row.figure:.2f}", str(row.target or ""), "; ".join(filter(None, (verdict, row.note))))


def write_pages(kept: Kept) -> None:
    """Write both pages."""
    _put(BENCHMARKS, f"{kept.machine}\n\n{_table(HEADERS, [cells(row) for row in kept.rows])}")
    _put(SCALE, _scale(kept.figures))


def _put(path: Path, content: str) -> None:
    text = path.read_text("utf-8")
    path.write_text(BLOCK.sub(lambda found: f"{found[1]}{content}\n{found[2]}", text), "utf-8")


def _table(headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    return tabulate(rows, headers, tablefmt="github", disable_numparse=True)


def _scale(figures: dict[str, float]) -> str:
    """Return what a province and the country take, from the figures of a batch on two cores."""
    if "per_second" not in figures:
        return "Not measured yet."
    core = figures["per_second"] / 2
    worker = figures["peak_mb"] / 2
    disk = figures["build_mb"] / figures["units"]
    rows = [("every report, reports a second", f"{core:.1f} a core", *_each(lambda _, cores: f"{core * cores:.0f}"))]
    rows += [("every report, time", f"{1000 / core:.0f} ms", *_each(lambda units, cores: _duration(units / core / cores)))]
    rows += [("nothing changed, time (one core)", f"{figures['same_ms']:.2f} ms", *_each(lambda units, _: _duration(_same(figures, units))))]
    rows += [("memory of the workers", f"{worker:.0f} MB a core", *_each(lambda _, cores: _size(worker * cores)))]
    rows += [("disk below build/", f"{disk * 1000:.0f} kB", *_each(lambda units, _: _size(disk * units)))]
    if "pdf_s" in figures:
        rows += [("PDF as well, time", f"{figures['pdf_s']:.1f} s", *_each(lambda units, cores: _duration(units * figures["pdf_s"] / cores)))]
    headers = ("", "a unit", *(f"{units:,} units, {cores} cores" for units, cores in _cases()))
    return _table(headers, rows)


def _same(figures: dict[str, float], units: int) -> float:
    start = figures["same_s"] - figures["same_ms"] / 1000 * figures["units"]
    return max(start, 0) + figures["same_ms"] / 1000 * units


def _cases() -> list[tuple[int, int]]:
    return [(PROVINCE, CORES[0]), (PROVINCE, CORES[1]), (COUNTRY, CORES[1]), (COUNTRY, CORES[2])]


def _each(told: Callable[[int, int], str]) -> tuple[str, ...]:
    return tuple(told(units, cores) for units, cores in _cases())


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def _size(megabytes: float) -> str:
    return f"{megabytes:.0f} MB" if megabytes < 1000 else f"{megabytes / 1000:.1f} GB"
