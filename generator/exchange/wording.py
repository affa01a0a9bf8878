"""Which character of a finished report was written where: in a text of the unit's file, or in a form or a rule set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..base.marks import Source, Text
from ..report.document import Document, Span, Spans, text_of
from ..report.docx.context import plain
from ..report.docx.reading import ReadReport
from .patching import Patch, Path, Written

_TAG, _TAG_END = "{{", "}}"


@dataclass(frozen=True, slots=True)
class Character:
    """A printed character.

    Attributes:
        span: the stretch of the report that it belongs to.
        path: the text of the unit's file that it is written in; None for all others.
        start: where in that text it begins; of a printed value, its tag.
        end: where it ends there.
    """

    span: Span
    path: Path | None = None
    start: int = 0
    end: int = 0

    @property
    def is_value(self) -> bool:
        """Whether it prints a value."""
        return self.span.value is not None


class Characters:
    """The characters of the paragraphs of a report that was just written."""

    def __init__(self, document: Document, fresh: ReadReport, written: Written) -> None:
        self.written = written
        self.known: dict[int, dict[int, Character]] = {}
        for paragraph, start, spans in _placed(document, fresh):
            self.known.setdefault(paragraph, {}).update(enumerate(self._of(spans), start))

    def between(self, paragraph: int, start: int, end: int) -> list[Character | None]:
        """Return the characters of a stretch of a paragraph; None for those that no line of the document holds (numbers of headings)."""
        known = self.known.get(paragraph, {})
        return [known.get(at) for at in range(start, end)]

    def patch(self, paragraph: int, start: int, end: int, found: str) -> tuple[Path, Patch] | None:
        """Return how the unit's file is to change so that a stretch of a paragraph reads otherwise.

        None where the stretch is not all the unit's own words: values are kept with their tags, or go as a whole.
        """
        if start == end:
            return self._inserted(paragraph, start, found)
        within = self.between(paragraph, start, end)
        around = self.between(paragraph, start - 1, start) + self.between(paragraph, end, end + 1)
        own = [each for each in within if each is not None and each.path is not None]
        values = [each.span for each in own if each.is_value]
        parted = any(each is not None and each.is_value and each.span in values for each in around)
        if len(own) < len(within) or len({each.path for each in own}) > 1 or (values and (found or parted)):
            return None
        assert own[0].path is not None
        return own[0].path, Patch(own[0].start, own[-1].end, found)

    def _inserted(self, paragraph: int, at: int, found: str) -> tuple[Path, Patch] | None:
        before, behind = self.between(paragraph, at - 1, at + 1)
        sides = [(each.is_value, number, each) for number, each in enumerate((before, behind)) if each is not None and each.path]
        for _, number, each in sorted(sides, key=lambda side: side[:2]):
            place = each.start if number else each.end
            assert each.path is not None
            return each.path, Patch(place, place, found)
        return None

    def _of(self, spans: Spans) -> Iterator[Character]:
        for span in spans:
            text = span.text
            if not isinstance(text, Text) or text.source != self.written.source:
                yield from (Character(span) for _ in text)
            elif span.value is None:
                whole, offset = text.within
                path = self.written.at(whole.mark)
                same = path is not None and self.written.text(path) == whole
                yield from (Character(span, path if same else None, at, at + 1) for at in range(offset, offset + len(text)))
            else:
                yield from (Character(span, *self._tag(text)) for _ in text)

    def _tag(self, printed: Text) -> tuple[Path | None, int, int]:
        """Return the tag that prints a value."""
        wanted = printed.mark
        for path, place in self.written.texts.items():
            if place.node.mark.offset <= wanted.offset < place.node.end.offset:
                text = self.written.text(path)
                tags = (at for at in range(len(text)) if text.startswith(_TAG, at) and text.at(at)[1:] == wanted[1:])
                start = next(tags, None)
                return (path, start, text.index(_TAG_END, start) + len(_TAG_END)) if start is not None else (None, 0, 0)
        return None, 0, 0


def place_of_words(text: str, sources: Iterator[Source]) -> tuple[Source, int] | None:
    """Return the first of some files that holds a text, and the line; None where none does."""
    for source in sources:
        at = source.text.find(text.strip()) if text.strip() else -1
        if at >= 0:
            return source, source.text.count("\n", 0, at) + 1
    return None


def _placed(document: Document, fresh: ReadReport) -> Iterator[tuple[int, int, Spans]]:
    """Yield the lines of a document, each with the paragraph of the written file that it stands in, and where in it.

    A template may set one part before another, and words around a line: one is looked for behind the last, then from the top.
    """
    paragraph, behind = 0, 0
    for spans in document.lines():
        text = plain(text_of(spans))
        if not text.strip():
            continue
        found = _found(text, fresh, paragraph, behind) or _found(text, fresh, 0, 0)
        if found:
            paragraph, behind = found[0], found[1] + len(text)
            yield *found, tuple(span for span in spans if span.text)


def _found(text: str, fresh: ReadReport, first: int, behind: int) -> tuple[int, int] | None:
    for index in range(first, len(fresh.paragraphs)):
        each = fresh.paragraphs[index]
        at = each.text.find(text, behind if index == first else 0)
        if at >= 0 and (not each.row or each.text.strip() == text.strip()):
            return index, at
    return None
