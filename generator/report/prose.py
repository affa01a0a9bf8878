"""Prose: the unit's own text of a slot, as nested paragraphs, lists and titled parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from ..base import words as W
from ..base.marks import Text
from ..base.numerals import chinese
from ..base.problems import Problems
from ..base.yaml_reader import Mapping, Node, Scalar, Sequence
from .document import Span, Spans
from .printing import Printable


class Layout(Enum):
    """How a list is laid out."""

    NUMBERED = "numbered"
    PARAGRAPHS = "paragraphs"
    ENUMERATED = "enumerated"
    IN_A_ROW = "in a row"
    RUN_IN = "run-in"
    SECTIONS = "sections"


@dataclass(frozen=True, slots=True)
class Part:
    """One item of a prose list: a text, or a title with content."""

    title: Spans
    content: Prose


@dataclass(frozen=True, slots=True)
class Prose(Printable):
    """A slot's prose: paragraphs of text, or parts in a layout."""

    paragraphs: tuple[Spans, ...] = ()
    parts: tuple[Part, ...] = ()
    layout: Layout = Layout.NUMBERED

    def __bool__(self) -> bool:
        return any(self.paragraphs) or bool(self.parts)

    def __iter__(self) -> Iterator[Part | Prose]:
        if self.parts:
            return iter(self.parts)
        return iter(Prose((paragraph,)) for paragraph in self.paragraphs)

    def laid_out(self, layout: Layout) -> Prose:
        """Return the same prose in another layout."""
        return replace(self, layout=layout)

    @property
    def texts(self) -> tuple[Spans, ...]:
        """The prose as plain paragraphs: of a list, one for each item."""
        if not self.parts:
            return self.paragraphs
        return tuple(_run_in(part) for part in self.parts)

    @property
    def spans(self) -> Spans:
        """The prose as one run of text; a list that is laid out in a row counts 一是, 二是."""
        if self.parts and self.layout in {Layout.IN_A_ROW, Layout.ENUMERATED}:
            return in_a_row(self.texts)
        return tuple(span for text in self.texts for span in text)


def in_a_row(texts: tuple[Spans, ...]) -> Spans:
    """Return texts as one, counted 一是, 二是; a single one is not counted."""
    if len(texts) == 1:
        return texts[0]
    return tuple(span for text in enumerated(texts) for span in text)


def enumerated(texts: tuple[Spans, ...]) -> tuple[Spans, ...]:
    """Return texts each opened by 一是, 二是; a single one is not counted."""
    if len(texts) == 1:
        return texts
    return tuple((Span(chinese(number) + W.ENUMERATED[1:]), *text) for number, text in enumerate(texts, 1))


def _run_in(part: Part) -> Spans:
    content = part.content.spans
    return (*part.title, Span(W.STOP), *content) if part.title else content


def read_prose(node: Node, render: Callable[[Text], tuple[Spans, ...]], problems: Problems) -> Prose:
    """Return written prose.

    Args:
        node: a text; a list of texts or of {标题, 内容}; or {连写: [...]}, {一是: [...]} for a list laid out that way.
        render: gives the paragraphs of a text.
        problems: where to note what is no prose.
    """
    match node:
        case Scalar():
            return Prose(render(node.text) if node.text.strip() else ())
        case Sequence():
            parts = tuple(_part(item, render, problems) for item in node)
            titled = bool(parts) and bool(parts[0].title)
            return Prose(parts=parts, layout=Layout.SECTIONS if titled else Layout.NUMBERED)
        case Mapping():
            return _laid_out(node, render, problems)


def _part(node: Node, render: Callable[[Text], tuple[Spans, ...]], problems: Problems) -> Part:
    if isinstance(node, Mapping) and node.get(W.HEADING) is not None:
        title, content = node.get(W.HEADING), node.get(W.CONTENT)
        for key, _ in node:
            if key not in {W.HEADING, W.CONTENT}:
                problems.add("R102", key.mark, key=key, nearest="")
        spans = render(title.text)[0] if isinstance(title, Scalar) and title.text else ()
        return Part(spans, read_prose(content, render, problems) if content else Prose())
    return Part((), read_prose(node, render, problems))


_LAYOUTS = {W.IN_A_ROW: Layout.IN_A_ROW, W.ONE_EACH: Layout.ENUMERATED}


def _laid_out(node: Mapping, render: Callable[[Text], tuple[Spans, ...]], problems: Problems) -> Prose:
    for key, inner in node:
        if key in _LAYOUTS and len(node.items) == 1:
            return read_prose(inner, render, problems).laid_out(_LAYOUTS[str(key)])
    problems.add("R105", node.mark, key=W.CONTENT)
    return Prose()
