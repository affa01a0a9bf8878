"""Shows how one report became another: a Word file whose tracked changes give the new text when accepted, the old when rejected.

Paragraphs, tables, rows and cells of the two finished files answer each other by their text; within a pair, words do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import count, pairwise
from typing import Any

from lxml import etree

from ..alignment import Pair, align, stretches
from .pack import pack, unpack
from .package import DOCUMENT
from .places import CELL, PARAGRAPH, ROW, TABLE, WORD
from .revisions import DELETED, ID, INSERTED, PROPERTIES, SECTION, VALUE, Marker, Unit, runs, units

STYLE_SHEET = "word/styles.xml"
GRID_COLUMN, SPAN, CELL_PROPERTIES = (f"{WORD}{name}" for name in ("gridCol", "gridSpan", "tcPr"))

Block = tuple[str, Any]
"""What became of a paragraph, a table or something else, empty where it stayed; and itself."""


def redline(old: bytes, new: bytes) -> bytes:
    """Return the new report with its changes tracked; the same two files give the same bytes.

    Args:
        old: a finished report.
        new: a finished report; the looks are its.
    """
    entries = unpack(new)
    before, root = etree.fromstring(unpack(old)[DOCUMENT]), etree.fromstring(entries[DOCUMENT])
    used = [int(element.get(ID)) for element in root.iter(etree.Element) if element.get(ID, "").isdecimal()]
    styles = {style.get(f"{WORD}styleId") for style in etree.fromstring(entries[STYLE_SHEET]).iter(f"{WORD}style")}
    comparison = _Comparison(Marker(styles, count(max(used, default=0) + 1)))
    body = root.find(f"{WORD}body")
    comparison.fill(body, before.find(f"{WORD}body"))
    document = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack({**entries, DOCUMENT: document})


class _Comparison:
    """Puts what two files hold into one."""

    def __init__(self, marker: Marker) -> None:
        self.marker = marker

    def fill(self, new: Any, old: Any) -> None:
        """Give a body or a cell what the old one held as well, all changes marked."""
        before, after = _blocks(old), _blocks(new)
        pairs = _with_end(list(align(list(map(_item, before)), list(map(_item, after)))), before, after)
        all_made = (self.block(None if at is None else before[at], None if other is None else after[other]) for at, other in pairs)
        made = [(kind, block) for kind, block in all_made if block is not None]
        self.mark_ends(made)
        start = new.index(after[0]) if after else len(new)
        for block in after:
            new.remove(block)
        for number, block in enumerate(self.apart(element for _, element in made)):
            new.insert(start + number, block)

    def block(self, old: Any, new: Any) -> Block:
        """Return one that stands for an old one and a new one, of which one may be None."""
        one = old if new is None else new
        if one.tag not in {PARAGRAPH, TABLE}:
            return "", deepcopy(new)
        if old is None:
            return INSERTED, self.whole(new, INSERTED)
        if new is None:
            return DELETED, self.whole(old, DELETED)
        return "", self.paragraph(old, new) if one.tag == PARAGRAPH else self.table(old, new)

    def whole(self, block: Any, kind: str) -> Any:
        """Return a paragraph or a table that is new, or gone, as a whole; the ends of paragraphs are marked later."""
        made = deepcopy(block)
        if kind == DELETED:
            self.marker.adapted(made)
        if block.tag == TABLE:
            for row in made.findall(ROW):
                self.mark_row(row, kind)
        else:
            self.rewrite(made, self.marker.changed(kind, units(made)))
        return made

    def mark_row(self, row: Any, kind: str) -> None:
        self.marker.mark_row(row, kind)
        for paragraph in row.iter(PARAGRAPH):
            self.rewrite(paragraph, self.marker.changed(kind, units(paragraph)))
            self.marker.mark_end(paragraph, kind)

    def paragraph(self, old: Any, new: Any) -> Any:
        made, before, after = deepcopy(new), units(old), units(new)
        if _text(before) != _text(after):
            self.rewrite(made, self.pieces(before, after))
        self.marker.mark_style(made, old)
        return made

    def pieces(self, before: Sequence[Unit], after: Sequence[Unit]) -> Iterator[Any]:
        for stretch in stretches(_text(before), _text(after)):
            if stretch.same:
                yield from runs(after[stretch.new])
            else:
                yield from self.marker.changed(DELETED, before[stretch.old])
                yield from self.marker.changed(INSERTED, after[stretch.new])

    def table(self, old: Any, new: Any) -> Any:
        made = deepcopy(new)
        before, after = old.findall(ROW), made.findall(ROW)
        rows = align([(_grid(row), _said(row)) for row in before], [(_grid(row), _said(row)) for row in after])
        last = made.find(ROW).getprevious()
        for at, other in list(rows):
            row = deepcopy(before[at]) if other is None and at is not None else after[other or 0]
            if other is None:
                self.mark_row(self.marker.adapted(row), DELETED)
            elif at is None:
                self.mark_row(row, INSERTED)
            else:
                for cell, earlier in zip(row.findall(CELL), before[at].findall(CELL), strict=True):
                    self.fill(cell, earlier)
            last.addnext(row)
            last = row
        return made

    def mark_ends(self, blocks: Sequence[Block]) -> None:
        """Mark the ends of paragraphs that came or went; behind the last that stayed, each is marked at the end before it.

        So the last end of all, which can neither come nor go, stays as it is.
        """
        last = max((number for number, (kind, _) in enumerate(blocks) if not kind), default=len(blocks))
        holders = [(kind, block) for kind, block in blocks[last:] if block.tag == PARAGRAPH]
        for kind, block in blocks[:last]:
            if kind and block.tag == PARAGRAPH:
                self.marker.mark_end(block, kind)
        for (_, holder), (kind, _) in pairwise(holders):
            self.marker.mark_end(holder, kind)

    def apart(self, blocks: Iterable[Any]) -> Iterator[Any]:
        """Yield blocks; two tables would become one, so between them stands a paragraph that is neither in the old nor in the new."""
        before = None
        for block in blocks:
            if before is not None and before.tag == block.tag == TABLE:
                between = etree.Element(PARAGRAPH)
                self.marker.mark_end(between, DELETED)
                self.marker.mark_end(between, INSERTED)
                yield between
            yield block
            before = block

    @staticmethod
    def rewrite(paragraph: Any, content: Iterator[Any]) -> None:
        """Give a paragraph other content."""
        content = iter(list(content))
        for child in [child for child in paragraph if child.tag != PROPERTIES]:
            paragraph.remove(child)
        paragraph.extend(content)


def _blocks(holder: Any) -> list[Any]:
    return [child for child in holder if child.tag not in {CELL_PROPERTIES, SECTION}]


def _item(block: Any) -> tuple[str, str]:
    """Return what a block answers to: a table with other columns is another table."""
    if block.tag == TABLE:
        return f"{TABLE}{len(list(block.iter(GRID_COLUMN)))}", _said(block)
    return block.tag, _said(block)


def _with_end(pairs: list[Pair], before: Sequence[Any], after: Sequence[Any]) -> list[Pair]:
    """Return pairs whose last paragraphs answer each other where nothing before them could take their end."""
    last = max((number for number, (at, other) in enumerate(pairs) if at is not None and other is not None), default=-1)
    tail = pairs[last + 1 :]
    held = last >= 0 and after[pairs[last][1] or 0].tag == PARAGRAPH
    olds = [at for at, _ in tail if at is not None and before[at].tag == PARAGRAPH]
    news = [other for _, other in tail if other is not None and after[other].tag == PARAGRAPH]
    if held or not olds or not news:
        return pairs
    rest = [pair for pair in tail if pair not in ((olds[-1], None), (None, news[-1]))]
    return [*pairs[: last + 1], *rest, (olds[-1], news[-1])]


def _text(characters: Sequence[Unit]) -> str:
    return "".join(unit.text for unit in characters)


def _said(block: Any) -> str:
    return "\n".join(_text(units(paragraph)) for paragraph in block.iter(PARAGRAPH))


def _grid(row: Any) -> str:
    """Return how many columns each cell of a row has."""
    return " ".join(span.get(VALUE) if (span := cell.find(f"{CELL_PROPERTIES}/{SPAN}")) is not None else "1" for cell in row.findall(CELL))
