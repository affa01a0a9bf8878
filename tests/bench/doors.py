"""Where the benchmarks enter the program; whatever its doors are called, they are named here only."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import generator.batch.pipeline as pipeline
from generator.base.marks import Mark, Source
from generator.base.workspace import Workspace
from generator.batch.editions import FORMATS, WORD
from generator.batch.pool import _worked
from generator.batch.task import Shared, job_of, perform
from generator.report.document import Document, Span
from generator.report.docx.context import context
from generator.report.docx.engine.rendering import render
from generator.report.docx.language import FILTERS
from generator.report.docx.writer import write_docx
from generator.report.origins import Origins

from .measuring import Unmeasured

FAST = 1
OFFICIAL = "official.docx"
FACTS, READ, WRITE, OTHER = "facts", "read YAML", "write", "other"
STAGES = {
    "load_facts": FACTS,
    "load_checked_rules": "rules and form",
    "load_form": "rules and form",
    "load_texts": "rules and form",
    "figures_for": "score",
    "score": "score",
    "compose": "sentences",
    "check": "checks",
}


def document_of(workspace: Workspace, agency: str, year: int) -> Document:
    """Return a unit's document.

    Raises:
        Unmeasured: it has errors.
    """
    evaluation = pipeline.evaluate(workspace.with_no_reads(), agency, year)
    if evaluation.document is None or evaluation.problems.errors:
        raise Unmeasured(f"{agency} {year}: {evaluation.problems.errors[0]}")
    return evaluation.document


def data_of(document: Document) -> dict[str, Any]:
    """Return what a Word template prints."""
    return dict(json.loads(json.dumps(context(document)[0])))


def filters() -> dict[str, Callable[..., object]]:
    """Return what a Word template may filter with."""
    return dict(FILTERS)


def word(document: Document, template: bytes, level: int = FAST, *, traced: bool = True) -> bytes:
    """Return a document as Word, compressed as fast as can be."""
    return write_docx(document, template, OFFICIAL, level, traced=traced)


def without_values(document: Document) -> Document:
    """Return a document of the same words whose spans carry no values."""
    return replace(_bare(document), origins=None)


def _bare(part: Any) -> Any:
    if isinstance(part, Span):
        return replace(part, value=None)
    if isinstance(part, tuple):
        return tuple(map(_bare, part))
    if is_dataclass(part) and not isinstance(part, (type, Origins)):
        return replace(part, **{field.name: _bare(getattr(part, field.name)) for field in fields(part)})
    return part


def task(workspace: Workspace, unit: tuple[str, int]) -> bytes:
    """Return a unit's report from the bytes of its files, as a worker of `ziping all` makes it."""
    (made,) = _worked(perform, _shared(workspace.root), [job_of(workspace, unit, (WORD,))])
    return made.contents[FORMATS[WORD].file]


@lru_cache(maxsize=1)
def _shared(root: Path) -> Shared:
    return Shared.of(Workspace(root))


def filled(template: bytes, data: dict[str, Any], level: int = FAST) -> bytes:
    """Return any Word template filled by the engine alone."""
    return render(template, data, FILTERS, Mark(Source(OFFICIAL, "")), level)


def with_rows(document: Document, count: int) -> Document:
    """Return a document whose first annex repeats its rows until it has as many."""
    table = document.annexes[0]
    body = table.rows[table.headings :]
    many = (body * (count // len(body) + 1))[:count]
    return replace(document, annexes=(replace(table, rows=(*table.rows[: table.headings], *many)),))


@contextmanager
def timed_stages(seconds: defaultdict[str, float]) -> Iterator[None]:
    """Add up what each stage of the pipeline takes by itself, without what it calls of another stage."""
    running: list[float] = []

    def timed(function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            running.append(0.0)
            start = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                took = time.process_time() - start
                seconds[stage] += took - running.pop()
                if running:
                    running[-1] += took

        return run

    places: list[tuple[Any, str, str]] = [(pipeline, name, stage) for name, stage in STAGES.items() if hasattr(pipeline, name)] + [(Workspace, "read_yaml", READ)]
    kept = [(module, name, getattr(module, name)) for module, name, _ in places]
    try:
        for module, name, stage in places:
            setattr(module, name, timed(getattr(module, name), stage))
        yield
    finally:
        for module, name, function in kept:
            setattr(module, name, function)
