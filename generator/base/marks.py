"""Where something was written: a source and a place in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeVar, cast

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was read: its path as a person would type it, and its text."""

    path: str
    text: str = field(repr=False)

    def lines(self) -> list[str]:
        """Return all lines."""
        return _lines(self.text)

    def line(self, number: int) -> str:
        """Return a line by its number, counted from 1; empty beyond the end."""
        lines = _lines(self.text)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def offset(self, line: int, column: int) -> int:
        """Return where a place is in the text, counted in characters from 0; the end of the text for a place beyond it."""
        starts = _starts(self.text)
        return min(starts[line - 1] + column - 1, len(self.text)) if line <= len(starts) else len(self.text)


@lru_cache(maxsize=32)
def _lines(text: str) -> list[str]:
    return text.split("\n")


@lru_cache(maxsize=32)
def _starts(text: str) -> list[int]:
    return list(accumulate((len(line) + 1 for line in _lines(text)), initial=0))


class Mark(NamedTuple):
    """A place in a source; line and column count from 1."""

    source: Source
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.source.path}:{self.line}:{self.column}"

    @property
    def offset(self) -> int:
        """Where it is in the source's text, counted in characters from 0."""
        return self.source.offset(self.line, self.column)

    def moved(self, columns: int) -> Mark:
        """Return the place some columns to the right."""
        return Mark(self.source, self.line, self.column + columns)


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a spreadsheet: its file, a sheet, and a cell of it by name (C7), where one is meant."""

    path: str
    sheet: str = ""
    name: str = ""

    def __str__(self) -> str:
        return f"{self.path} {self.sheet}{'!' if self.name else ''}{self.name}".rstrip()


class Text(str):
    """A scalar as it was written, with its place.

    `starts` tells for a text of several lines where each began: offset in the text, line, column. A line break in the text
    ends a paragraph; lines that only wrapped in the file are joined.
    """

    __slots__ = ("_mark", "_offset", "_starts", "_whole")
    _mark: Mark | None
    _starts: tuple[tuple[int, int, int], ...]
    _whole: Text | None
    _offset: int

    def __new__(cls, text: str, mark: Mark, starts: tuple[tuple[int, int, int], ...] = ()) -> Text:
        """Make a text that was written at a place."""
        made = super().__new__(cls, text)
        made._mark, made._starts = mark, starts
        made._whole, made._offset = None, 0
        return made

    @property
    def mark(self) -> Mark:
        """Where it begins."""
        return self._mark or self._placed()

    @property
    def starts(self) -> tuple[tuple[int, int, int], ...]:
        """Where each of its lines begins."""
        if self._mark is None:
            self._placed()
        return self._starts

    @property
    def source(self) -> Source:
        """What it was written in."""
        return (self._whole or self).mark.source

    @property
    def within(self) -> tuple[Text, int]:
        """The whole that it is a part of, and where in that it begins; itself where it is no part."""
        return self._whole or self, self._offset

    def _placed(self) -> Mark:
        """Find the place of a part, which few parts are asked for."""
        assert self._whole is not None
        begin, end = self._offset, self._offset + len(self)
        first = self._whole.at(begin)
        later = ((begun - begin, line, column) for begun, line, column in self._whole.starts if begin < begun < end)
        self._mark, self._starts = first, ((0, first.line, first.column), *later)
        return first

    def at(self, offset: int) -> Mark:
        """Return the place of a character of this text."""
        passed = next((start for start in reversed(self.starts) if start[0] <= offset), None)
        if passed:
            begun, line, column = passed
            return Mark(self.mark.source, line, min(column + offset - begun, len(self.mark.source.line(line)) + 1))
        quoted = self.mark.source.line(self.mark.line)[self.mark.column - 1 : self.mark.column] in {'"', "'"}
        return self.mark.moved(offset + quoted)

    def part(self, start: int, end: int) -> Text:
        """Return a stretch of this text, every character at its own place."""
        made = str.__new__(Text, self[start:end])
        made._mark, made._starts = None, ()
        made._whole, made._offset = self._whole or self, self._offset + start
        return made

    def lines(self) -> list[Text]:
        """Return the parts between line breaks."""
        if "\n" not in self:
            return [self]
        ends = [*(at for at, char in enumerate(self) if char == "\n"), len(self)]
        return [self.part(start, end) for start, end in zip((0, *(end + 1 for end in ends)), ends, strict=False)]


def by_name(items: Mapping[Text, Item]) -> Mapping[str, Item]:
    """Return a mapping with placed keys as one that plain names can be looked up in."""
    return cast("Mapping[str, Item]", items)
