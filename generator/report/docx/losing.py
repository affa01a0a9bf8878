"""Finds what of a document did not get into the Word file: what its template has no place for."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from ...base import words as W
from ...base.marks import Mark
from ...base.problems import Problem, make
from ..document import Document, Grid, Spans, text_of
from .context import KINDS, plain
from .engine.sandbox import escaped
from .places import PARAGRAPH, WORD

SHOWN = 30
PRINTED = {f"{WORD}br": "\n", f"{WORD}tab": "\t"}
START, END = b'preserve">', b"</w:t>"
APART = (END, b"</w:p>", b"<w:br", b"<w:tab/>")


def lost(document: Document, content: bytes, mark: Mark) -> list[Problem]:
    """Return a problem for each text of a document that its filled template does not print.

    A text is looked for as it stands in the file, after the one before it; the whole text of the file is read only
    where one is not found so.
    """
    search = _Search(content)
    missed = [(spans, known) for spans, known in _texts(document) if not search.finds(spans)]
    if not missed:
        return []
    printed = _text(ET.fromstring(content))
    told = ((text_of(spans), known) for spans, known in missed)
    return [make("T225", mark, text=text[:SHOWN], known=known) for text, known in told if plain(text) not in printed]


def _texts(document: Document) -> Iterator[tuple[Spans, str]]:
    from ..document import Span

    kinds = W.LIST_COMMA.join(KINDS)
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from ((cell, kinds) for row in (block.header, *block.rows) for cell in row)
        else:
            yield (Span(block.number),), kinds
            yield block.spans, kinds
    yield from ((cell.spans, W.D_ANNEX) for table in document.annexes for row in table.rows for cell in row)


class _Search:
    """Looks for texts in the order in which they should stand."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def finds(self, spans: Spans) -> bool:
        """Tell whether spans stand one after the other, with nothing between them that a reader would see."""
        at = self.at
        for number, span in enumerate(span for span in spans if span.text):
            wanted = START + escaped(plain(span.text)).encode() + END
            found = self.content.find(wanted, at)
            if found < 0 or (number and any(each in self.content[at:found] for each in APART)):
                return False
            at = found + len(wanted)
        self.at = at
        return True


def _text(root: ET.Element) -> str:
    return "\n".join("".join(map(_piece, paragraph.iter())) for paragraph in root.iter(PARAGRAPH))


def _piece(element: ET.Element) -> str:
    return PRINTED.get(element.tag) or (element.text or "" if element.tag == f"{WORD}t" else "")
