"""The ways to fill a Word template, to be timed beside each other: ours, docxtpl as its manual shows it, and the floor.

usage: python -m tests.bench.docx_engines [AGENCY YEAR] [--rows N] [--level L] [--profile]

Prints the median of the ratios of runs that alternate. The floor is what no engine can save: the finished parts are
compressed and zipped with the entries that stay as they are.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import json
import pstats
import statistics
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment

from generator.base.marks import Mark, Source
from generator.base.workspace import Workspace
from generator.batch.pipeline import evaluate
from generator.report.document import Document
from generator.report.docx.context import context
from generator.report.docx.engine.compiling import compiled
from generator.report.docx.engine.filling import fill
from generator.report.docx.engine.rendering import render
from generator.report.docx.language import FILTERS
from generator.report.docx.pack import unpack
from generator.report.docx.writer import write_docx

PROJECT = Path(__file__).resolve().parents[2]
OFFICIAL = "templates/official.docx"
MARK = Mark(Source(OFFICIAL, ""))
FAST = 1
ROUNDS = 40


def official() -> bytes:
    """Return the template that reports are written in."""
    return (PROJECT / OFFICIAL).read_bytes()


def document_of(agency: str, year: int, rows: int = 0) -> Document:
    """Return a unit's report; with rows, its score table repeated until it has as many."""
    document = evaluate(Workspace(PROJECT), agency, year).document
    assert document is not None
    if rows:
        table = document.annexes[0]
        body = table.rows[table.headings :]
        many = (body * (rows // len(body) + 1))[:rows]
        document = replace(document, annexes=(replace(table, rows=(*table.rows[: table.headings], *many)),))
    return document


def ours(template: bytes, data: dict[str, Any], level: int = FAST) -> bytes:
    """Return the template filled by the engine of reports."""
    return render(template, data, FILTERS, MARK, level)


def manual(template: bytes, data: dict[str, Any]) -> bytes:
    """Return the template filled as docxtpl's manual shows it."""
    environment = Environment(autoescape=True)
    environment.filters.update(FILTERS)
    document = DocxTemplate(io.BytesIO(template))
    document.render(data, environment)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def floor(template: bytes, data: dict[str, Any], level: int = FAST) -> Callable[[], bytes]:
    """Return what compresses the finished parts and zips them with entries that are compressed already, and does nothing else."""
    ready = compiled(template, FILTERS)
    contents = fill(ready, data, FILTERS, MARK)
    return lambda: ready.packed(contents, level)


def zipfile_floor(template: bytes, data: dict[str, Any], level: int = FAST) -> Callable[[], bytes]:
    """Return what compresses and zips all finished parts with Python's own zipfile, and does nothing else."""
    contents = unpack(ours(template, data))

    def run() -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
            for name, content in contents.items():
                archive.writestr(name, content)
        return buffer.getvalue()

    return run


def interleaved(runs: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Return the seconds of work that each run took, run in turn, whatever else the machine does; the first turn is not counted."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds + 1):
        for name, run in runs.items():
            start = time.process_time()
            run()
            times[name].append(time.process_time() - start)
    return {name: each[1:] for name, each in times.items()}


def ratio(times: dict[str, list[float]], slow: str, fast: str) -> float:
    """Return the median of how many times as long one took as the other."""
    return statistics.median(one / other for one, other in zip(times[slow], times[fast], strict=True))


def peak_memory(run: Callable[[], object]) -> float:
    """Return the most megabytes that Python held at once above what it held before."""
    run()
    tracemalloc.start()
    run()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def main() -> None:
    """Print how long each way takes, and the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("unit", nargs="*", default=["huangge", "2023"])
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--level", type=int, default=FAST)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    document = document_of(options.unit[0], int(options.unit[1]), options.rows)
    template, data = official(), context(document)[0]
    plain = json.loads(json.dumps(data))
    runs: dict[str, Callable[[], object]] = {
        "docxtpl": lambda: manual(template, deepcopy(plain)),
        "ours": lambda: ours(template, data, options.level),
        "floor": floor(template, data, options.level),
        "zipfile": zipfile_floor(template, data, options.level),
        "write_docx": lambda: write_docx(document, template, OFFICIAL, options.level),
    }
    times = interleaved(runs, options.rounds)
    for name, each in times.items():
        print(f"{name:<11} median {statistics.median(each) * 1000:8.2f} ms   min {min(each) * 1000:8.2f}   peak {peak_memory(runs[name]):6.1f} MB")
    for slow, fast in (("docxtpl", "ours"), ("docxtpl", "write_docx"), ("ours", "floor"), ("ours", "zipfile"), ("write_docx", "zipfile")):
        print(f"{slow} / {fast}: {ratio(times, slow, fast):.2f}")
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(lambda: [runs["write_docx"]() for _ in range(20)])
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
