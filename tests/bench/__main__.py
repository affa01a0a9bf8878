"""Runs the benchmarks and prints a table: `python -m tests.bench`, or `make bench`.

usage: python -m tests.bench [--items 1,2,6] [--units 2000] [--rounds 20] [--work FOLDER] [--write | --pages]

Without --units it is a short run (200 units), which ratios of a batch should not be read from. --write keeps what was
measured in docs/benchmarks.json, beside what earlier runs measured of other items, and writes the pages docs/benchmarks.md
and docs/scale.md from it; --pages writes them again and measures nothing.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tabulate import tabulate

from . import batch, commands, office, provenance, whole_way, writing
from .kept import Kept
from .measuring import Bench, Row, attempted
from .pages import HEADERS, cells, write_pages

SHORT = 200
PARTS: dict[str, Sequence[Callable[[Bench], Iterator[Row]]]] = {
    "1": (writing.measure,),
    "2": (whole_way.measure,),
    "3": (batch.measure_all,),
    "4": (batch.measure_all,),
    "5": (batch.measure_impact,),
    "6": (commands.measure,),
    "7": (office.measure,),
    "8": (provenance.measure,),
}


def main() -> None:
    """Measure what was asked for, line by line, and write the pages when told so."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--items", default=",".join(PARTS), help="which items, by their numbers")
    parser.add_argument("--units", type=int, default=SHORT, help="how many synthetic units items 3 to 5 take")
    parser.add_argument("--rounds", type=int, default=20, help="how many pairs are timed")
    parser.add_argument("--work", type=Path, help="a folder to keep synthetic units and other engines in")
    parser.add_argument("--write", action="store_true", help="keep the figures and write the pages")
    parser.add_argument("--pages", action="store_true", help="write the pages from the figures kept")
    options = parser.parse_args()
    if options.pages:
        write_pages(Kept.read())
        return
    with tempfile.TemporaryDirectory(prefix="ziping-bench-") as folder:
        bench = Bench(options.units, options.rounds, options.work or Path(folder))
        bench.work.mkdir(parents=True, exist_ok=True)
        rows = list(_measured(bench, options.items.split(",")))
    print(tabulate([cells(row) for row in rows], HEADERS, disable_numparse=True))
    if options.write:
        kept = Kept.read().with_run(rows, bench.figures)
        kept.write()
        write_pages(kept)


def _measured(bench: Bench, items: Sequence[str]) -> Iterator[Row]:
    parts = dict.fromkeys((part, item) for item in items for part in PARTS[item])
    done: set[object] = set()
    for part, item in parts:
        if part in done:
            continue
        done.add(part)
        start = time.perf_counter()
        for row in attempted(f"{item} {part.__module__.rpartition('.')[2]}", lambda part=part: part(bench)):  # type: ignore[misc]
            print(*cells(row), sep=" | ", flush=True)
            yield row
        print(f"({time.perf_counter() - start:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
