"""Where something was written: a source and a place in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was read: its path as a person would type it, and its text."""

    path: str
    text: str = field(repr=False)

    def line(self, number: int) -> str:
        """Return a line by its number, counted from 1; empty beyond the end."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a source; line and column count from 1."""

    source: Source
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.source.path}:{self.line}:{self.column}"

    def moved(self, columns: int, lines: int = 0) -> Mark:
        """Return the place some columns to the right, or on a later line."""
        return Mark(self.source, self.line + lines, columns + 1 if lines else self.column + columns)


class Text(str):
    """A scalar as it was written, with its place.

    `block` tells a folded or literal block, whose text starts on the line below its mark.
    """

    __slots__ = ("block", "mark")
    mark: Mark
    block: bool

    def __new__(cls, text: str, mark: Mark, block: bool = False) -> Text:
        """Make a text that was written at a place."""
        made = super().__new__(cls, text)
        made.mark = mark
        made.block = block
        return made

    @property
    def literal(self) -> bool:
        """Whether this is a literal block, whose line breaks are those of the file."""
        return self.block and self.mark.source.line(self.mark.line)[self.mark.column - 1 :].startswith("|")

    def at(self, offset: int) -> Mark:
        """Return the place of a character of this text."""
        before = self[:offset]
        lines = before.count("\n")
        if self.block:
            line = self.mark.line + 1 + lines
            written = self.mark.source.line(line)
            indent = len(written) - len(written.lstrip())
            return Mark(self.mark.source, line, indent + offset - before.rfind("\n"))
        if lines:
            return self.mark.moved(offset - before.rfind("\n") - 1, lines)
        quoted = self.mark.source.line(self.mark.line)[self.mark.column - 1 : self.mark.column] in {'"', "'"}
        return self.mark.moved(offset + quoted)


def by_name(items: Mapping[Text, Item]) -> Mapping[str, Item]:
    """Return a mapping with placed keys as one that plain names can be looked up in."""
    return cast("Mapping[str, Item]", items)
