"""Item 1: one report written as Word, warm, beside other engines and beside the floor.

All fill the same template: the block loop and the annex of official.docx, translated into each engine's syntax. One more line
is about official.docx itself, with all that our writer does besides.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment

from generator.base.workspace import Workspace

from . import doors
from .engines.serving import HERE, node_modules, rust_python, served
from .engines.translating import CARBONE, DOCXTEMPLATER, DOCXTPL, plain_data, translated
from .measuring import PROJECT, Bench, Row, against, attempted, least, most, paired, settled

UNIT = ("huangge", 2023)
BODY = "word/document.xml"
BURST = 3
AS_IN_MANUAL, FASTER = least(25), least(7)
FLOOR = most(2.5)


def measure(bench: Bench) -> Iterator[Row]:
    """Yield a line for each engine, and one for the floor."""
    template = (PROJECT / "templates" / doors.OFFICIAL).read_bytes()
    document = doors.document_of(Workspace(PROJECT), *UNIT)
    data = doors.data_of(document)
    loop, plain = translated(template, DOCXTPL), plain_data(data, template)
    settled()

    def ours() -> bytes:
        return doors.filled(loop, plain)

    times = paired(bench.rounds, BURST, ours=ours, docxtpl=lambda: manual(loop, plain))
    yield against("1 block loop and annex: docxtpl as in its manual", times, "ours", "docxtpl", AS_IN_MANUAL)
    yield from attempted("1 block loop and annex: rust-docxtpl", lambda: _rust(bench, ours, loop, plain))
    for engine in (DOCXTEMPLATER, CARBONE):
        yield from attempted(f"1 block loop and annex: {engine}", lambda engine=engine: _node(bench, engine, ours, plain, template))  # type: ignore[misc]
    times = paired(bench.rounds, BURST, ours=ours, floor=floor(ours()))
    yield against("1 block loop and annex: the floor, only compressed and zipped", times, "ours", "floor", FLOOR)
    times = paired(
        bench.rounds,
        BURST,
        words=lambda: doors.word(document, template, traced=False),
        ours=lambda: doors.word(document, template),
        docxtpl=lambda: manual(template, data),
    )
    bench.figures["docx_ms"] = sorted(times["ours"])[len(times["ours"]) // 2] * 1000
    yield against("1 official.docx, nothing lost, columns fitted: docxtpl as in its manual", times, "words", "docxtpl", AS_IN_MANUAL)
    yield against("1 the same, and what the file carries of itself: docxtpl as in its manual", times, "ours", "docxtpl", AS_IN_MANUAL)


def manual(template: bytes, data: dict[str, Any]) -> bytes:
    """Return the template filled as docxtpl's manual shows it."""
    environment = Environment(autoescape=True)
    environment.filters.update(doors.filters())
    document = DocxTemplate(io.BytesIO(template))
    document.render(data, environment)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def floor(finished: bytes) -> Callable[[], bytes]:
    """Return what no engine can save: the text of a finished report compressed, and zipped beside parts that are ready."""
    with zipfile.ZipFile(io.BytesIO(finished)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts.pop(BODY)

    def run() -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as target:
            for name, content in parts.items():
                target.writestr(name, content)
            target.writestr(BODY, text, zipfile.ZIP_DEFLATED, doors.FAST)
        return buffer.getvalue()

    return run


def _rust(bench: Bench, ours: Any, template: bytes, data: dict[str, Any]) -> Iterator[Row]:
    python = rust_python(bench.work)
    path = _put(bench.work / "rust-docxtpl.docx", template)
    with served([str(python), str(HERE / "docxtpl_served.py")], path, data, bench.work) as engine:
        times = paired(bench.rounds, BURST, ours=ours, other=engine.render)
    yield against("1 block loop and annex: rust-docxtpl", times, "ours", "other", FASTER)


def _node(bench: Bench, engine: str, ours: Callable[[], bytes], data: dict[str, Any], template: bytes) -> Iterator[Row]:
    modules = node_modules(bench.work)
    path = _put(bench.work / f"{engine}.docx", translated(template, engine))
    with served(["node", str(HERE / f"{engine}.cjs")], path, data, bench.work, NODE_PATH=str(modules)) as served_engine:
        times = paired(bench.rounds, BURST, ours=ours, other=served_engine.render)
    yield against(f"1 block loop and annex: {engine}", times, "ours", "other", FASTER)


def _put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
