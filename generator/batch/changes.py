"""What changed in a report, text by text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..report.alignment import Item, align
from ..report.document import Block, Document, Grid, Heading, Spans, text_of

CONTEXT, LONGEST = 20, 100  # characters shown beside a difference, and of one


@dataclass(frozen=True, slots=True)
class Change:
    """A text that changed, below a heading; one of the two is empty where it has no counterpart."""

    heading: str
    old: str
    new: str


def changes(old: Document, new: Document) -> Iterator[Change]:
    """Yield the texts that differ between two documents: lines of the cover, paragraphs, rows of tables."""
    before, after = list(_texts(old)), list(_texts(new))
    for at, other in align([item for item, _ in before], [item for item, _ in after]):
        was, heading = ("", "") if at is None else (before[at][0][1], before[at][1])
        now, heading = ("", heading) if other is None else (after[other][0][1], after[other][1])
        if was != now:
            yield Change(heading, was, now)


def _texts(document: Document) -> Iterator[tuple[Item, str]]:
    """Yield a document's texts as they are read, each with the heading that it stands below."""
    heading = ""
    for line in (*document.title, document.subtitle):
        yield ("title", text_of(line)), heading
    for entry in document.cover:
        yield ("cover", f"{entry.label}　{text_of(entry.spans)}"), heading
    for block in document.blocks:
        yield from ((item, heading) for item in _items(block))
        if isinstance(block, Heading):
            heading = block.number + text_of(block.spans)
    for table in document.annexes:
        heading = text_of(table.title)
        yield ("heading", heading), ""
        yield from ((_row([cell.spans for cell in row]), heading) for row in table.rows)


def _items(block: Block) -> Iterator[Item]:
    if isinstance(block, Grid):
        yield from map(_row, (block.header, *block.rows))
    else:
        yield "heading" if isinstance(block, Heading) else "text", block.number + text_of(block.spans)


def _row(cells: tuple[Spans, ...] | list[Spans]) -> Item:
    return "row", "　".join(filter(None, map(text_of, cells)))


def shortened(old: str, new: str) -> tuple[str, str]:
    """Return two texts without the most of what they share before and behind the difference."""
    start = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new)))
    rest = min(len(old), len(new)) - start
    end = next((at for at, pair in enumerate(zip(old[::-1], new[::-1], strict=False)) if pair[0] != pair[1]), rest)
    return _around(old, start, min(end, rest)), _around(new, start, min(end, rest))


def _around(text: str, start: int, end: int) -> str:
    low, high = max(0, start - CONTEXT), min(len(text), len(text) - end + CONTEXT, start + LONGEST)
    return ("…" if low else "") + text[low:high] + ("…" if high < len(text) else "")
