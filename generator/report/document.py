"""The document tree: what every writer renders.

A paragraph is a list of spans; a span that prints a value carries that value and its id
(`预算.基本支出`, `率.调整调剂`, `指标.调整调剂规范性.扣分`), so that each edition can tell where it is from.
Words are a `Text` that knows where it was written, as far as they hold digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ..base import words as W
from ..facts.values import Value

if TYPE_CHECKING:
    from .origins import Origins


class Quoted(NamedTuple):
    """A value as it is printed somewhere.

    Attributes:
        id: what it is called: the name of a fact or quantity, or a score's as templates name it (指标.….扣分).
        value: what is printed; of a score that several places print, the same in all.
        by: the filters that it went through, as they are written in a tag: 万元, 绝对值|万元; empty without any.
    """

    id: str
    value: Value
    by: str = ""

    @property
    def filters(self) -> tuple[str, ...]:
        """The names of the filters, without what is given to them."""
        return tuple(each.partition("(")[0] for each in self.by.split("|")) if self.by else ()

    @property
    def unit(self) -> str:
        """The unit that its filters print an amount in; empty where they name none."""
        units = (each.removesuffix(W.T_NUMBER) for each in self.filters)
        return next((each for each in units if each in W.MONEY_UNITS), "")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; `value` is the value it prints, None for words; `gap` marks what is still to be filled in."""

    text: str
    value: Quoted | None = None
    strong: bool = False
    gap: bool = False


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 5, its computed number apart from its text."""

    level: int
    number: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A body paragraph; a numbered one carries its number and the level whose style of numbers it follows."""

    spans: Spans
    number: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A plain table: a header row that repeats on each page, and rows."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


Block = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A line of the cover: label and what was filled in."""

    label: str
    spans: Spans


class Align(StrEnum):
    """Where the text of a cell stands."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an annex over some columns; a continued one belongs to the cell above it."""

    spans: Spans = ()
    align: Align = Align.CENTRE
    across: int = 1
    continued: bool = False


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """An annex: a table with merged cells.

    `widths` are the columns' shares of the width; the first `headings` rows repeat on each page; `unit` stands above on the right.
    """

    name: str
    title: Spans
    unit: Spans
    widths: tuple[int, ...]
    headings: int
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: what it is of, the value that it draws, and one to measure it by.

    `length` and `goal_at` are hundredths of the chart's width: they draw, and are never printed.
    """

    label: Spans
    value: Spans
    length: Decimal
    goal: Spans = ()
    goal_at: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of values that can be compared; `kind` is one of 条形, 进度, 得分."""

    title: Spans
    kind: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    `cover_position` is one of 标题前, 标题后, 独立页; `title` has one or more lines; `edition` is the infix that names its files
    (report.draft.docx), empty for the report itself;
    `file_name` is what the report's file is called where it is handed in, without its ending; `origins` tells where each
    printed value is from; `charts` are for editions on a screen.
    """

    title: tuple[Spans, ...]
    subtitle: Spans
    cover_position: str
    cover: tuple[CoverLine, ...]
    blocks: tuple[Block, ...]
    annexes: tuple[AnnexTable, ...] = ()
    charts: tuple[Chart, ...] = ()
    edition: str = ""
    file_name: str = ""
    agency: str = ""
    year: int = 0
    origins: Origins | None = field(default=None, compare=False, repr=False)

    @property
    def draft(self) -> bool:
        """Whether it says on every page that it is a draft."""
        return self.edition == W.DRAFT_INFIX

    def lines(self) -> Iterator[Spans]:
        """Yield every line that a report prints, in order: those of tables cell by cell."""
        yield from self.title
        yield self.subtitle
        yield from (line.spans for line in self.cover)
        for block in self.blocks:
            if isinstance(block, Grid):
                yield from (cell for row in (block.header, *block.rows) for cell in row)
            else:
                yield block.spans
        for annex in self.annexes:
            yield annex.title
            yield annex.unit
            yield from (cell.spans for row in annex.rows for cell in row)


def text_of(spans: Iterable[Span]) -> str:
    """Return the text of some spans."""
    return "".join(span.text for span in spans)
