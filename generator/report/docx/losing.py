"""Finds what of a document did not get into the Word file: what its template has no place for."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

from ...base import words as W
from ...base.marks import Mark
from ...base.problems import Problem, make
from .context import KINDS, Record
from .places import PARAGRAPH, WORD

SHOWN = 30
PRINTED = {f"{WORD}br": "\n", f"{WORD}tab": "\t"}
TEXT_END = "</w:t>"
MOST_MISSED = 20


def lost(data: Record, content: bytes, mark: Mark) -> list[Problem]:
    """Return a problem for each text of a report that its filled template does not print.

    A text is looked for as it stands in the file, after the one before it; the whole text of the file is read only
    where some are not found so.

    Args:
        data: what the template was filled with.
        content: the main part, filled.
        mark: the template.
    """
    search = _Search(content)
    missed = [(runs, known) for runs, known in _texts(data) if not search.finds(runs)]
    if not missed:
        return []
    printed = _text(ET.fromstring(content))
    texts = (("".join(run[W.D_TEXT] for run in runs), known) for runs, known in missed)
    return [make("T225", mark, text=text[:SHOWN], known=known) for text, known in texts if text not in printed]


def _texts(data: Any) -> Iterator[tuple[list[Any], str]]:
    """Yield the texts of a report as runs, with the kinds that its template must have a place for."""
    kinds = W.LIST_COMMA.join(KINDS)
    for block in data[W.D_BODY]:
        yield [{W.D_TEXT: block[W.D_NUMBER]}], kinds
        yield block[W.D_RUNS], kinds
        for row in (block[W.D_HEADER], *block[W.D_ROWS]):
            yield from ((cell[W.D_RUNS], kinds) for cell in row)
    for annex in data[W.D_ANNEX]:
        for row in annex[W.D_ROWS]:
            yield from ((cell[W.D_RUNS], W.D_ANNEX) for cell in row[W.D_CELLS])


class _Search:
    """Looks for texts in the order in which they should stand; gives up where the order is another."""

    def __init__(self, content: bytes) -> None:
        self.pieces = content.decode().split(TEXT_END)
        texts = [piece[piece.rfind(">") + 1 :] for piece in self.pieces]
        self.printed = [unescape(text) if "&" in text else text for text in texts]
        self.at = 0
        self.left = MOST_MISSED

    def finds(self, runs: list[Any]) -> bool:
        """Tell whether runs stand one after the other, with nothing between them that a reader would see."""
        start = at = self.at
        for run in runs if self.left else ():
            text = run[W.D_TEXT]
            if text:
                found = at if self.printed[at] == text else self._next(text, at)
                if found is None or (at > start and (found > at or _is_apart(self.pieces[at]))):
                    self.left -= 1
                    return False
                at = found + 1
        self.at = at
        return self.left > 0

    def _next(self, text: str, at: int) -> int | None:
        try:
            return self.printed.index(text, at)
        except ValueError:
            return None


def _is_apart(between: str) -> bool:
    return "</w:p>" in between or "<w:br" in between or "<w:tab/>" in between


def _text(root: ET.Element) -> str:
    return "\n".join("".join(map(_piece, paragraph.iter())) for paragraph in root.iter(PARAGRAPH))


def _piece(element: ET.Element) -> str:
    return PRINTED.get(element.tag) or (element.text or "" if element.tag == f"{WORD}t" else "")
