"""The walled room of docxtpl: fills the tags of a template with plain data, in a strict sandbox.

Nothing of docxtpl or of its Jinja environment leaves this module.
"""

from __future__ import annotations

import io
import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import docxtpl
from docx.oxml.parser import parse_xml
from jinja2 import StrictUndefined, Template, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from ...base.catalogue import template_reason
from ...base.marks import Mark
from ...base.problems import ProblemError, make

MAX_CHARACTERS = 20_000_000
SHOWN = 60
EMPTY_RUNS = ".//w:r[not(*[not(self::w:rPr) and not(self::w:t[not(text())])])]"
DOCXTPL_ESCAPES = re.compile(r"(?<=\{)_(?=[{%])|(?<=[}%])_(?=\})")


class _TooLongError(Exception):
    pass


class _FaultError(Exception):
    def __init__(self, place: str, why: str) -> None:
        super().__init__(why)
        self.place = place


def render(template: bytes, data: Mapping[str, Any], filters: Mapping[str, Callable[..., object]], mark: Mark) -> bytes:
    """Return a template with its tags filled.

    Args:
        template: a Word file that was checked, linted and cleaned.
        data: texts, flags, lists and records only.
        filters: what the tags may filter with.
        mark: the template.

    Raises:
        ProblemError: the text grows without end, or a tag fails.
    """
    filling = docxtpl.DocxTemplate(io.BytesIO(template))
    try:
        filling.render(dict(data), _Environment(filters), autoescape=True)
    except _TooLongError:
        raise ProblemError(make("T226", mark, limit=MAX_CHARACTERS)) from None
    except _FaultError as fault:
        raise ProblemError(make("T224", mark, place=fault.place, why=fault)) from None
    _drop_empty_runs(filling.docx)
    buffer = io.BytesIO()
    filling.save(buffer)
    return buffer.getvalue()


class _Environment(ImmutableSandboxedEnvironment):
    """Knows only the given filters, and keeps each source: its lines lead back to the paragraphs."""

    def __init__(self, filters: Mapping[str, Callable[..., object]]) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, finalize=_printed)
        self.globals.clear()
        self.filters.clear()
        self.filters.update(filters)

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:
        try:
            template = super().from_string(source, globals, _CappedTemplate)
        except TemplateSyntaxError as error:
            raise _FaultError(_excerpt(source, error.lineno), template_reason(str(error))) from error
        template.lines = source  # type: ignore[attr-defined]
        return template


def _printed(value: object) -> object:
    """Return a value as XML text; only texts and numbers print."""
    if isinstance(value, str) or type(value) is int:
        return Markup(DOCXTPL_ESCAPES.sub("&#95;", escape(value)))
    if isinstance(value, StrictUndefined):
        return value
    raise TypeError(type(value).__name__)


class _CappedTemplate(Template):
    """Stops a text that grows without end, and refuses one that is no XML: docxtpl would drop what it cannot read."""

    lines: str

    def render(self, *args: Any, **kwargs: Any) -> str:
        try:
            text = "".join(_capped(self.generate(*args, **kwargs)))
            if text.startswith("<"):
                parse_xml(text)
            return text
        except _TooLongError:
            raise
        except Exception as error:
            raise _FaultError(_excerpt(self.lines, _line(error)), template_reason(str(error))) from error


def _capped(pieces: Iterator[str]) -> Iterator[str]:
    left = MAX_CHARACTERS
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise _TooLongError
        yield piece


def _line(error: Exception) -> int:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return (frames[-1].lineno or 0) if frames else 0


def _excerpt(source: str, line: int) -> str:
    """Return the words of a line of a source; docxtpl makes each paragraph a line."""
    return re.sub(r"<[^>]*>", "", source.split("\n")[line - 1]).strip()[:SHOWN]


def _drop_empty_runs(document: Any) -> None:
    for run in document.element.body.xpath(EMPTY_RUNS):
        run.getparent().remove(run)
