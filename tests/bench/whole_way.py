"""Item 2: from the bytes of a facts file to the bytes of its Word report, warm, on one core."""

from __future__ import annotations

import gc
import time
from collections import defaultdict
from collections.abc import Iterator

from ruamel.yaml import YAML

from generator.base.workspace import Workspace

from . import doors
from .measuring import Bench, Row, against, least, most, paired, settled
from .units import make_units
from .writing import manual

PLAIN = least(10)
HALF = most(0.5)
SAMPLE = 80  # more than the reader of YAML keeps


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the whole way beside the plain way, then the share of each stage."""
    folder = bench.work / "sample"
    make_units(folder, SAMPLE, 1)
    workspace = Workspace(folder)
    units = [(agency, workspace.years(agency)[0]) for agency in workspace.agencies()]
    template = workspace.template(doors.OFFICIAL).read_bytes()
    data = [doors.data_of(doors.document_of(workspace, *unit)) for unit in units]
    paths = [workspace.facts_path(*unit) for unit in units]
    turns = iter(range(10**9))
    settled()

    def ours() -> None:
        doors.task(workspace, units[next(turns) % len(units)])

    def plain() -> None:
        at = (next(turns) - 1) % len(units)
        YAML().load(paths[at].read_text("utf-8"))
        manual(template, data[at])

    times = paired(bench.rounds, ours=ours, plain=plain)
    yield against("2 facts file to Word file: ruamel.yaml round trip, then docxtpl", times, "ours", "plain", PLAIN)
    yield from _stages(bench, workspace, units, template)


def _stages(bench: Bench, workspace: Workspace, units: list[tuple[str, int]], template: bytes) -> Iterator[Row]:
    seconds: defaultdict[str, float] = defaultdict(float)
    gc.collect()
    gc.disable()  # as in a worker
    start = time.process_time()
    with doors.timed_stages(seconds):
        for unit in units:
            document = doors.document_of(workspace, *unit)
            before = time.process_time()
            doors.word(document, template)
            seconds[doors.WRITE] += time.process_time() - before
    total = time.process_time() - start
    gc.enable()
    seconds[doors.OTHER] = total - sum(seconds.values())
    bench.figures["whole_ms"] = total / len(units) * 1000
    for stage, took in sorted(seconds.items(), key=lambda item: -item[1]):
        each = took / len(units) * 1000
        yield Row(f"2 stage: {stage}", f"{each:.2f} ms", f"{bench.figures['whole_ms']:.1f} ms", took / total, HALF)
