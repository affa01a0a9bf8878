"""The finished report as passages of text in which every character knows where it was written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from ..base.marks import Mark, Source, Text
from ..report.document import Document, Heading, Paragraph, Span, Spans, text_of


@dataclass(frozen=True)
class Passage:
    """A paragraph or heading as it prints; `own` is the unit's file, whose words alone are checked."""

    spans: Spans
    own: Source

    @cached_property
    def text(self) -> str:
        """What it prints."""
        return text_of(self.spans)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(span.text) for span in self.spans), initial=0))

    def mark(self, offset: int) -> Mark | None:
        """Return where a character was written in the unit's file: a printed value at its tag; None for the form's and the rules' words."""
        if not self.computed(offset):
            return self.typed(offset)
        text = self._span(offset)[1].text
        return text.mark if isinstance(text, Text) and text.source == self.own else None

    def typed(self, offset: int) -> Mark | None:
        """Return where a character was typed in the unit's file; None for all others."""
        start, span = self._span(offset)
        if span.value is not None or not isinstance(span.text, Text) or span.text.source != self.own:
            return None
        return span.text.at(offset - start)

    def computed(self, offset: int) -> bool:
        """Tell whether a character prints a value."""
        return self._span(offset)[1].value is not None

    def _span(self, offset: int) -> tuple[int, Span]:
        index = bisect_right(self._starts, offset) - 1
        return self._starts[index], self.spans[index]


def passages(document: Document, own: Source) -> Iterator[Passage]:
    """Yield the paragraphs and headings of a report that hold words of the unit's own."""
    for block in document.blocks:
        if isinstance(block, (Heading, Paragraph)) and _has_own(block.spans, own):
            yield Passage(tuple(span for span in block.spans if span.text), own)


def _has_own(spans: Spans, own: Source) -> bool:
    return any(isinstance(span.text, Text) and span.text.source == own for span in spans)
