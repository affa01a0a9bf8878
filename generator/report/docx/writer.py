"""Writes a document into a Word template."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from xml.etree import ElementTree as ET

from ...base import words as W
from ...base.marks import Mark, Source
from ...base.problems import Problem, ProblemError, make
from ..document import Block, Document, Grid, text_of
from .checking import checked_package
from .clean import clean
from .context import KINDS, context, plain
from .language import FILTERS
from .pack import CORE, pack, properties, unpack
from .package import DOCUMENT
from .places import PARAGRAPH, WORD
from .render import render
from .tables import fit_columns

SHOWN = 30
PRINTED = {f"{WORD}br": "\n", f"{WORD}tab": "\t"}


def write_docx(document: Document, template: bytes, name: str) -> bytes:
    """Return a report as a Word file; the same document and template give the same bytes.

    Args:
        document: what to print.
        template: a Word file with tags.
        name: the template's path, as a person would type it.

    Raises:
        ProblemError: the template is unsafe, would lose something, or has no place for a part of the document.
    """
    mark = Mark(Source(name, ""))
    entries = unpack(render(_prepared(template, name), context(document), FILTERS, mark))
    shares = {plain(text_of(table.title)): table.widths for table in document.annexes}
    entries[DOCUMENT] = fit_columns(entries[DOCUMENT], shares)
    lost = tuple(_lost(document, entries[DOCUMENT], mark))
    if lost:
        raise ProblemError(*lost)
    title = "".join(text_of(line) for line in document.title)
    return pack({**entries, CORE: properties(plain(title))})


@lru_cache(maxsize=8)
def _prepared(template: bytes, name: str) -> bytes:
    return pack(clean(checked_package(template, name)))


def _lost(document: Document, content: bytes, mark: Mark) -> Iterator[Problem]:
    printed = _text(ET.fromstring(content))
    for block in document.blocks:
        for text in _texts(block):
            if plain(text) not in printed:
                yield make("T225", mark, text=text[:SHOWN], known=W.LIST_COMMA.join(KINDS))
    for table in document.annexes:
        for text in (text_of(cell.spans) for row in table.rows for cell in row):
            if plain(text) not in printed:
                yield make("T225", mark, text=text[:SHOWN], known=W.D_ANNEX)


def _texts(block: Block) -> list[str]:
    if isinstance(block, Grid):
        return [text_of(cell) for row in (block.header, *block.rows) for cell in row]
    return [block.number, text_of(block.spans)]


def _text(root: ET.Element) -> str:
    return "\n".join("".join(map(_piece, paragraph.iter())) for paragraph in root.iter(PARAGRAPH))


def _piece(element: ET.Element) -> str:
    return PRINTED.get(element.tag) or (element.text or "" if element.tag == f"{WORD}t" else "")
