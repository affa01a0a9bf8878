"""Fills the template of a web page, in a strict sandbox that knows a document's names and nothing else."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from html import unescape

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ...base import words as W
from ...base.catalogue import template_reason
from ...base.marks import Mark, Source
from ...base.problems import Problem, ProblemError, make, nearest
from ..document import Document, Grid, text_of
from ..docx.context import plain
from .context import BLOCK_KINDS, NAMES, context

SHOWN = 30
_MARKUP = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL)
_UNKNOWN = re.compile(r"'([^']+)'(?: is undefined|$)")


class _Environment(ImmutableSandboxedEnvironment):
    """Prints texts and numbers, escaped; knows one filter and no global name."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
        self.globals.clear()
        self.tests.clear()
        self.filters = {W.D_COUNT: len}


_ENVIRONMENT = _Environment()


def write_html(document: Document, source: Source) -> bytes:
    """Return a report as a web page; the same document and template give the same bytes.

    Args:
        document: what to print.
        source: the template.

    Raises:
        ProblemError: the template cannot be read or filled, or has no place for a part of the document.
    """
    template = checked_template(source)
    try:
        page = template.render(context(document))
    except UndefinedError as error:
        found = _UNKNOWN.search(str(error))
        raise ProblemError(_unknown(found[1] if found else str(error), _mark(error, source))) from None
    except (TemplateError, TypeError, LookupError, RecursionError) as error:
        raise ProblemError(make("T114", _mark(error, source), why=template_reason(str(error)))) from None
    lost = tuple(_lost(document, page, Mark(source)))
    if lost:
        raise ProblemError(*lost)
    return page.encode()


def checked_template(source: Source) -> Template:
    """Return a template of a web page, ready to fill.

    Raises:
        ProblemError: it cannot be read, or takes a name that a document has not.
    """
    try:
        tree = _ENVIRONMENT.parse(source.text)
        names = meta.find_undeclared_variables(tree) - set(NAMES)
        template = _ENVIRONMENT.from_string(source.text)
    except TemplateSyntaxError as error:
        raise ProblemError(make("T102", Mark(source, error.lineno), why=template_reason(str(error)))) from None
    if names:
        raise ProblemError(*(_unknown(name, _where(source, name)) for name in sorted(names)))
    return template


def _unknown(name: str, mark: Mark) -> Problem:
    return make("S164", mark, name=name, nearest=nearest(name, NAMES), known=W.LIST_COMMA.join(NAMES))


def _where(source: Source, name: str) -> Mark:
    lines = source.text.split("\n")
    return next((Mark(source, number, line.index(name) + 1) for number, line in enumerate(lines, 1) if name in line), Mark(source))


def _mark(error: BaseException, source: Source) -> Mark:
    """Return the line that was being filled."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return Mark(source, (lines[-1] if lines else 1) or 1)


def _lost(document: Document, page: str, mark: Mark) -> Iterator[Problem]:
    """Yield a problem for each kind of text that the page has not all of."""
    said = unescape(_MARKUP.sub("", page))
    lost: dict[str, list[str]] = {}
    for kind, text in _texts(document):
        if plain(text) not in said:
            lost.setdefault(kind, []).append(text)
    for kind, texts in lost.items():
        yield make("S162", mark, count=len(texts), text=texts[0][:SHOWN], known=kind)


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    yield from ((W.D_TITLE_RUNS, text_of(line)) for line in document.title)
    yield W.D_SUBTITLE_RUNS, text_of(document.subtitle)
    yield from ((W.D_COVER, line.label) for line in document.cover)
    yield from ((W.D_COVER, text_of(line.spans)) for line in document.cover)
    known = W.LIST_COMMA.join(BLOCK_KINDS)
    for block in document.blocks:
        lines = [text_of(cell) for row in (block.header, *block.rows) for cell in row] if isinstance(block, Grid) else [
            block.number, text_of(block.spans)
        ]  # fmt: skip
        yield from ((known, line) for line in lines)
    for table in document.annexes:
        yield from ((W.D_ANNEX, text_of(spans)) for spans in (table.title, table.unit))
        yield from ((W.D_ANNEX, text_of(cell.spans)) for row in table.rows for cell in row)
