"""Item 6: one cold command, the whole process, beside the least that a script of one's own would do; and a very long table."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from generator.base.workspace import Workspace

from . import doors
from .measuring import PROJECT, Bench, Row, against, command, most, paired, settled, shown
from .units import LAID

AGENCY, YEAR = "kuichong", 2024
LONG = ("huangge", 2023)
CHANGED, SAME, LINEAR, PEAK, CHECK = most(0.7), most(0.35), most(2.2), most(80), most(1.5)
ROWS = 2400
FACT = "填报人: "
PLAIN_LOAD = "import sys, pathlib, ruamel.yaml; ruamel.yaml.YAML(typ='safe').load(pathlib.Path(sys.argv[1]))"


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the cold commands, then the long table."""
    folder = _copied(bench.work / "cold")
    facts = folder / f"data/agencies/{AGENCY}/{YEAR}.yaml"
    text = facts.read_text("utf-8")
    names = cycle(("甲", "乙"))

    def change() -> None:
        facts.write_text(text.replace(FACT, FACT + next(names)), "utf-8")

    def changed() -> float:
        change()
        return command("report", AGENCY, YEAR, root=folder)

    def script() -> float:
        manual = Path(__file__).with_name("docxtpl_manual.py")
        return _run(manual, PROJECT / "templates" / doors.OFFICIAL, folder / "data.json", folder / "manual.docx")

    document = doors.document_of(Workspace(PROJECT), AGENCY, YEAR)
    (folder / "data.json").write_text(json.dumps(doors.data_of(document), ensure_ascii=False), "utf-8")
    times = paired(
        bench.rounds,
        script=script,
        changed=changed,
        same=lambda: command("report", AGENCY, YEAR, root=folder),
        check=lambda: command("check", AGENCY, YEAR, root=folder),
        load=lambda: _run("-c", PLAIN_LOAD, facts),
    )
    yield against("6 ziping report, facts changed: docxtpl in 15 lines", times, "changed", "script", CHANGED)
    yield against("6 ziping report, nothing changed: docxtpl in 15 lines", times, "same", "script", SAME)
    yield against("6 ziping check: ruamel.yaml loading the file", times, "check", "load", CHECK)
    yield from _long(bench)


def _long(bench: Bench) -> Iterator[Row]:
    template = (PROJECT / "templates" / doors.OFFICIAL).read_bytes()
    document = doors.document_of(Workspace(PROJECT), *LONG)
    half, whole = (doors.with_rows(document, count) for count in (ROWS // 2, ROWS))
    settled()
    rounds = max(bench.rounds // 5, 3)
    times = paired(rounds, whole=lambda: doors.word(whole, template), half=lambda: doors.word(half, template))
    yield against(f"6 score table of {ROWS} rows beside {ROWS // 2}", times, "whole", "half", LINEAR)
    tracemalloc.start()
    start = time.perf_counter()
    doors.word(whole, template)
    seconds = time.perf_counter() - start
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    yield Row(f"6 score table of {ROWS} rows, peak memory in MB", f"{peak:.0f} MB", shown(seconds), peak, PEAK)


def _copied(folder: Path) -> Path:
    for name in (*LAID, f"data/agencies/{AGENCY}"):
        shutil.copytree(PROJECT / name, folder / name, dirs_exist_ok=True)
    return folder


def _run(*arguments: object) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *map(str, arguments)], cwd=PROJECT, check=True, capture_output=True)
    return time.perf_counter() - start
