"""Fills the parts of a template with data: fast where the data is plain, else carefully."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any
from xml.etree import ElementTree as ET

from jinja2 import Template as JinjaTemplate

from ....base.marks import Mark
from ....base.problems import ProblemError, make
from ..package import DOCUMENT
from .finishing import PICTURE, with_breaks, with_picture_ids, without_empty_runs
from .grids import with_grids, without_marks
from .numbered import without_signs
from .sandbox import Careful, FaultError, Filters, MadeWithDocxtplError, Plain, code_of, parsed
from .template import Part, Template

MAX_CHARACTERS = 20_000_000
AT_ONCE = 2_000
DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


class TooLongError(Exception):
    """A text that grows without end."""


def fill(template: Template, data: Mapping[str, Any], filters: Filters, mark: Mark) -> dict[str, bytes]:
    """Return the parts of a template with their tags filled.

    Args:
        template: a Word template made ready with these filters.
        data: texts, whole numbers, flags, lists and records; also docxtpl's rich text.
        filters: what the tags may filter with.
        mark: the template.

    Raises:
        ProblemError: the text grows without end, a tag fails, or what comes out is no XML.
        MadeWithDocxtplError: a value brings parts of its own, which only docxtpl can add.
    """
    parts = {name: entry for name, entry in template.entries.items() if isinstance(entry, Part)}
    try:
        return {name: _filled(name, part, data, filters) for name, part in parts.items()}
    except TooLongError:
        raise ProblemError(make("T226", mark, limit=MAX_CHARACTERS)) from None
    except FaultError as fault:
        raise ProblemError(make("T224", mark, place=fault.place, why=fault)) from None


def _filled(name: str, part: Part, data: Mapping[str, Any], filters: Filters) -> bytes:
    if part.code is not None:
        try:
            template = JinjaTemplate.from_code(_plain(tuple(filters.items())), part.code, {})
            pieces = template.root_render_func(template.new_context(dict(data)))
            return _finished(name, part, _encoded(iter(pieces)), is_sound=part.is_sound)
        except TooLongError:
            raise
        except Exception:  # told, with its place, by the careful way, if that fails as well
            pass
    return _carefully(name, part, data, filters)


def _carefully(name: str, part: Part, data: Mapping[str, Any], filters: Filters) -> bytes:
    try:
        template = _careful(part.source, tuple(filters.items()))
        return _finished(name, part, _encoded(template.generate(data)), is_sound=False)
    except (TooLongError, MadeWithDocxtplError, FaultError):
        raise
    except Exception as error:
        raise FaultError(part.source, _line(error), error) from error


@lru_cache(maxsize=8)
def _plain(filters: tuple[tuple[str, Any], ...]) -> Plain:
    return Plain(dict(filters))


@lru_cache(maxsize=8)
def _careful(source: str, filters: tuple[tuple[str, Any], ...]) -> JinjaTemplate:
    environment = Careful(dict(filters))
    return JinjaTemplate.from_code(environment, code_of(environment, source, parsed(environment, source)), {})


def _line(error: Exception) -> int:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return (frames[-1].lineno or 0) if frames else 0


def _encoded(pieces: Iterator[str]) -> bytes:
    """Return pieces of text joined, in UTF-8; some at a time, so that what grows is stopped and little is held twice."""
    left, chunks = MAX_CHARACTERS, list[bytes]()
    while taken := list(islice(pieces, AT_ONCE)):
        text = "".join(taken)
        left -= len(text)
        if left < 0:
            raise TooLongError
        chunks.append(text.encode())
    return b"".join(chunks)


def _finished(name: str, part: Part, content: bytes, *, is_sound: bool) -> bytes:
    content = with_breaks(content)
    if not is_sound:
        ET.fromstring(without_marks(content))
    if name == DOCUMENT:
        content = without_empty_runs(with_grids(content))
        content = with_picture_ids(content) if PICTURE in part.source else content
    else:
        content = without_signs(content)
    return DECLARATION + content
